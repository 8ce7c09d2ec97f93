// What the bot says to the presses that were made here.

import * as api from "./api.js";
import { alertDialog, toast } from "./toasts.js";

/** As long as a press can be answered. */
const PATIENCE_MS = 150_000;

const waiting = new Map();

/** Waits for the bot's answer to a press. */
export function followPress(place, press) {
  waiting.set(press, { at: place, since: performance.now() });
}

/** Shows the answers that have come to presses in the chat that is open. */
export async function followPresses({ place, chat }) {
  const glowing = new Set(chat?.glowing.map(({ press }) => press));
  for (const [press, { at, since }] of waiting) {
    const isHere = at.user === place?.user && at.chat === place.chat;
    // That a button does not glow says nothing: the chat may be older than the press.
    const { answer } = isHere && !glowing.has(press) ? await api.pressAnswer(press) : { answer: null };
    if (answer || performance.now() - since > PATIENCE_MS) waiting.delete(press);
    if (!answer?.text) continue;
    if (answer.is_alert) alertDialog(chat.title, answer.text);
    else toast(answer.text);
  }
}
