// The workbench's page, quicker. Every behaviour here stands on a form that works without it.
import { autosave } from "./autosave.js";
import { moveItems } from "./moving.js";
import { watchOthers } from "./presence.js";
import { sendFiles } from "./uploads.js";

const form = document.querySelector("[data-workbench]");
if (form) {
  const saver = autosave(form);
  moveItems(form, saver);
  watchOthers(form, saver);
}
const files = document.querySelector("[data-drop-many]");
if (files) sendFiles(files);
