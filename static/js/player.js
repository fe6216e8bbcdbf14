// The picture of a meeting: plays HLS where the browser does not, jumps to chapters and `#t=`, and
// lets the page follow the clock of the picture. Every part stands in the page without us.
//
// `radslag:moment` on the document tells which moment the page should show: {at: Date} while it
// follows the picture, {at: null} for now.
import { announce } from "./announce.js";
import { LiveCaptions } from "./player-captions.js";
import { drawChapters, isAt, markCurrent } from "./player-chapters.js";
import { momentOf, secondOf } from "./player-clock.js";
import { PlayerSource } from "./player-source.js";
import { words } from "./player-words.js";

const REFRESH_MS = 5000;

class Player {
  constructor(section) {
    this.section = section;
    this.media = section.querySelector("video, audio");
    this.isLive = section.dataset.isLive === "1";
    this.source = new PlayerSource(this.media, section.dataset.player, (text) => this.say(text));
    this.told = { runs: [], chapters: [] };
    this.hasPlayed = false;
  }

  async begin() {
    await this.source.load(this.section.dataset.source);
    await this.fetchChapters();
    this.listen();
    if (!this.media.paused) this.source.startOnce(); // somebody played before we listened
    const second = secondOf(location.hash);
    if (second !== null) this.seek(second);
    if (!this.isLive) return;
    setInterval(() => this.fetchChapters(), REFRESH_MS);
    const { captionsNow: now, captionsSoFar: soFar } = this.section.dataset;
    this.captions = new LiveCaptions(this.media, { now, soFar }, () => this.moment());
  }

  begun() {
    this.hasPlayed = true;
    this.say("");
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
    drawChapters(this.section, this.told.chapters);
    this.show();
  }

  listen() {
    const on = (selector, what, act) =>
      this.section.querySelectorAll(selector).forEach((each) => each.addEventListener(what, act));
    this.media.addEventListener("play", () => this.source.startOnce());
    this.media.addEventListener("timeupdate", () => this.show());
    this.media.addEventListener("seeked", () => this.show());
    this.media.addEventListener("playing", () => this.begun());
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
    if (this.isLive && this.source.playing !== this.section.dataset.whole) {
      this.toWhole(second, play);
      return;
    }
    const jump = () => {
      this.media.currentTime = second;
      if (play) this.media.play().catch(() => {});
    };
    this.hasPlayed = true;
    if (this.media.readyState > 0) jump();
    else {
      this.media.addEventListener("loadedmetadata", jump, { once: true });
      if (this.source.hls) this.source.start(second);
      else this.media.load();
    }
  }

  async toWhole(second, play = true) {
    await this.source.load(this.section.dataset.whole, second);
    this.atEdge(false);
    this.captions?.forget({ wantsAll: true });
    this.seek(second, play);
  }

  async toEdge() {
    await this.source.load(this.section.dataset.source, -1);
    this.atEdge(true);
    this.captions?.forget();
    this.media.play().catch(() => {});
    announce(words.live);
  }

  atEdge(isThere) {
    const [edge] = this.section.querySelectorAll("[data-player-edge]");
    if (edge) edge.hidden = isThere;
  }

  moment() {
    return momentOf(this.media, this.source.hls, this.told.runs);
  }

  // Who has not played anything is shown what is now.
  show() {
    const choice = this.section.querySelector("[name=folj]:checked")?.value ?? "bilden";
    const at = this.hasPlayed ? this.moment() : null;
    document.dispatchEvent(
      new CustomEvent("radslag:moment", { detail: { at: choice === "bilden" ? at : null } }),
    );
    this.showClock(at);
    markCurrent(this.section, at ? this.told.chapters.filter((each) => isAt(each, at)) : []);
  }

  showClock(at) {
    const clock = this.section.querySelector("[data-player-clock]");
    if (!clock || !at) return;
    clock.textContent = `${words.picture} ${at.toLocaleTimeString("sv-SE", { timeZone: this.section.dataset.zone })}`;
  }
}

document.querySelectorAll("[data-player]").forEach((section) => new Player(section).begin());
