// A meeting's bundle: sent in pieces, followed while it is read, mended with nothing lost.
// Every behaviour here stands on a form or a link that works without it.
import { ask, LoggedOut } from "./asking.js";
import { autosave } from "./autosave.js";
import { pause, sendInPieces } from "./pieces.js";

const LOOK = 1500;

function send(form) {
  const said = form.querySelector("[data-sending]");
  form.addEventListener("submit", async (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const answer = await sent(form, file, said);
    if (answer.url) location.assign(answer.url);
    else {
      said.className = "r-error";
      said.textContent = answer.error ?? said.dataset.failed;
      button.disabled = false;
    }
  });
}

function sent(form, file, said) {
  const percent = (offset) => Math.floor((100 * offset) / (file.size || 1));
  said.className = "";
  return sendInPieces(`${form.dataset.bundleDrop}${crypto.randomUUID()}/`, file, {
    headers: { "X-Ocr": form.elements.with_ocr?.checked ? "1" : "0" },
    at: (offset) => (said.textContent = `${said.dataset.sending} ${percent(offset)} %`),
    waits: (why) => (said.textContent = said.dataset[why]),
  });
}

// The page says how far it is, and is shown anew when there is something else to do.
async function follow(part) {
  const words = part.querySelector("[data-words]");
  const bar = part.querySelector("progress");
  for (;;) {
    await pause(LOOK);
    try {
      const said = await (await ask(part.dataset.bundleState, { method: "GET" })).json();
      if (said.state !== part.dataset.state && !said.words) return location.reload();
      if (words.textContent !== said.words) words.textContent = said.words;
      bar.max = said.total || 1;
      bar.value = said.done;
    } catch (error) {
      if (error instanceof LoggedOut) return location.reload();
    }
  }
}

// A moved boundary changes which pages lie where: the page is shown anew once it is saved.
// Half a number is no boundary, so it is saved when the field is left.
function mend(form) {
  const still = (event) => event.target.matches("[data-border]") && event.stopPropagation();
  form.addEventListener("input", still, true);
  const { own } = autosave(form);
  form.addEventListener("kept", ({ detail }) => {
    const moved = detail.filter((name) => /\|(first|shares)$/.test(name)).map(own);
    if (moved.some((field) => field && !field.hasAttribute("aria-invalid"))) location.reload();
  });
}

const drop = document.querySelector("[data-bundle-drop]");
if (drop) send(drop);
const at = document.querySelector("[data-bundle-state]");
if (at) follow(at);
const mending = document.querySelector("[data-mending]");
if (mending) mend(mending);
