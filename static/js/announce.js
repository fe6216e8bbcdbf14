// One polite live region for the whole page. A text is said once; focus and scroll stay put.
let region;

export function announce(text) {
  region ??= makeRegion();
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

function makeRegion() {
  const element = document.createElement("p");
  element.className = "visually-hidden";
  element.setAttribute("role", "status");
  document.body.append(element);
  return element;
}
