// The picture of a meeting: plays HLS where the browser does not, jumps to chapters and `#t=`, and
// lets the page follow the clock of the picture. Every part stands in the page without us.
//
// `radslag:moment` on the document tells which moment the page should show: {at: Date} while it
// follows the picture, {at: null} for now.
import { announce } from "./announce.js";

const REFRESH_MS = 5000;
const TOLD = { sv: SWEDISH(), en: ENGLISH() };

class Player {
  constructor(section) {
    this.section = section;
    this.media = section.querySelector("video, audio");
    this.isLive = section.dataset.live === "1";
    this.words = TOLD[document.documentElement.lang] ?? TOLD.sv;
    this.source = section.dataset.source;
    this.told = { runs: [], chapters: [] };
    this.shown = {};
  }

  async begin() {
    await this.load(this.source);
    await this.fetchChapters();
    this.listen();
    const second = secondOf(location.hash);
    if (second !== null) this.seek(second);
    if (this.isLive) setInterval(() => this.fetchChapters(), REFRESH_MS);
  }

  // hls.js where it works; else the browser's own player; else we say what is missing.
  async load(source) {
    this.source = source;
    const Hls = await this.library();
    if (Hls?.isSupported()) {
      this.hls?.destroy();
      this.hls = new Hls({ enableWorker: false, backBufferLength: 120, liveSyncDurationCount: 3 });
      this.hls.on(Hls.Events.ERROR, (_name, fault) => this.fault(fault));
      this.hls.loadSource(source);
      this.hls.attachMedia(this.media);
    } else if (this.media.canPlayType("application/vnd.apple.mpegurl")) {
      if (this.media.currentSrc !== new URL(source, location.href).href) this.media.src = source;
    } else {
      this.say(this.words.missing);
    }
  }

  async library() {
    const address = this.section.dataset.player;
    if (!address || this.Hls !== undefined) return this.Hls;
    try {
      this.Hls = (await import(address)).default;
    } catch {
      this.Hls = null;
    }
    return this.Hls;
  }

  fault(fault) {
    if (!fault.fatal) return;
    if (fault.type === "mediaError") this.hls.recoverMediaError();
    else {
      this.say(this.words.broken);
      setTimeout(() => this.hls.startLoad(), REFRESH_MS);
    }
  }

  say(text) {
    const place = this.section.querySelector("[data-player-fault]");
    place.textContent = text;
    place.hidden = !text;
  }

  async fetchChapters() {
    try {
      const answer = await fetch(this.section.dataset.chapters);
      if (answer.ok) this.told = await answer.json();
    } catch {
      return; // the next time
    }
    this.drawChapters();
    this.show();
  }

  listen() {
    const on = (selector, what, act) =>
      this.section.querySelectorAll(selector).forEach((each) => each.addEventListener(what, act));
    this.media.addEventListener("timeupdate", () => this.show());
    this.media.addEventListener("seeked", () => this.show());
    this.media.addEventListener("playing", () => this.say(""));
    on("[data-player-rewind]", "click", () => this.toWhole(0));
    on("[data-player-edge]", "click", () => this.toEdge());
    on("[name=folj]", "change", () => this.show());
    document.addEventListener("click", (event) => this.followLink(event));
    window.addEventListener("hashchange", () => this.followHash());
    const tools = this.section.querySelector("[data-player-tools]");
    if (tools) tools.hidden = false;
  }

  // A link to a second of this page plays from there; the address stays a link to it.
  followLink(event) {
    const link = event.target.closest?.('a[href*="#t="]');
    if (!link || link.pathname !== location.pathname || link.origin !== location.origin) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    this.seek(secondOf(link.hash), true);
  }

  followHash() {
    const second = secondOf(location.hash);
    if (second !== null) this.seek(second, true);
  }

  seek(second, play = false) {
    if (this.isLive && this.source !== this.section.dataset.whole) {
      this.toWhole(second, play);
      return;
    }
    const jump = () => {
      this.media.currentTime = second;
      if (play) this.media.play().catch(() => {});
    };
    if (this.media.readyState > 0) jump();
    else this.media.addEventListener("loadedmetadata", jump, { once: true });
    if (this.media.readyState === 0 && !this.hls) this.media.load();
  }

  async toWhole(second, play = true) {
    await this.load(this.section.dataset.whole);
    this.hls?.once?.("hlsManifestParsed", () => this.hls.startLoad(second));
    this.atEdge(false);
    this.seek(second, play);
  }

  async toEdge() {
    await this.load(this.section.dataset.source);
    this.atEdge(true);
    this.media.play().catch(() => {});
    announce(this.words.live);
  }

