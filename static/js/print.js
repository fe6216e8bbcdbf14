// <button hidden data-print>: opens the browser's print dialogue.
export function printOnClick(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
