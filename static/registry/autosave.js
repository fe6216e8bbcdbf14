// Every change is kept in this browser until the server has said that it has it.
// A network that is gone, or a session that has ended, costs nothing but time.
import { askJson, LoggedOut } from "./asking.js";

const PAUSE = 700;
const AGAIN = 5000;
const BATCH = 100;

export function autosave(form) {
  const { pk, user, edits: url } = form.dataset;
  const drawer = `radslag.arbetsbord.${pk}.${user}`;
  const bar = document.getElementById("w-bar");
  const waiting = new Map(Object.entries(read(drawer)));
  let timer = null;
  let sending = false;

  const own = (name) => form.elements.namedItem(`f|${name}`);
  const before = (name) => form.elements.namedItem(`b|${name}`);
  const valueOf = (control) => {
    if (control.type === "checkbox") return control.checked ? control.value : "";
    return control.value;
  };

  function keep() {
    if (waiting.size) localStorage.setItem(drawer, JSON.stringify(Object.fromEntries(waiting)));
    else localStorage.removeItem(drawer);
  }

  function say(word, link = "") {
    const count = waiting.size && word !== "saved" ? `${waiting.size} ` : "";
    const told = word === "waiting" ? count + bar.dataset.waiting : bar.dataset[word];
    // Said once: told anew at each try, the link would be taken from under the finger.
    if (link && bar.dataset.state === word && bar.querySelector("a")) return;
    bar.textContent = told;
    bar.dataset.state = word;
    if (!link) return;
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link, target: "_blank", rel: "opener" });
    anchor.textContent = bar.dataset.loginWord;
    bar.append(" ", anchor);
  }

  function note(control) {
    const name = control.name.slice(2);
    const known = before(name);
    if (!known) return;
    const value = valueOf(control);
    if (value === known.value && !waiting.has(name)) return;
    waiting.set(name, { value, base: waiting.get(name)?.base ?? known.value });
    keep();
    say("waiting");
    later(PAUSE);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function send() {
    if (sending || waiting.size === 0) return;
    sending = true;
    const names = [...waiting.keys()].slice(0, BATCH);
    const sent = names.map((name) => [name, waiting.get(name)]);
    try {
      const answer = await askJson(url, {
        edits: sent.map(([name, { value, base }]) => {
          const at = name.indexOf("|");
          return { item: name.slice(0, at), field: name.slice(at + 1), value, base };
        }),
      });
      const said = await answer.json();
      if (answer.ok) settle(sent, said);
      else bar.textContent = said.error;
      sending = false;
      if (answer.ok && waiting.size) later(0);
      else if (answer.ok) say("saved");
      else later(AGAIN * 2);
    } catch (error) {
      sending = false;
      if (error instanceof LoggedOut) say("login", form.dataset.login);
      else say("offline");
      later(AGAIN);
    }
  }

  function settle(sent, said) {
    const refused = new Map(said.refused.map((each) => [`${each.item}|${each.field}`, each.why]));
    for (const [name, { value }] of sent) {
      const control = own(name);
      fault(control, refused.get(name) ?? "");
      if (refused.has(name)) {
        waiting.delete(name);
        continue;
      }
      if (before(name)) before(name).value = value;
      // Written on while the answer was on its way: that stays, with what the server now has.
      if (waiting.get(name)?.value === value) waiting.delete(name);
      else waiting.set(name, { ...waiting.get(name), base: value });
      if (/\|place:/.test(name)) say("waiting");
    }
    keep();
    for (const clash of said.clashes) tellClash(clash);
    form.dispatchEvent(new CustomEvent("kept", { detail: sent.map(([name]) => name) }));
  }

  function fault(control, why) {
    const line = control?.closest(".w-item")?.querySelector("[data-fault]");
    if (!line) return;
    line.textContent = why;
    line.hidden = !why;
    control.toggleAttribute("aria-invalid", Boolean(why));
  }

  function tellClash({ item, field, theirs, who }) {
    const control = own(`${item}|${field}`);
    const row = notice(`${who} ${bar.dataset.clash} ”${theirs}” `);
    const back = document.createElement("button");
    Object.assign(back, { type: "button", className: "button button-small" });
    back.textContent = bar.dataset.take;
    back.addEventListener("click", () => {
      if (control) {
        control.value = theirs;
        note(control);
        control.focus();
      }
      row.remove();
    });
    row.append(back);
  }

  function notice(text) {
    const row = document.createElement("p");
    row.className = "r-notice r-notice--warn";
    row.setAttribute("role", "status");
    row.textContent = text;
    document.getElementById("w-notices").append(row);
    return row;
  }

  // What was not saved when the page was left is written back into its fields.
  for (const [name, { value }] of [...waiting]) {
    const control = own(name);
    if (!control || before(name).value === value) waiting.delete(name);
    if (!control) continue;
    if (control.type === "checkbox") control.checked = value !== "";
    else control.value = value;
  }
  keep();
  if (waiting.size) {
    notice(bar.dataset.local);
    later(0);
  }

  form.addEventListener("input", (event) => event.target.name?.startsWith("f|") && note(event.target));
  form.addEventListener("change", (event) => event.target.name?.startsWith("f|") && note(event.target));
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => waiting.size && later(0));
  window.addEventListener("storage", () => waiting.size && later(0));

  return {
    own,
    before,
    notice,
    words: bar.dataset,
    isWaiting: (name) => waiting.has(name),
    flush: send,
  };
}

function read(drawer) {
  try {
    return JSON.parse(localStorage.getItem(drawer) ?? "{}");
  } catch {
    return {};
  }
}
