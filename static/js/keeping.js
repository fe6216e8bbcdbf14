// Public meetings on this device: kept in the browser's own caches, one for each meeting, with the
// facts of what lies there beside them. Everything is asked without cookies, as anybody would ask,
// and an answer that may not be kept is refused. Nothing here tells anybody what is kept.
import { parsed } from "./parsed.js";

const PREFIX = "meeting:";
const FACTS = "/sparat/uppgifter.json";
const SECRET = /no-store|private/;

export const canKeep = () => "caches" in window && "serviceWorker" in navigator;

export class Gone extends Error {}

export async function keptMeetings() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return (await Promise.all(names.map(factsIn))).filter(Boolean);
}

// Fetch what is new of all pages and of the chosen papers; what fell or changed goes first.
export async function keep({ listingUrl, chosen, isAll, words, language, told = () => {} }) {
  const listing = await asked(listingUrl).then((answer) => answer.json());
  const name = PREFIX + listing.address;
  const [cache, before] = [await caches.open(name), await factsIn(name)];
  const papers = listing.papers.filter((paper) => isAll || chosen.includes(paper.id));
  const wanted = wantedOf(listing, papers);
  const parts = await withoutFallen(cache, before ? before.parts : {}, wanted);
  const facts = {
    ...{ listingUrl, words, language, isAll, chosen: papers.map((paper) => paper.id) },
    ...{ title: listing.title, address: listing.address, all: listing.papers.length },
    ...{ records: listing.records, saved: Date.now(), seq: -1, parts },
  };
  await write(cache, facts); // whatever happens now, the next contact knows that it is not whole
  const missing = [...wanted.keys()].filter((url) => !parts[url]);
  for (const [at, url] of missing.entries()) {
    told(at, missing.length);
    const size = await put(cache, url, facts);
    if (size !== null) parts[url] = { tag: wanted.get(url), size };
    await write(cache, facts);
  }
  await write(cache, { ...facts, seq: listing.seq });
}

// One question for everything that is kept: what has changed since. Then the meetings it befell.
export async function contact() {
  const kept = await keptMeetings();
  if (!kept.length) return;
  const after = Math.min(...kept.map((facts) => facts.seq));
  const answer = await asked(`/sparat/andrat.json?after=${Math.max(after, 0)}`);
  const { head, records } = await answer.json();
  const changed = new Set(records || []);
  for (const facts of kept) {
    const isTouched = !records || facts.seq < 0 || facts.records.some((id) => changed.has(id));
    if (isTouched) await renew(facts);
    else await write(await caches.open(PREFIX + facts.address), { ...facts, seq: head });
  }
}

export const forget = (facts) => caches.delete(PREFIX + facts.address);

// The device is as it was before anything was saved.
export async function forgetAll() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
}

export const sizeOf = (facts) => Object.values(facts.parts).reduce((sum, { size }) => sum + size, 0);

async function renew(facts) {
  try {
    await keep(facts);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    await forget(facts);
  }
}

function wantedOf(listing, papers) {
  const wanted = new Map(listing.pages.map((url) => [url, listing.edition]));
  for (const paper of papers) for (const url of paper.urls) wanted.set(url, paper.tag);
  return wanted;
}

async function withoutFallen(cache, known, wanted) {
  const stands = (url) => wanted.get(url) === known[url].tag;
  const fallen = Object.keys(known).filter((url) => !stands(url));
  await Promise.all(fallen.map((url) => cache.delete(url)));
  return Object.fromEntries(Object.entries(known).filter(([url]) => stands(url)));
}

// How much it is; null for what was withdrawn this moment, of which the next contact is told.
async function put(cache, url, facts) {
  const answer = await asked(url).catch((error) => {
    if (error instanceof Gone) return null;
    throw error;
  });
  if (!answer) return null;
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  const body = isPage ? marked(await answer.text(), facts) : await answer.blob();
  const headers = new Headers(answer.headers);
  ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
  await cache.put(url, new Response(body, { headers }));
  return isPage ? new Blob([body]).size : body.size;
}

// A copy says that it is one, and leaves out what only the network can give.
function marked(html, { words, language, saved }) {
  const page = parsed(html).ownerDocument;
  page.querySelectorAll("[data-online]").forEach((each) => each.remove());
  const banner = page.createElement("div");
  banner.className = "banner banner-as-of";
  const when = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  const line = banner.appendChild(page.createElement("p"));
  line.className = "page";
  line.textContent = words.copy.replace("{when}", when.format(saved));
  const header = page.querySelector("header");
  if (header) header.after(banner);
  return `<!doctype html>\n${page.documentElement.outerHTML}`;
}

async function asked(url) {
  const answer = await fetch(url, { credentials: "omit", cache: "no-cache", redirect: "error" });
  if (answer.status === 404 || answer.status === 410) throw new Gone(url);
  if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
  if (SECRET.test(answer.headers.get("Cache-Control") || "")) throw new Error(`not for all: ${url}`);
  return answer;
}

async function factsIn(name) {
  const found = await (await caches.open(name)).match(FACTS);
  return found ? found.json() : null;
}

function write(cache, facts) {
  return cache.put(FACTS, new Response(JSON.stringify(facts)));
}
