// The grid of a vote: letters choose, Shift and a letter the whole party, arrows change the row.
// The sums are counted as one types; the server counts them again.

const CLEARS = new Set(["Backspace", "Delete"]);
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const valueOf = (select, letter) =>
  [...select.options].find((option) => option.dataset.key === letter)?.value;

function step(select, by) {
  const every = [...select.closest("[data-grid]").querySelectorAll("[data-choice]")];
  every[every.indexOf(select) + by]?.focus();
}

function choose(select, value) {
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function membersOf(select) {
  const party = select.closest("[data-party]");
  return [...party.querySelectorAll("[data-choice]:not([data-substitute])")];
}

function chooseForAll(select, value) {
  const members = membersOf(select);
  members.forEach((each) => choose(each, value));
  step(members.at(-1) ?? select, 1);
}

function pressed(event) {
  const select = event.target.closest("[data-choice]");
  if (!select || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in STEPS) step(select, STEPS[event.key]);
  else if (CLEARS.has(event.key)) choose(select, "");
  else {
    const value = valueOf(select, event.key.toUpperCase());
    if (value === undefined || event.key.length !== 1) return;
    if (event.shiftKey) chooseForAll(select, value);
    else {
      choose(select, value);
      step(select, 1);
    }
  }
  event.preventDefault();
}

// A member without a choice follows what is said of the whole party, as the server does it.
function choiceOf(select) {
  if (select.value || "substitute" in select.dataset) return select.value;
  return select.closest("[data-party]").querySelector("[data-all]").value;
}

const numberIn = (input) => Number.parseInt(input.value, 10) || 0;

function countOf(round, choice) {
  const chosen = [...round.querySelectorAll("[data-choice]")];
  if (chosen.length) return chosen.filter((each) => choiceOf(each) === choice).length;
  const told = [...round.querySelectorAll(`[data-number="${choice}"]`)];
  if ([...round.querySelectorAll("[data-number]")].some((each) => each.value !== "")) {
    return told.reduce((sum, each) => sum + numberIn(each), 0);
  }
  const total = round.querySelector(`[data-total="${choice}"]`);
  return total ? numberIn(total) : null;
}

function sumUp(round) {
  const counts = {};
  for (const shown of round.querySelectorAll("[data-count]")) {
    const count = countOf(round, shown.dataset.count);
    if (count === null) return;
    counts[shown.dataset.count] = count;
    if (shown.textContent !== String(count)) shown.textContent = count;
  }
  const given = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const mandates = Number(round.dataset.mandates);
  round.querySelector("[data-given]").textContent = given;
  round.querySelector("[data-short]").hidden = !(given > 0 && given < mandates);
  round.querySelector("[data-over]").hidden = !(mandates > 0 && given > mandates);
  const tied = counts.yes > 0 && counts.yes === counts.no;
  round.querySelector("[data-tied]").hidden = !tied || round.querySelector("[data-tie]").value !== "";
}

const form = document.querySelector("[data-voting]");
form.addEventListener("keydown", pressed);
for (const round of form.querySelectorAll("[data-round]")) {
  round.addEventListener("input", () => sumUp(round));
  round.addEventListener("change", () => sumUp(round));
  sumUp(round);
}
