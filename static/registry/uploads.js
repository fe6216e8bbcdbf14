// Many files at once: four at a time, each with its own progress.
import { ask } from "./asking.js";
import { AGAIN, pause, sendInPieces } from "./pieces.js";

const AT_ONCE = 4;

export function sendFiles(form) {
  const section = form.closest("[data-files]");
  const field = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-uploads]");
  const total = form.querySelector("[data-progress]");
  const counts = { all: 0, done: 0, repeated: 0, failed: 0 };
  const queue = [];
  let working = 0;

  form.querySelector("[data-without-script]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("change", () => {
    take(field.files);
    field.value = "";
  });
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("r-drop--over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("r-drop--over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("r-drop--over");
    take(event.dataTransfer.files);
  });

  function take(files) {
    for (const file of files) {
      counts.all += 1;
      queue.push({ file, id: crypto.randomUUID(), row: rowOf(file) });
    }
    while (working < AT_ONCE && queue.length) work();
  }

  function rowOf(file) {
    const row = document.createElement("li");
    const bar = document.createElement("progress");
    Object.assign(bar, { max: file.size || 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const said = document.createElement("span");
    row.append(`${file.name} `, bar, said);
    list.append(row);
    return { row, bar, said };
  }

  async function work() {
    working += 1;
    while (queue.length) {
      await send(queue.shift());
      tell();
    }
    working -= 1;
    if (working === 0) await refresh();
  }

  async function send(upload) {
    const { file, id, row } = upload;
    const said = await sendInPieces(`${section.dataset.files}${id}/`, file, {
      at: (offset) => {
        row.bar.value = offset;
        row.said.textContent = "";
      },
      waits: (why) => (row.said.textContent = total.dataset[why]),
    });
    if (said.ok) finish(row, said);
    else fail(upload, said.error);
  }

  function finish({ row, bar, said }, { repeated }) {
    bar.value = bar.max;
    counts[repeated ? "repeated" : "done"] += 1;
    if (repeated) said.textContent = total.dataset.repeated;
    else row.remove();
  }

  function fail(upload, why) {
    counts.failed += 1;
    upload.row.bar.remove();
    upload.row.said.textContent = why ?? total.dataset.failed;
  }

  function tell() {
    const { all, done, repeated, failed } = counts;
    const words = [`${done} / ${all} ${total.dataset.done}`];
    if (repeated) words.push(`${repeated} ${total.dataset.repeated}`);
    if (failed) words.push(`${failed} ${total.dataset.failed}`);
    total.textContent = words.join(", ");
  }

  // The list of files that wait for a place, anew; the agenda with what one writes stays.
  async function refresh() {
    const page = new DOMParser().parseFromString(await listed(), "text/html");
    section.querySelector(".w-placing")?.remove();
    const fresh = page.querySelector(".w-placing");
    if (fresh) section.append(fresh);
  }

  async function listed() {
    for (;;) {
      try {
        return await (await ask(section.dataset.fragment, { method: "GET" })).text();
      } catch {
        await pause(AGAIN);
      }
    }
  }
}
