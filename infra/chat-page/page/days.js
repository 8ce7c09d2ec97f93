// The days that messages are of.

import { el } from "./dom.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const WORDS = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** A line that says which day begins. */
export function dayLine(date, now) {
  return el("p", { class: "event day" }, el("time", { dateTime: dayOf(date) }, dayName(date, now)));
}

/** The day here, such as `2026-03-01`. */
export function dayOf(date) {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Today, yesterday, or the date, in the browser's language. */
export function dayName(date, now) {
  // A day may have 23 or 25 hours.
  const ago = Math.round((midnight(now) - midnight(date)) / DAY_MS);
  if (ago === 0 || ago === 1) return capitalized(WORDS.format(-ago, "day"));
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString([], { day: "numeric", month: "long", year });
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

const capitalized = ([first, ...rest]) => first.toLocaleUpperCase() + rest.join("");
