// <input data-suggest="/api/v1/search/suggest">: offers cases, people, organizations and words
// while one types. A combobox as WAI-ARIA describes it: the list never takes the focus, arrows
// choose, Enter goes there, Escape closes; without an answer the field is a plain one.
import { announce } from "./announce.js";

const WAIT_MS = 120;
const SHORTEST = 2;

export function suggestWhileTyping(input) {
  const list = makeList(input);
  const state = { options: [], chosen: -1, typed: input.value, timer: 0, asking: null };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  input.addEventListener("input", () => {
    state.typed = input.value;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => ask(input, list, state), WAIT_MS);
  });
  input.addEventListener("keydown", (event) => onKey(event, input, list, state));
  input.addEventListener("blur", () => close(input, list, state));
  // A press on an option must not take the focus away before the click arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(input, list, state, Number(option.dataset.place));
  });
}

function makeList(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  list.hidden = true;
  input.parentElement.append(list);
  return list;
}

async function ask(input, list, state) {
  const text = state.typed.trim();
  state.asking?.abort();
  if (text.length < SHORTEST) return close(input, list, state);
  const asking = new AbortController();
  state.asking = asking;
  const query = new URLSearchParams({ q: text, language: document.documentElement.lang.slice(0, 2) });
  try {
    const answer = await fetch(`${input.dataset.suggest}?${query}`, { signal: asking.signal });
    const { data } = answer.ok ? await answer.json() : { data: [] };
    if (asking === state.asking && document.activeElement === input) show(input, list, state, data);
  } catch {
    if (asking === state.asking) close(input, list, state);
  }
}

function show(input, list, state, options) {
  state.options = options;
  state.chosen = -1;
  list.replaceChildren(...options.map((option, place) => optionElement(list, option, place)));
  list.hidden = options.length === 0;
  input.setAttribute("aria-expanded", String(options.length > 0));
  input.removeAttribute("aria-activedescendant");
  if (options.length) announce(input.dataset.suggestCount.replace("{count}", options.length));
}

function optionElement(list, option, place) {
  const element = document.createElement("li");
  element.id = `${list.id}-${place}`;
  element.className = "suggestion";
  element.dataset.place = place;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.append(part("suggestion-text", option.text));
  const about = [option.kind_name, option.detail].filter(Boolean).join(" ");
  if (about) element.append(" ", part("suggestion-about", about));
  return element;
}

function part(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function onKey(event, input, list, state) {
  if (event.isComposing || list.hidden) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    choose(input, list, state, state.chosen + steps[event.key]);
  } else if (event.key === "Enter" && state.chosen >= 0) {
    event.preventDefault();
    take(input, list, state, state.chosen);
  } else if (event.key === "Escape") {
    event.preventDefault();
    input.value = state.typed;
    close(input, list, state);
  }
}

// Before the first and after the last stands what was typed itself.
function choose(input, list, state, place) {
  const count = state.options.length;
  state.chosen = place >= count ? -1 : place < -1 ? count - 1 : place;
  [...list.children].forEach((each, at) => {
    each.setAttribute("aria-selected", String(at === state.chosen));
  });
  const option = list.children[state.chosen];
  input.value = option ? state.options[state.chosen].text : state.typed;
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function take(input, list, state, place) {
  const option = state.options[place];
  close(input, list, state);
  if (option.url) {
    location.assign(option.url);
  } else {
    input.value = option.text;
    input.form.requestSubmit();
  }
}

function close(input, list, state) {
  state.asking?.abort();
  clearTimeout(state.timer);
  state.options = [];
  state.chosen = -1;
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
