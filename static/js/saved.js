// <section data-saved>: the meetings that this device keeps, how large they are and since when.
import { canKeep, contact, forget, forgetAll, keptMeetings, sizeOf } from "./keeping.js";
import { inBytes } from "./sizes.js";

export async function listKept(place) {
  const none = document.querySelector("[data-saved-none]");
  if (!canKeep()) {
    none.hidden = false;
    return;
  }
  const words = document.querySelector("[data-row-words]").dataset;
  const show = async () => {
    const kept = (await keptMeetings()).sort((one, other) => other.saved - one.saved);
    place.querySelector("ul").replaceChildren(...kept.map((facts) => row(facts, words, forgotten)));
    const total = kept.reduce((sum, facts) => sum + sizeOf(facts), 0);
    place.querySelector("[data-saved-total]").textContent = words.total.replace("{size}", inBytes(total));
    [place.hidden, none.hidden] = [!kept.length, Boolean(kept.length)];
    return kept.length;
  };
  const forgotten = async (facts) => {
    await forget(facts);
    if (!(await show())) await forgetAll();
    place.querySelector("[data-told]").textContent = words.forgotten;
  };
  place.querySelector("[data-forget-all]").addEventListener("click", async () => {
    await forgetAll();
    await show();
  });
  await show();
  await contact().catch(() => {}); // without a network the list is as it was
  await show();
}

function row(facts, words, forgotten) {
  const made = document.querySelector("[data-saved-row]").content.cloneNode(true);
  const find = (selector) => made.querySelector(selector);
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const papers = words.what.replace("{papers}", facts.chosen.length).replace("{all}", facts.all);
  find("a").href = facts.address;
  find("a").textContent = facts.title;
  find("[data-when]").textContent = words.when.replace("{when}", when.format(facts.saved));
  find("[data-what]").textContent = papers;
  find("[data-size]").textContent = inBytes(sizeOf(facts));
  find("button .visually-hidden").textContent = ` ${facts.title}`;
  find("button").addEventListener("click", () => forgotten(facts));
  return made;
}
