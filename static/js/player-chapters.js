// The chapters beside the picture: the list, and which of them the picture is in.
import { words } from "./player-words.js";

export function markCurrent(section, running) {
  const keys = new Set(running.map((each) => each.key));
  section.querySelectorAll("[data-key]").forEach((row) => {
    const link = row.querySelector("a");
    if (keys.has(row.dataset.key)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

// What came since the page was made, in the same form.
export function drawChapters(section, chapters) {
  const list = section.querySelector("[data-player-chapters]");
  if (!list) return;
  const known = new Set([...list.children].map((row) => row.dataset.key));
  const fresh = chapters.filter((each) => !known.has(each.key));
  list.append(...fresh.map((each) => row(each)));
  if (list.children.length) {
    list.hidden = false;
    const empty = list.previousElementSibling;
    if (empty?.matches("p.quiet")) empty.remove();
  }
}

function row(chapter) {
  const row = document.createElement("li");
  row.className = `chapter chapter-${chapter.kind}`;
  row.dataset.key = chapter.key;
  const link = document.createElement("a");
  link.href = `#t=${Math.floor(chapter.position)}`;
  const time = document.createElement("span");
  time.className = "chapter-time";
  time.textContent = clock(chapter.position);
  const kind = words[chapter.kind] ? `${words[chapter.kind]}: ` : "";
  link.append(time, ` ${kind}${chapter.title}`);
  row.append(link);
  return row;
}

export function isAt(chapter, at) {
  const ends = chapter.until_at ? Date.parse(chapter.until_at) : Infinity;
  return Date.parse(chapter.at) <= at.getTime() && at.getTime() < ends;
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
