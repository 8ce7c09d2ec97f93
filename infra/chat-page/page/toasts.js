// What the bot says to a press: a line that passes, or a dialog.

import { byId, button, el } from "./dom.js";

const SHOWN_MS = 4500;

export function toast(text) {
  const line = el("p", { class: "toast" }, text);
  byId("toasts").append(line);
  setTimeout(() => line.remove(), SHOWN_MS);
}

export function alertDialog(from, text) {
  const dialog = el("dialog", { class: "alert", "aria-label": `${from} says` });
  const close = () => dialog.close();
  dialog.append(el("h2", {}, from), el("p", {}, text));
  dialog.append(el("div", { class: "dialog-foot" }, button("OK", close, { class: "strong", autofocus: true })));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Tells those who cannot see the page. */
export function announce(text) {
  byId("announcer").textContent = text;
}
