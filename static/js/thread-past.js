// A thread beside a picture: while the page follows the picture's clock, the newest comments that had
// been written by then are shown, and those of now are put aside.
import { Past } from "./past.js";
import { fill, place, takeWordsAway } from "./thread-comments.js";

export function followPicture(thread) {
  const { section } = thread;
  thread.past = new Past(section.dataset.stream.replace(/\/$/, ""), (sections, isWhole) => {
    if (isWhole) hideComments(thread, false);
    for (const [name, value] of Object.entries(sections)) {
      if (name !== "head" && value !== null) showThen(thread, value);
    }
  });
  document.addEventListener("radslag:moment", (event) => {
    const { at } = event.detail;
    if (at && section.isConnected && section.offsetParent !== null) thread.past.show(at.getTime());
    else if (!at && thread.past.isShown) {
      thread.past.leave();
      hideComments(thread, true);
    }
  });
}

// Those of now are put aside while others are shown: `isNow` brings them back.
function hideComments(thread, isNow) {
  thread.list.querySelectorAll("[data-then]").forEach((each) => each.remove());
  for (const each of thread.list.children) each.hidden = !isNow;
  const line = thread.section.querySelector("[data-thread-then]");
  line.textContent = isNow ? "" : thread.words.then;
  line.hidden = isNow;
}

function showThen(thread, comment) {
  const shown = thread.list.querySelector(`[data-then="${comment.n}"]`);
  if (comment.gone) {
    if (shown) takeWordsAway(thread, shown, comment.gone);
  } else if (shown) fill(thread, shown, comment);
  else if (comment.p === null) {
    const made = place(thread, comment);
    made.removeAttribute("id");
    delete made.dataset.seq;
    made.dataset.then = comment.n;
  }
}
