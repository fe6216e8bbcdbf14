// HTML that the server cleaned, as nodes; nothing in it runs.
export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}
