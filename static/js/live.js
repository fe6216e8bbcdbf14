// <section data-live="/api/v1/streams/<id>" data-epoch data-seq>: follows a stream of sections.
// A frame carries whole sections with their HTML; each takes the place of the one before. Server-sent
// events first, polling where they do not get through; a gap is mended by a snapshot. While the page
// follows the picture (`radslag:moment`) it shows what was then; `data-past` shows nothing else.
import { announce } from "./announce.js";
import { place, refocus, whole } from "./live-sections.js";
import { Past } from "./past.js";

const SILENCE_MS = 40_000;
const POLL_MS = 5_000;
const TRIES = 3;

export function follow(root, onChange = () => {}) {
  const at = { base: root.dataset.live, epoch: root.dataset.epoch, seq: Number(root.dataset.seq) };
  const said = Number(root.querySelector("[data-section=said]")?.dataset.seq);
  const reader = { root, at, said, onChange, failures: 0, watch: 0, source: null };
  reader.past = new Past(at.base, (sections, isWhole) => drawPast(reader, sections, isWhole));
  document.addEventListener("radslag:moment", (event) => followMoment(reader, event.detail.at));
  if ("past" in root.dataset) return;
  connect(reader);
  addEventListener("pagehide", () => reader.source?.close());
  addEventListener("pageshow", (event) => event.persisted && connect(reader));
}

function connect(reader) {
  reader.source?.close();
  if (!window.EventSource || reader.failures >= TRIES) return poll(reader);
  const { base, epoch, seq } = reader.at;
  reader.source = new EventSource(`${base}/events?e=${epoch}&s=${seq}`);
  reader.source.onmessage = (event) => {
    reader.failures = 0;
    lost(reader, false);
    stayAwake(reader);
    take(reader, JSON.parse(event.data));
  };
  reader.source.onerror = () => {
    reader.source.close();
    reader.failures += 1;
    lost(reader, true);
    again(reader, 1000 * 2 ** reader.failures * (0.5 + Math.random()));
  };
  stayAwake(reader);
}

// A beat comes every fifteen seconds; a phone that slept hears none and begins again.
function stayAwake(reader) {
  again(reader, SILENCE_MS);
}

function again(reader, ms) {
  clearTimeout(reader.watch);
  reader.watch = setTimeout(() => connect(reader), ms);
}

async function poll(reader) {
  const { base, epoch, seq } = reader.at;
  try {
    const answer = await fetch(`${base}/since/${seq}?e=${epoch}`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    for (const frame of await answer.json()) await take(reader, frame);
    lost(reader, false);
  } catch {
    lost(reader, true);
  }
  clearTimeout(reader.watch);
  reader.watch = setTimeout(() => poll(reader), POLL_MS * (0.8 + 0.4 * Math.random()));
}

async function take(reader, frame) {
  const { at } = reader;
  if (frame.k === "bye") {
    reader.source?.close();
    return again(reader, frame.d.retry_ms);
  }
  if (frame.k === "resync" || frame.e !== at.epoch) return mend(reader);
  if (frame.k === "beat") return frame.s > at.seq ? mend(reader) : undefined;
  if (frame.s <= at.seq) return undefined;
  if (frame.s > at.seq + 1) return mend(reader);
  at.seq = frame.s;
  if (reader.past.isShown) reader.past.offer(frame);
  else apply(reader, frame.d);
}

async function mend(reader) {
  try {
    const answer = await fetch(`${reader.at.base}/snapshot`);
    const { e, s, d } = await answer.json();
    Object.assign(reader.at, { epoch: e, seq: s });
    if (reader.past.isShown) reader.past.forget();
    else apply(reader, whole(reader.root, d));
  } catch {
    lost(reader, true);
  }
}

// `at` null: the page shows what is now, and that of a meeting which is over nothing.
function followMoment(reader, at) {
  if (at) return reader.past.show(at.getTime());
  if (!reader.past.isShown) return undefined;
  reader.past.leave();
  showWhen(reader, false);
  return "past" in reader.root.dataset ? undefined : mend(reader);
}

function drawPast(reader, sections, isWhole) {
  showWhen(reader, true);
  if (!isWhole) return apply(reader, sections);
  const { said, ...others } = whole(reader.root, sections);
  place(reader.root, "said", said);
  return apply(reader, others);
}

function showWhen(reader, isPast) {
  const { root } = reader;
  root.classList.toggle("is-past", isPast);
  if ("past" in root.dataset) root.hidden = !isPast;
  if ("past" in root.dataset && !isPast) tellItem(reader, { item: null });
  root.querySelectorAll("[data-when]").forEach((each) => {
    each.hidden = (each.dataset.when === "then") !== isPast;
  });
}

function apply(reader, sections) {
  const heldFocus = document.activeElement;
  for (const [name, section] of Object.entries(sections)) place(reader.root, name, section);
  announceOnce(reader, sections.said);
  tellItem(reader, sections);
  if (!heldFocus.isConnected) refocus(heldFocus);
  reader.onChange(sections);
}

// A snapshot brings the newest moment again; it has been said.
function announceOnce(reader, said) {
  if (said && said.data.seq !== reader.said) announce(said.data.text);
  if (said) reader.said = said.data.seq;
}

// Others on the page (the thread) show what belongs to the same item.
function tellItem(reader, sections) {
  if (!("item" in sections)) return;
  const record = sections.item?.data.record ?? "";
  reader.root.dispatchEvent(new CustomEvent("radslag:item", { bubbles: true, detail: { record } }));
}

function lost(reader, isLost) {
  const line = reader.root.querySelector("[data-lost]");
  if (line) line.hidden = !isLost;
}

document.querySelectorAll("[data-live]:not([data-own])").forEach((root) => follow(root));
