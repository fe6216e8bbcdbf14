// Who else is here, and what they wrote: fields that one is not writing in follow by themselves.
import { askJson } from "./asking.js";

const PAUSE = 15000;

export function watchOthers(form, saver) {
  let last = Number(form.dataset.newest);
  const line = document.getElementById("w-others");
  let told = null;

  async function look() {
    try {
      const answer = await askJson(form.dataset.now, { last });
      if (answer.ok) show(await answer.json());
    } catch {
      // The line above the agenda tells of a lost network or login when there is something to save.
    }
  }

  function show({ others, edits }) {
    const words = others.length ? `${others.join(", ")} ${line.dataset.one}` : "";
    if (line.textContent !== words) line.textContent = words;
    for (const edit of edits) {
      last = Math.max(last, edit.id);
      if (edit.moves) moves(edit);
      else follow(edit);
    }
  }

  function follow({ item, field, value, who, at }) {
    const name = `${item}|${field}`;
    const control = saver.own(name);
    if (!control || saver.isWaiting(name)) return;
    if (control.type === "checkbox") control.checked = value !== "";
    else if (control !== document.activeElement) control.value = value;
    else return;
    saver.before(name).value = value;
    control.title = `${who} ${saver.words.changed} ${at}`;
    control.classList.add("w-theirs");
  }

  function moves({ who }) {
    if (told?.isConnected) return;
    told = saver.notice(`${who} ${saver.words.moved} `);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small" });
    button.textContent = saver.words.reload;
    button.addEventListener("click", () => location.reload());
    told.append(button);
  }

  look();
  setInterval(() => document.visibilityState === "visible" && look(), PAUSE);
}
