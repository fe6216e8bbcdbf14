// <section data-thread>: follows a thread while its panel is open. What is new is announced and
// waits for a press; nothing is put in under the reader's thumb. What is hidden goes at once. Where
// the connection breaks it goes on from the last number, so nothing is lost and nothing comes twice.
// While the page follows the picture it shows the newest comments that had been written by then.
import { announce } from "./announce.js";
import { countReply, fill, place, takeWordsAway } from "./thread-comments.js";
import { followPicture } from "./thread-past.js";
import { onClick } from "./thread-replies.js";

const RETRY_MS = 2_000;

export function followThread(section) {
  const thread = {
    section,
    words: JSON.parse(section.dataset.words),
    list: section.querySelector("[data-comments]"),
    news: section.querySelector("[data-thread-news]"),
    epoch: section.dataset.epoch,
    seq: Number(section.dataset.seq),
    waiting: new Map(),
    missed: 0,
    source: null,
  };
  thread.news.querySelector("button").addEventListener("click", () => showWaiting(thread));
  section.addEventListener("click", (event) => onClick(event, thread));
  followPicture(thread);
  listen(thread);
}

function listen(thread) {
  if (!thread.section.isConnected) return;
  const query = new URLSearchParams({ e: thread.epoch, s: thread.seq });
  const source = new EventSource(`${thread.section.dataset.stream}events?${query}`);
  thread.source = source;
  source.addEventListener("message", (event) => take(thread, JSON.parse(event.data)));
  source.addEventListener("error", () => {
    source.close();
    setTimeout(() => listen(thread), RETRY_MS + Math.random() * RETRY_MS);
  });
}

function take(thread, frame) {
  if (!thread.section.isConnected) return thread.source.close();
  if (frame.k === "bye") return rest(thread, frame.d.retry_ms);
  if (frame.k === "resync") return startAnew(thread);
  if (frame.k === "beat") {
    if (frame.e !== thread.epoch || frame.s !== thread.seq) startAnew(thread);
    return;
  }
  if (frame.s <= thread.seq) return;
  if (frame.s !== thread.seq + 1) return startAnew(thread);
  thread.seq = frame.s;
  thread.past.offer(frame);
  apply(thread, frame.d);
  tellNews(thread);
}

function rest(thread, milliseconds) {
  thread.source.close();
  setTimeout(() => listen(thread), milliseconds);
}

// What was told before is not known any more: the state as it is now, and on from there.
async function startAnew(thread) {
  thread.source.close();
  thread.past.forget();
  try {
    const answer = await fetch(`${thread.section.dataset.stream}snapshot`);
    const state = await answer.json();
    const known = lastKnown(thread);
    thread.epoch = state.e;
    thread.seq = state.s;
    apply(thread, state.d);
    const told = [...thread.waiting.keys()].filter((n) => n > known).length;
    thread.missed = Math.max(0, (state.d.head?.last ?? known) - known - told);
    tellNews(thread);
    listen(thread);
  } catch {
    setTimeout(() => listen(thread), RETRY_MS);
  }
}

function lastKnown(thread) {
  const shown = [...thread.section.querySelectorAll("[data-seq]")].map((each) => Number(each.dataset.seq));
  return Math.max(0, ...shown, ...thread.waiting.keys());
}

function apply(thread, sections) {
  for (const [name, value] of Object.entries(sections)) {
    if (name === "head") showState(thread, value);
    else if (value !== null) showComment(thread, value);
  }
}

function showState(thread, head) {
  if (head.state === "locked") {
    const line = thread.section.querySelector("[data-thread-state]");
    if (thread.section.querySelector(".thread-form")) announce(thread.words.locked);
    line.textContent = thread.words.locked;
    const button = thread.section.querySelector(".thread-form button[type=submit]");
    if (button) button.disabled = true; // the text stays where it is
  }
}

function showComment(thread, comment) {
  const shown = thread.section.querySelector(`[data-seq="${comment.n}"]`);
  if (comment.gone) {
    thread.waiting.delete(comment.n);
    if (shown) takeWordsAway(thread, shown, comment.gone);
  } else if (shown) {
    fill(thread, shown, comment);
    shown.classList.remove("is-gone");
  } else if (comment.p === null || isOpen(thread, comment.p)) {
    thread.waiting.set(comment.n, comment);
  } else {
    countReply(thread, comment.p);
  }
}

function isOpen(thread, parent) {
  return thread.section.querySelector(`[data-seq="${parent}"] .replies`) !== null;
}

function tellNews(thread) {
  const count = thread.waiting.size + thread.missed;
  thread.news.hidden = count === 0 || thread.news.hidden;
  if (count === 0) return;
  const text = count === 1 ? thread.words.one : thread.words.many.replace("{count}", count);
  const button = thread.news.querySelector("button");
  if (button.textContent === text && !thread.news.hidden) return;
  button.textContent = text;
  thread.news.hidden = false;
  announce(text);
}

function showWaiting(thread) {
  if (thread.missed > 0 || thread.waiting.size > 20) {
    location.assign(thread.section.dataset.url);
    return;
  }
  const comments = [...thread.waiting.values()].sort((one, other) => one.n - other.n);
  thread.waiting.clear();
  thread.news.hidden = true;
  thread.section.querySelector("[data-thread-empty]")?.remove();
  const made = comments.map((comment) => place(thread, comment));
  const first = made.at(thread.section.dataset.sort === "newest" ? -1 : 0);
  first.tabIndex = -1;
  first.focus();
}
