// <article data-votes="stream" data-needed="200">: the count moves while the page is open. The page
// shows it without this as well; here it only stops growing old.
import { announce } from "./announce.js";

const POLL_MS = 10000;
const TELL_MS = 15000;

export function followVotes(article) {
  const state = { total: null, told: 0, timer: 0 };
  const base = `/api/v1/streams/${article.dataset.votes}`;
  start(article, base, state);
}

async function start(article, base, state) {
  const snapshot = await fetchSnapshot(base);
  if (snapshot) show(article, snapshot.d, state);
  if (!snapshot || typeof EventSource === "undefined") return poll(article, base, state);
  const source = new EventSource(`${base}/events?e=${snapshot.e}&s=${snapshot.s}`);
  source.addEventListener("message", (event) => {
    const frame = JSON.parse(event.data);
    for (const each of Array.isArray(frame) ? frame : [frame]) show(article, each.d ?? {}, state);
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

async function fetchSnapshot(base) {
  try {
    const answer = await fetch(`${base}/snapshot`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function poll(article, base, state) {
  clearTimeout(state.timer);
  state.timer = setTimeout(async () => {
    const snapshot = await fetchSnapshot(base);
    if (snapshot) show(article, snapshot.d, state);
    poll(article, base, state);
  }, POLL_MS);
}

function show(article, sections, state) {
  const count = sections.count;
  if (!count || count.total === state.total) return;
  const needed = Number(article.dataset.needed);
  article.querySelectorAll("[data-votes-total]").forEach((each) => {
    each.textContent = count.total;
  });
  article.querySelectorAll("[data-votes-line]").forEach((each) => {
    each.setAttribute("x2", `${Math.min(Math.floor((count.total * 100) / needed), 100)}%`);
  });
  article.querySelectorAll("[data-votes-level]").forEach((each) => {
    each.textContent = count[each.dataset.votesLevel] ?? 0;
  });
  tell(count.total, needed, state);
  state.total = count.total;
}

// Said once in a while, never with every vote.
function tell(total, needed, state) {
  const now = Date.now();
  const isNews = state.total !== null && (now - state.told > TELL_MS || (state.total < needed && total >= needed));
  if (!isNews) return;
  state.told = now;
  announce(`${total} / ${needed}`);
}
