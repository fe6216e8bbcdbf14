// Behaviours are switched on by data attributes; every page is whole without them.
import { copyOnClick } from "./copy.js";
import { keepDraft } from "./drafts.js";
import { printOnClick } from "./print.js";
import { suggestWhileTyping } from "./suggest.js";
import { openThreadHere } from "./thread-replies.js";
import { followThread } from "./threads.js";
import { followVotes } from "./votes.js";

const BEHAVIOURS = {
  "[data-copy]": copyOnClick,
  "form[data-draft]": keepDraft,
  "[data-print]": printOnClick,
  "form[data-save]": (form) => import("./saving.js").then(({ chooseWhatToKeep }) => chooseWhatToKeep(form)),
  "[data-saved]": (place) => import("./saved.js").then(({ listKept }) => listKept(place)),
  "[data-suggest]": suggestWhileTyping,
  "[data-thread]": followThread,
  "[data-thread-open]": (place) => openThreadHere(place, enhance),
  "[data-votes]": followVotes,
};

export function enhance(root = document) {
  for (const [selector, behaviour] of Object.entries(BEHAVIOURS)) {
    root.querySelectorAll(selector).forEach(behaviour);
  }
}

enhance();

// Only where something is kept on this device: what has been withdrawn since goes now.
if ("serviceWorker" in navigator && navigator.serviceWorker.controller) {
  import("./worker.js").then(({ watchWorker }) => watchWorker());
}
