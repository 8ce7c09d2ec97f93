// The round picture of a person or a chat: initials on one of eight colours.

import { el } from "./dom.js";

export function avatar(id, name) {
  return el("span", { class: `avatar ${colour(id)}`, "aria-hidden": "true" }, initials(name));
}

/** The bot's own picture. */
export function botAvatar() {
  return el("img", { class: "avatar", src: "/page/icon.svg", alt: "" });
}

/** A class that gives somebody the same colour everywhere. */
export const colour = (id) => `colour-${Math.abs(id) % 8}`;

function initials(name) {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const letters = ends.map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")][0] ?? "");
  return letters.join("").toUpperCase() || [...name.trim()][0] || "?";
}
