// The sections of a page that follows a stream: each has a name, and takes the place of the one before.
import { parsed } from "./parsed.js";

// Every section: those that are not there are taken away.
export function whole(root, sections) {
  const shown = [...root.querySelectorAll("[data-section]")].map((each) => each.dataset.section);
  return { ...Object.fromEntries(shown.map((name) => [name, null])), ...sections };
}

export function place(root, name, section) {
  const old = root.querySelector(`[data-section="${CSS.escape(name)}"]`);
  const made = section ? parsed(section.html).firstElementChild : empty(name);
  if (old?.open) made.open = true;
  if (old) old.replaceWith(made);
  else if (section && name.startsWith("stop-")) root.querySelector("[data-stops]")?.append(made);
}

function empty(name) {
  const element = document.createElement("div");
  element.dataset.section = name;
  element.hidden = true;
  return element;
}

export function refocus(before) {
  const href = before.getAttribute?.("href");
  if (href) document.querySelector(`.live a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
}