  atEdge(isThere) {
    const [edge] = this.section.querySelectorAll("[data-player-edge]");
    if (edge) edge.hidden = isThere;
  }

  // The moment that the picture shows, by the server's clock.
  moment() {
    if (this.hls?.playingDate) return this.hls.playingDate;
    const begun = this.media.getStartDate?.();
    if (begun && !Number.isNaN(begun.getTime())) {
      return new Date(begun.getTime() + this.media.currentTime * 1000);
    }
    const run = this.told.runs.findLast(([position]) => position <= this.media.currentTime);
    if (!run) return null;
    return new Date(Date.parse(run[1]) + (this.media.currentTime - run[0]) * 1000);
  }

  show() {
    const choice = this.section.querySelector("[name=folj]:checked")?.value ?? "bilden";
    const isFollowing = choice === "bilden" || !this.isLive;
    const at = isFollowing ? this.moment() : new Date();
    document.dispatchEvent(
      new CustomEvent("radslag:moment", { detail: { at: choice === "bilden" ? at : null } }),
    );
    this.showClock();
    this.showNow(choice === "nu" && !this.isLive ? null : at);
  }

  showClock() {
    const clock = this.section.querySelector("[data-player-clock]");
    const at = this.moment();
    if (!clock || !at) return;
    clock.textContent = `${this.words.picture} ${at.toLocaleTimeString("sv-SE", { timeZone: this.section.dataset.zone })}`;
  }

  showNow(at) {
    const panel = this.section.querySelector("[data-player-now]");
    if (!panel) return;
    const running = at ? this.told.chapters.filter((each) => isAt(each, at)) : [];
    panel.querySelectorAll("[data-now]").forEach((place) => {
      const found = running.findLast((each) => each.kind === place.dataset.now);
      const text = found?.title ?? "";
      if (place.textContent !== text) place.textContent = text;
      place.parentElement.hidden = !text;
    });
    panel.hidden = running.length === 0;
    this.markCurrent(running);
  }

  markCurrent(running) {
    const keys = new Set(running.map((each) => each.key));
    this.section.querySelectorAll("[data-key]").forEach((row) => {
      const link = row.querySelector("a");
      if (keys.has(row.dataset.key)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // What came since the page was made, in the same form.
  drawChapters() {
    const list = this.section.querySelector("[data-player-chapters]");
    if (!list) return;
    const known = new Set([...list.children].map((row) => row.dataset.key));
    const fresh = this.told.chapters.filter((each) => !known.has(each.key));
    list.append(...fresh.map((each) => this.row(each)));
    if (list.children.length) {
      list.hidden = false;
      const empty = list.previousElementSibling;
      if (empty?.matches("p.quiet")) empty.remove();
    }
  }

  row(chapter) {
    const row = document.createElement("li");
    row.className = `chapter chapter-${chapter.kind}`;
    row.dataset.key = chapter.key;
    const link = document.createElement("a");
    link.href = `#t=${Math.floor(chapter.position)}`;
    const time = document.createElement("span");
    time.className = "chapter-time";
    time.textContent = clock(chapter.position);
    const kind = this.words[chapter.kind] ? `${this.words[chapter.kind]}: ` : "";
    link.append(time, ` ${kind}${chapter.title}`);
    row.append(link);
    return row;
  }
}

function isAt(chapter, at) {
  const ends = chapter.until_at ? Date.parse(chapter.until_at) : Infinity;
  return Date.parse(chapter.at) <= at.getTime() && at.getTime() < ends;
}

function secondOf(hash) {
  const match = /^#t=(\d+(?:\.\d+)?)$/.exec(hash);
  return match ? Number(match[1]) : null;
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function SWEDISH() {
  return {
    missing: "Webbläsaren kan inte spela filmen, och spelaren som behövs är inte installerad här.",
    broken: "Bilden kommer inte fram just nu. Vi försöker igen.",
    live: "Direktsändning",
    picture: "Bilden visar klockan",
    speaker: "Talar",
    vote: "Omröstning",
    result: "Resultat",
    decision: "Beslut",
    pause: "Paus",
  };
}

function ENGLISH() {
  return {
    missing: "This browser cannot play the film, and the player it needs is not installed here.",
    broken: "The picture does not come through just now. We try again.",
    live: "Live",
    picture: "The picture shows",
    speaker: "Speaks",
    vote: "Vote",
    result: "Result",
    decision: "Decision",
    pause: "Pause",
  };
}

document.querySelectorAll("[data-player]").forEach((section) => new Player(section).begin());
