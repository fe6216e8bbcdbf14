// <section data-threads>: the threads of a meeting's items. Shown is that of the item which the panel
// shows, now or in the picture; one that somebody has opened is left as it is and hidden meanwhile.
const section = document.querySelector("[data-threads]");

document.addEventListener("radslag:item", (event) => {
  const places = [...section.querySelectorAll("[data-thread-of]")];
  const wanted = places.find((each) => each.dataset.threadOf === event.detail.record);
  if (isWriting(places.find((each) => !each.hidden))) return;
  places.forEach((each) => (each.hidden = each !== wanted));
  section.hidden = !wanted;
});

// Nobody's words are taken from under the pen.
function isWriting(place) {
  return [...(place?.querySelectorAll("textarea") ?? [])].some((field) => field.value);
}
