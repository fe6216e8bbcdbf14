// The page's side of the service worker: it is asked for once somebody keeps something, at each
// contact what was withdrawn leaves the device, and a newer portal is offered, never forced.
import { contact } from "./keeping.js";

export async function startWorker() {
  const { installing } = await navigator.serviceWorker.register("/worker.js", { scope: "/" });
  if (installing) await installed(installing);
}

function installed(worker) {
  return new Promise((done, failed) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done();
      if (worker.state === "redundant") failed(new Error("the worker was not installed"));
    });
  });
}

export async function watchWorker() {
  const inTouch = () => contact().catch(() => {}); // without a network: the next time
  addEventListener("online", inTouch);
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration) offerNewer(registration);
  await inTouch();
}

function offerNewer(registration) {
  const offer = document.querySelector("[data-new-edition]");
  const show = () => {
    if (registration.waiting && navigator.serviceWorker.controller) offer.hidden = false;
  };
  offer.querySelector("button").addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage("take over");
  });
  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", show);
  });
  show();
}
