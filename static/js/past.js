// A stream as it was: shown at a moment and played on as the moment moves, by the frames' own times.
// `draw(sections, isWhole)` is called with every section (a jump) or with those that changed since.
const BLOCK = 50;
const RETRY_MS = 5_000;

export class Past {
  constructor(base, draw) {
    this.base = base;
    this.draw = draw;
    this.retryAt = 0;
    this.leave();
  }

  get isShown() {
    return this.wanted !== null;
  }

  leave() {
    this.wanted = null;
    this.forget();
  }

  // What is known does not hold any more: the next moment is fetched.
  forget() {
    this.since = Infinity;
    this.after = [];
    this.isWhole = false;
  }

  // A frame that was told just now: it comes in its time.
  offer(frame) {
    if (this.isWhole) this.after.push(frame);
  }

  // The picture has come to this time, in milliseconds.
  async show(at) {
    this.wanted = at;
    if (this.isBusy) return;
    if (!this.covers(at)) await this.fetch(at);
    else this.playTo(at);
  }

  covers(at) {
    const last = this.after.at(-1);
    return at >= this.since && (this.isWhole || (last !== undefined && at <= Date.parse(last.t)));
  }

  playTo(at) {
    const due = this.after.findIndex((frame) => Date.parse(frame.t) > at);
    const frames = this.after.splice(0, due < 0 ? this.after.length : due);
    if (frames.length === 0) return;
    this.since = Date.parse(frames.at(-1).t);
    this.draw(Object.assign({}, ...frames.map((frame) => frame.d)), false);
  }

  // Asked by the second, so that those who look at the same place get the same answer.
  async fetch(at) {
    if (Date.now() < this.retryAt) return;
    this.isBusy = true;
    const second = Math.floor(at / 1000) * 1000;
    try {
      const answer = await fetch(`${this.base}/at/${second}`);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const told = await answer.json();
      if (this.wanted === null) return;
      this.since = second;
      this.after = told.then;
      this.isWhole = told.then.length < BLOCK;
      this.draw(told.d, true);
      this.playTo(this.wanted);
    } catch {
      this.retryAt = Date.now() + RETRY_MS;
    } finally {
      this.isBusy = false;
    }
  }
}
