// <section data-thread>: follows a thread while its panel is open. What is new is announced and
// waits for a press; nothing is put in under the reader's thumb. What is hidden goes at once. Where
// the connection breaks it goes on from the last number, so nothing is lost and nothing comes twice.
import { announce } from "./announce.js";

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

function takeWordsAway(thread, element, state) {
  const gone = document.createElement("p");
  gone.className = "comment-gone";
  gone.textContent = thread.words[state];
  element.querySelector(".comment-text, .comment-gone")?.replaceWith(gone);
  element.classList.add("is-gone");
}

function isOpen(thread, parent) {
  return thread.section.querySelector(`[data-seq="${parent}"] .replies`) !== null;
}

// A reply to a comment whose replies are not open is only counted.
function countReply(thread, parent) {
  const link = thread.section.querySelector(`[data-seq="${parent}"] > article [data-replies]`);
  if (link) link.textContent = link.textContent.replace(/\d+/, (n) => Number(n) + 1);
}

function tellNews(thread) {
  const count = thread.waiting.size + thread.missed;
  if (count === 0) {
    thread.news.hidden = true;
    return;
  }
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

function place(thread, comment) {
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
function fill(thread, element, comment) {
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
  text.innerHTML = comment.html;
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

function onClick(event, thread) {
  const link = event.target.closest("a[data-reply], a[data-replies], a[data-more], a[data-no-reply]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-reply]") && answerTo(thread, link.dataset.reply)) event.preventDefault();
  if (link.matches("[data-no-reply]") && answerTo(thread, "")) event.preventDefault();
  if (link.matches("[data-replies]")) {
    event.preventDefault();
    showReplies(thread, link);
  }
  if (link.matches("[data-more]")) {
    event.preventDefault();
    moreReplies(thread, link);
  }
}

// The form is one; what is being written stays in it.
function answerTo(thread, number) {
  const form = thread.section.querySelector("form[data-draft]");
  if (!form) return false;
  form.elements.reply.value = number;
  const line = form.querySelector("[data-replying]");
  line.hidden = !number;
  line.querySelector("span").textContent = thread.words.reply.replace("{number}", number);
  form.elements.text.focus();
  form.dispatchEvent(new Event("input"));
  return true;
}

async function showReplies(thread, link) {
  const item = link.closest("[data-seq]");
  const open = item.querySelector(":scope > .replies");
  if (open) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  const list = await fetched(thread, link.dataset.replies);
  if (!list) return location.assign(link.href);
  item.append(list);
  link.setAttribute("aria-expanded", "true");
}

async function moreReplies(thread, link) {
  const list = await fetched(thread, link.href);
  if (!list) return;
  const place = link.closest("li");
  const first = list.firstElementChild;
  place.replaceWith(...list.children);
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
}

async function fetched(thread, address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".replies");
  } catch {
    announce(thread.words.away);
    return null;
  }
}

// <div data-thread-open="/samtal/7/panel/">: opens the thread in the record's own page, and only
// then follows it. The link beside it leads to the thread's page for those without a script.
export function openThreadHere(place, enhance) {
  const link = place.querySelector("a");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(place.dataset.threadOpen);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const section = document.adoptNode(page.querySelector("[data-thread]"));
      place.replaceChildren(section);
      enhance(place);
      const heading = section.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus();
    } catch {
      location.assign(link.href);
    }
  });
}
