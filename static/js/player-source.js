// Where the picture comes from.
import { words } from "./player-words.js";

const RETRY_MS = 5000;

export class PlayerSource {
  // `address` is that of hls.js, empty where it is not installed; `say` tells people of a fault.
  constructor(media, address, say) {
    this.media = media;
    this.address = address;
    this.say = say;
  }

  // hls.js where it works; else the browser's own player; else we say what is missing.
  // `second`: from where; null waits until somebody plays, so that who only reads loads no pictures.
  async load(source, second = null) {
    this.playing = source;
    this.isStarted = second !== null;
    const Hls = await this.library();
    if (Hls?.isSupported()) {
      this.hls?.destroy();
      this.hls = new Hls({
        enableWorker: false,
        backBufferLength: 120,
        liveSyncDurationCount: 3,
        autoStartLoad: second !== null,
        startPosition: second ?? -1,
      });
      this.hls.on(Hls.Events.ERROR, (_name, fault) => this.fault(fault));
      this.hls.loadSource(source);
      this.hls.attachMedia(this.media);
    } else if (this.media.canPlayType("application/vnd.apple.mpegurl")) {
      if (this.media.currentSrc !== new URL(source, location.href).href) this.media.src = source;
    } else {
      this.say(words.missing);
    }
  }

  start(second) {
    this.isStarted = true;
    this.hls?.startLoad(second);
  }

  // Somebody plays: from where the playlist says.
  startOnce() {
    if (!this.isStarted) this.start(-1);
  }

  async library() {
    const address = this.address;
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
      this.say(words.broken);
      setTimeout(() => this.hls.startLoad(), RETRY_MS);
    }
  }
}
