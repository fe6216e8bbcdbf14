// A comment as an element of its thread: put in, filled anew, or left without its words.
import { parsed } from "./parsed.js";

export function takeWordsAway(thread, element, state) {
  const gone = document.createElement("p");
  gone.className = "comment-gone";
  gone.textContent = thread.words[state];
  element.querySelector(".comment-text, .comment-gone")?.replaceWith(gone);
  element.classList.add("is-gone");
}

export function place(thread, comment) {
  const element = thread.section.querySelector("[data-comment-template]").content.firstElementChild.cloneNode(true);
  element.id = `k${comment.n}`;
  element.dataset.seq = comment.n;
  fill(thread, element, comment);
  if (comment.p !== null) {
    element.querySelector("[data-reply]")?.remove();
    thread.section.querySelector(`[data-seq="${comment.p}"] .replies`).append(element);
  } else if (thread.section.dataset.sort === "newest") {
    thread.list.prepend(element);
  } else {
    thread.list.append(element);
  }
  return element;
}

// `html` is the server's own, cleaned when it was written; the same that the page itself shows.
export function fill(thread, element, comment) {
  const { words } = thread;
  const url = `${thread.section.dataset.url}${comment.n}/`;
  element.querySelector("article").setAttribute("aria-label", words.number.replace("{number}", comment.n));
  const name = element.querySelector(".comment-name");
  if (name) name.textContent = comment.name || words.nobody;
  label(element.querySelector(".comment-mark"), words[comment.mark]);
  const stance = element.querySelector(".stance");
  label(stance, words[comment.stance]);
  if (stance) stance.className = `stance stance-${comment.stance}`;
  const text = element.querySelector(".comment-text, .comment-gone");
  text.className = "comment-text prose";
  text.replaceChildren(...parsed(comment.html).childNodes);
  const link = element.querySelector(".comment-link");
  link.href = url;
  if (element.classList.contains("is-new")) link.querySelector("time").replaceWith(clock(comment.at));
  const reply = element.querySelector("[data-reply]");
  if (reply) {
    reply.dataset.reply = comment.n;
    reply.href = `${url}#skriv`;
  }
  const report = element.querySelector("[data-report]");
  if (report) report.href = `${url}anmal/`;
}

function label(element, text) {
  if (!element) return;
  element.textContent = text ?? "";
  element.hidden = !text;
}

function clock(moment) {
  const time = document.createElement("time");
  time.dateTime = moment;
  // The city's clock, as the server wrote it; not that of whoever reads from elsewhere.
  time.textContent = moment.slice(11, 16);
  return time;
}

// A reply to a comment whose replies are not open is only counted.
export function countReply(thread, parent) {
  const link = thread.section.querySelector(`[data-seq="${parent}"] > article [data-replies]`);
  if (link) link.textContent = link.textContent.replace(/\d+/, (n) => Number(n) + 1);
}
