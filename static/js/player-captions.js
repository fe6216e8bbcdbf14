// What is captioned while the meeting runs, in a picture that is open already. Each line comes at the
// server's time and is put where the picture has that time, whatever seconds the player counts.
import { words } from "./player-words.js";

const REFRESH_MS = 2000;
const SHORT_FILE_MS = 120_000;

export class LiveCaptions {
  // `now` holds the last minutes, `soFar` all since the beginning. `moment()` is the time that the
  // picture shows; null while it shows nothing.
  constructor(media, { now, soFar }, moment) {
    this.media = media;
    this.now = now;
    this.soFar = soFar;
    this.moment = moment;
    this.known = new Set();
    this.heardAt = Date.now();
    if (now && media.addTextTrack) setInterval(() => this.refresh(), REFRESH_MS);
  }

  // Another playlist counts otherwise, and may begin long ago.
  forget({ wantsAll = false } = {}) {
    this.known.clear();
    this.heardAt = wantsAll ? 0 : Date.now();
    for (const cue of [...(this.track?.cues ?? [])]) this.track.removeCue(cue);
  }

  async refresh() {
    if (this.media.paused || !this.moment()) return;
    const isLongAgo = Date.now() - this.heardAt > SHORT_FILE_MS;
    try {
      const answer = await fetch(isLongAgo ? this.soFar : this.now);
      if (!answer.ok) return;
      const told = await answer.json();
      for (const cue of told.cues) this.add(cue);
      this.heardAt = Date.now();
    } catch {
      // the next time
    }
  }

  add([begins, ends, text]) {
    const at = this.moment();
    if (this.known.has(begins) || !at) return;
    this.track ??= this.media.addTextTrack("captions", words.captions, "sv");
    const offset = this.media.currentTime - at.getTime() / 1000;
    const [from, to] = [begins, ends].map((time) => Date.parse(time) / 1000 + offset);
    if (to <= 0) return;
    this.known.add(begins);
    this.track.addCue(new VTTCue(Math.max(0, from), to, text));
  }
}
