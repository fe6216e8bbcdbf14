// <form data-draft="samtal-7">: what is being written is kept in this browser and nowhere else, until
// the server has said that it came. Nothing else ever wipes it: no news, no reload, no closed tab.
const PREFIX = "draft:";

export function keepDraft(form) {
  const key = PREFIX + form.dataset.draft;
  const { text, reply } = form.elements;
  const written = document.querySelector("[data-thread-written]");
  if (written) forget(key);
  const kept = read(key);
  if (kept && text.value === "") {
    text.value = kept.text;
    if (kept.reply && !reply.value) reply.value = kept.reply;
    showReply(form);
  }
  form.addEventListener("input", () => {
    if (text.value.trim() === "") forget(key);
    else write(key, { text: text.value, reply: reply.value });
  });
}

function showReply(form) {
  const line = form.querySelector("[data-replying]");
  if (line && form.elements.reply.value) {
    line.hidden = false;
    const span = line.querySelector("span");
    const section = form.closest("[data-words]");
    if (span && !span.textContent && section) {
      const words = JSON.parse(section.dataset.words);
      span.textContent = words.reply.replace("{number}", form.elements.reply.value);
    }
  }
}

// A browser that keeps nothing (a private window, full storage) costs the draft and nothing else.
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    /* nothing to do */
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing to do */
  }
}
