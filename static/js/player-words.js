// What the player says beside the picture.
const TOLD = {
  sv: {
    missing: "Webbläsaren kan inte spela filmen, och spelaren som behövs är inte installerad här.",
    broken: "Bilden kommer inte fram just nu. Vi försöker igen.",
    live: "Direktsändning",
    captions: "Svenska (direkt)",
    picture: "Bilden visar klockan",
    speaker: "Talar",
    vote: "Omröstning",
    result: "Resultat",
    decision: "Beslut",
  },
  en: {
    missing: "This browser cannot play the film, and the player it needs is not installed here.",
    broken: "The picture does not come through just now. We try again.",
    live: "Live",
    captions: "Swedish (live)",
    picture: "The picture shows",
    speaker: "Speaks",
    vote: "Vote",
    result: "Result",
    decision: "Decision",
  },
};

export const words = TOLD[document.documentElement.lang] ?? TOLD.sv;
