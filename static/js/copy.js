// <button hidden data-copy="id of the element" data-copied="Kopierat">: copies that element's text.
import { announce } from "./announce.js";

const BACK_AFTER_MS = 4000;

export function copyOnClick(button) {
  if (!navigator.clipboard) return;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(textOf(button.dataset.copy));
    } catch {
      select(button.dataset.copy);
      return;
    }
    button.textContent = button.dataset.copied;
    announce(button.dataset.copied);
    setTimeout(() => {
      button.textContent = label;
    }, BACK_AFTER_MS);
  });
}

function textOf(id) {
  return document.getElementById(id).textContent.replace(/\s+/g, " ").trim();
}

// Where the browser refuses the clipboard, the text stands marked, ready for Ctrl+C.
function select(id) {
  getSelection().selectAllChildren(document.getElementById(id));
}
