// <form data-save="…/spara.json">: choose papers, see how much it is, keep it on this device.
import { Gone, canKeep, keep } from "./keeping.js";
import { inBytes } from "./sizes.js";
import { startWorker } from "./worker.js";

export function chooseWhatToKeep(form) {
  const words = { ...document.querySelector("[data-keeping-words]").dataset };
  if (!canKeep()) {
    cannot(words.cannot);
    return;
  }
  form.hidden = false;
  const boxes = [...form.querySelectorAll("input[name=paper]")];
  const total = form.querySelector("[data-total]");
  const count = () => {
    const bytes = chosen(boxes).reduce((sum, box) => sum + Number(box.dataset.size), 0);
    total.textContent = bytes ? `(${inBytes(bytes)})` : "";
  };
  form.addEventListener("change", count);
  for (const button of form.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = button.dataset.choose === "all";
      count();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form, boxes, words);
  });
  count();
}

const chosen = (boxes) => boxes.filter((box) => box.checked);

async function save(form, boxes, words) {
  const [said, button] = [form.querySelector("[data-told]"), form.querySelector("[type=submit]")];
  const ids = chosen(boxes).map((box) => box.value);
  button.disabled = true;
  try {
    await startWorker();
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
    await keep({
      listingUrl: form.dataset.save,
      chosen: ids,
      isAll: ids.length === boxes.length,
      words: { copy: words.copy },
      language: document.documentElement.lang,
      told: (done, all) => {
        said.textContent = words.progress.replace("{done}", done).replace("{total}", all);
      },
    });
    said.textContent = `${words.done} `;
    said.append(linkTo(form.dataset.savedUrl, form.dataset.savedWord));
  } catch (error) {
    said.textContent = reason(error, words);
  }
  button.disabled = false;
}

function reason(error, words) {
  if (error instanceof Gone) return words.gone;
  return error.name === "QuotaExceededError" ? words.noRoom : words.noNetwork;
}

function linkTo(url, word) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = word;
  return link;
}

function cannot(text) {
  const said = document.querySelector("[data-keeping-cannot]");
  said.textContent = text;
  said.hidden = false;
}
