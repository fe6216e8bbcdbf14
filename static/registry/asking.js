// Asking our own server. The CSRF token is read at each question: after a login in another tab it
// is a new one.
export class LoggedOut extends Error {}
export class Unreachable extends Error {}

export function csrfToken() {
  const found = document.cookie.split("; ").find((each) => /^(__Host-)?csrftoken=/.test(each));
  return found ? found.split("=")[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value;
}

export async function ask(url, { method = "POST", body, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "XMLHttpRequest", ...headers },
    });
  } catch {
    throw new Unreachable(url);
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    throw new LoggedOut(url);
  }
  if (answer.status >= 500) throw new Unreachable(url);
  return answer;
}

export function askJson(url, said) {
  return ask(url, { body: JSON.stringify(said), headers: { "Content-Type": "application/json" } });
}
