// The clock of a picture: which moment it shows, and which second an address asks for.

// The moment that the picture shows, by the server's clock; null while nobody knows. `runs` are pairs
// of a second of the picture and the time at which it was taken.
export function momentOf(media, hls, runs) {
  if (hls?.playingDate) return hls.playingDate;
  const begun = media.getStartDate?.();
  if (begun && !Number.isNaN(begun.getTime())) {
    return new Date(begun.getTime() + media.currentTime * 1000);
  }
  const run = runs.findLast(([position]) => position <= media.currentTime);
  if (!run) return null;
  return new Date(Date.parse(run[1]) + (media.currentTime - run[0]) * 1000);
}

export function secondOf(hash) {
  const match = /^#t=(\d+(?:\.\d+)?)$/.exec(hash);
  return match ? Number(match[1]) : null;
}
