// <div data-threads>: the threads of a meeting's items. Shown is that of the item which the panel
// shows, now or in the picture; one that somebody has opened is left as it is and hidden meanwhile.
const group = document.querySelector("[data-threads]");

document.addEventListener("radslag:item", (event) => {
  const places = [...group.querySelectorAll("[data-thread-of]")];
  const wanted = places.find((each) => each.dataset.threadOf === event.detail.record);
  if (isWriting(places.find((each) => !each.hidden))) return;
  places.forEach((each) => (each.hidden = each !== wanted));
});

// Nobody's words are taken from under the pen.
function isWriting(place) {
  return [...(place?.querySelectorAll("textarea") ?? [])].some((field) => field.value);
}
