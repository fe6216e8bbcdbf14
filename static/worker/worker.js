// The service worker. It is there only where a reader has chosen to keep something. The network comes
// first, always: what is kept is shown when there is none. It puts nothing into a cache but the
// portal's own styles, scripts and empty pages; meetings are kept by a page (static/js/keeping.js),
// without cookies, so that what is confidential cannot come here. Browsers from 2020 on.
// The server writes EDITION and SHELL before this (meetings/outlets/app/installing.py).
/* global EDITION, SHELL */
const SHELL_CACHE = `shell:${EDITION}`;
const HASH = /\.[0-9a-f]{12}(?=\.\w+$)/;

self.addEventListener("install", (event) => {
  const asked = SHELL.map((url) => new Request(url, { credentials: "omit", cache: "no-cache" }));
  event.waitUntil(Promise.all(asked.map(intoShell)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlderShells().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => keptPage(request, url)));
  } else if (url.pathname.startsWith("/static/") || url.pathname === "/stil/stad.css") {
    event.respondWith(fetch(request).catch(() => fromShell(url)));
  }
});

// A style that is missing on the server costs that style; without a network all is tried again.
async function intoShell(request) {
  const [cache, answer] = [await caches.open(SHELL_CACHE), await fetch(request)];
  if (answer.ok) await cache.put(request, answer);
}

async function dropOlderShells() {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith("shell:") && name !== SHELL_CACHE,
  );
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function keptPage(request, url) {
  const offline = url.pathname.startsWith("/en/") ? "/en/sparat/utan-nat/" : "/sparat/utan-nat/";
  const found = (address) => caches.match(address, { ignoreVary: true });
  return (await found(request.url)) || (await found(offline)) || Response.error();
}

// A saved page names the styles of the edition it came with; those of today dress it as well.
async function fromShell(url) {
  const cache = await caches.open(SHELL_CACHE);
  const exact = await cache.match(url.href, { ignoreVary: true });
  if (exact) return exact;
  const wanted = url.pathname.replace(HASH, "");
  const near = SHELL.find((each) => each.replace(HASH, "") === wanted);
  return (near && (await cache.match(near, { ignoreVary: true }))) || Response.error();
}
