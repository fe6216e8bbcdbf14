// Many files at once: four at a time, in pieces, each with its own progress. A piece that is lost
// is sent again from where the server has it.
import { ask, LoggedOut } from "./asking.js";

const PIECE = 4 * 1024 * 1024;
const AT_ONCE = 4;
const AGAIN = 3000;

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
    const url = `${section.dataset.files}${id}/`;
    let offset = 0;
    for (;;) {
      try {
        const answer = await ask(url, {
          body: file.slice(offset, offset + PIECE),
          headers: {
            "Content-Type": "application/octet-stream",
            "X-Offset": String(offset),
            "X-Size": String(file.size),
            "X-Name": encodeURIComponent(file.name),
          },
        });
        const said = await answer.json();
        if (answer.status === 409) {
          offset = said.arrived;
          continue;
        }
        if (!answer.ok) return fail(upload, said.error);
        if (said.done) return finish(row, said);
        offset = said.arrived;
        row.bar.value = offset;
      } catch (error) {
        row.said.textContent = total.dataset.lost;
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
        offset = error instanceof LoggedOut ? 0 : await arrived(url, offset);
      }
    }
  }

  async function arrived(url, offset) {
    try {
      return (await (await ask(url, { method: "GET" })).json()).arrived;
    } catch {
      return offset;
    }
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
    const answer = await ask(section.dataset.fragment, { method: "GET" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    section.querySelector(".w-placing")?.remove();
    const fresh = page.querySelector(".w-placing");
    if (fresh) section.append(fresh);
  }
}
