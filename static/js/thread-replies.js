// Answers of a thread: opened where they stand, written in the one form; and the thread itself,
// opened in the page of the record that it is about.
import { announce } from "./announce.js";
import { parsed } from "./parsed.js";

export function onClick(event, thread) {
  const link = event.target.closest("a[data-reply], a[data-replies], a[data-more], a[data-no-reply]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-reply]") && answerTo(thread, link.dataset.reply)) event.preventDefault();
  if (link.matches("[data-no-reply]") && answerTo(thread, "")) event.preventDefault();
  if (link.matches("[data-replies]")) {
    event.preventDefault();
    showReplies(thread, link);
  }
  if (link.matches("[data-more]")) {
    event.preventDefault();
    moreReplies(thread, link);
  }
}

// The form is one; what is being written stays in it.
function answerTo(thread, number) {
  const form = thread.section.querySelector("form[data-draft]");
  if (!form) return false;
  form.elements.reply.value = number;
  const line = form.querySelector("[data-replying]");
  line.hidden = !number;
  line.querySelector("span").textContent = thread.words.reply.replace("{number}", number);
  form.elements.text.focus();
  form.dispatchEvent(new Event("input"));
  return true;
}

async function showReplies(thread, link) {
  const item = link.closest("[data-seq]");
  const open = item.querySelector(":scope > .replies");
  if (open) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  const list = await fetched(thread, link.dataset.replies);
  if (!list) return location.assign(link.href);
  item.append(list);
  link.setAttribute("aria-expanded", "true");
}

async function moreReplies(thread, link) {
  const list = await fetched(thread, link.href);
  if (!list) return;
  const place = link.closest("li");
  const first = list.firstElementChild;
  place.replaceWith(...list.children);
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
}

async function fetched(thread, address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = parsed(await answer.text());
    return page.querySelector(".replies");
  } catch {
    announce(thread.words.away);
    return null;
  }
}

// <div data-thread-open="/samtal/7/panel/">: opens the thread in the record's own page, and only
// then follows it. The link beside it leads to the thread's page for those without a script.
export function openThreadHere(place, enhance) {
  const link = place.querySelector("a");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(place.dataset.threadOpen);
      if (!answer.ok) throw new Error(answer.status);
      const page = parsed(await answer.text());
      const section = document.adoptNode(page.querySelector("[data-thread]"));
      place.replaceChildren(section);
      enhance(place);
      const heading = section.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus();
    } catch {
      location.assign(link.href);
    }
  });
}
