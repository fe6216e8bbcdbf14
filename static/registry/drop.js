// A file dropped anywhere on the zone is the one in the field. Without this the field works alone.
const zone = document.querySelector("[data-drop]");
const field = zone?.querySelector("input[type=file]");

if (zone && field) {
  const hint = zone.querySelector("[data-drop-hint]");
  const chosen = zone.querySelector("[data-drop-chosen]");
  hint.textContent = hint.dataset.dropReady;

  const over = (is) => zone.classList.toggle("r-drop--over", is);
  const say = () => {
    chosen.textContent = Array.from(field.files, (file) => file.name).join(", ");
  };

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    say();
  });
  field.addEventListener("change", say);
}
