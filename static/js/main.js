// Behaviours are switched on by data attributes; every page is whole without them.
import { copyOnClick } from "./copy.js";
import { printOnClick } from "./print.js";
import { suggestWhileTyping } from "./suggest.js";

const BEHAVIOURS = {
  "[data-copy]": copyOnClick,
  "[data-print]": printOnClick,
  "[data-suggest]": suggestWhileTyping,
};

export function enhance(root = document) {
  for (const [selector, behaviour] of Object.entries(BEHAVIOURS)) {
    root.querySelectorAll(selector).forEach(behaviour);
  }
}

enhance();
