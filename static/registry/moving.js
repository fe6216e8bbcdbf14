// Items by keyboard and by hand. The buttons ↑ ↓ do the same without a script.
import { askJson, csrfToken } from "./asking.js";

export function moveItems(form, saver) {
  form.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-item]");
    if (!event.altKey) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (!item) return;
      event.preventDefault();
      press(item.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]"));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key.toLowerCase() !== "n") return;
    event.preventDefault();
    document.getElementById("w-new-title").focus();
  });
  // A button sends all fields too. What waits stays in the drawer until the server has answered.
  form.addEventListener("submit", () => {
    form.elements.namedItem("csrfmiddlewaretoken").value = csrfToken();
  });

  let dragged = null;
  form.querySelectorAll("[data-grip]").forEach((grip) => {
    grip.draggable = true;
    grip.addEventListener("dragstart", (event) => {
      dragged = grip.closest("[data-item]");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.item);
    });
  });
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-item]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    mark(over);
  });
  form.addEventListener("dragend", () => {
    mark(null);
    dragged = null;
  });
  form.addEventListener("drop", async (event) => {
    const over = event.target.closest("[data-item]");
    if (!dragged || !over) return;
    event.preventDefault();
    const { item } = dragged.dataset;
    await saver.flush();
    const answer = await askJson(form.dataset.move, { item, to: over.dataset.item });
    if (answer.ok) reloadAt(`#p-${item}`);
    else saver.notice((await answer.json()).error);
  });

  function mark(over) {
    form.querySelectorAll(".w-item--over").forEach((each) => each.classList.remove("w-item--over"));
    over?.classList.add("w-item--over");
  }

  function press(button) {
    form.requestSubmit(button);
  }

  // After a move one stands in the item that moved, in its title.
  const { hash } = location;
  const moved = hash.startsWith("#p-") ? document.getElementById(hash.slice(1)) : null;
  const stand = () => moved?.querySelector(".w-title")?.focus();
  if (document.readyState === "complete") stand();
  else window.addEventListener("load", () => setTimeout(stand));
}

export function reloadAt(hash) {
  history.replaceState(null, "", location.pathname + hash);
  location.reload();
}
