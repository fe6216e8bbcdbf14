// The control room and the member's ballot: forms are sent without leaving the page, and what others
// do is shown at once. Every region comes from the server; what somebody is writing in stays.
import { announce } from "./announce.js";
import { follow } from "./live.js";

const root = document.querySelector("[data-own]");
let busy = false;
let again = false;

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) swap(await answer.text(), false);
  } catch {
    // The stream tells when the server is back.
  }
  busy = false;
  if (again) {
    again = false;
    refresh();
  }
}

async function send(form, button) {
  const said = new FormData(form, button);
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.getAttribute("action") || location.pathname, {
      method: "POST",
      body: new URLSearchParams(said),
    });
    if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
    swap(await answer.text(), answer.ok, form);
  } catch {
    button.removeAttribute("aria-busy");
    announce(document.documentElement.lang === "en" ? "Not sent. Try again." : "Skickades inte. Försök igen.");
  }
  return undefined;
}

// `done`: the form was obeyed, so its fields may be emptied; else what was written stays.
function swap(html, done, form) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const held = holdFocus();
  for (const old of root.querySelectorAll("[data-region]")) {
    const made = fresh.getElementById(old.id);
    if (!made) continue;
    if (isWriting(old) && !(done && old.contains(form))) renew(old, made);
    else if (!made.isEqualNode(old)) old.replaceChildren(...keepOpen(old, made).childNodes);
  }
  const refused = fresh.querySelector("[role=alert]");
  if (refused) announce(refused.textContent);
  held();
}

function isWriting(region) {
  const fields = "input:not([type=hidden]):not([type=checkbox]), textarea";
  return [...region.querySelectorAll(fields)].some((field) => field.value !== field.defaultValue);
}

// A region that somebody writes in only learns which state it is sent from.
function renew(old, made) {
  for (const name of ["seq", "key"]) {
    const value = made.querySelector(`input[name=${name}]`)?.value;
    if (value) old.querySelectorAll(`input[name=${name}]`).forEach((field) => (field.value = value));
  }
}

function keepOpen(old, made) {
  const before = old.querySelectorAll("details");
  made.querySelectorAll("details").forEach((each, place) => {
    if (before[place]?.open && before[place].className === each.className) each.open = true;
  });
  return made;
}

// The same button or field is given the focus back; where it is gone, its region is.
function holdFocus() {
  const active = document.activeElement;
  const region = active?.closest("[data-region]")?.id;
  const { name, value } = active ?? {};
  return () => {
    if (active?.isConnected || !region) return;
    const place = document.getElementById(region);
    const named = name ? [...place.querySelectorAll(`[name="${CSS.escape(name)}"]`)] : [];
    const next = named.find((each) => each.value === value) ?? (active.type === "submit" ? null : named[0]);
    const heading = place.querySelector("h1, h2");
    if (next) next.focus({ preventScroll: true });
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  };
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter ?? event.target.querySelector("button"));
});
follow(root, refresh);
