// What the bot says to the presses that were made here.

import * as api from "./api.js";
import { alertDialog, toast } from "./toasts.js";

const waiting = new Map();

/** Waits for the bot's answer to a press. */
export function followPress(place, press) {
  waiting.set(press, place);
}

/** Shows the answers that have come, where one still is in the chat of the press. */
export async function followPresses({ place, chat }) {
  const glowing = new Set(chat?.glowing.map(({ press }) => press));
  for (const [press, at] of waiting) {
    if (glowing.has(press)) continue;
    waiting.delete(press);
    if (at.user !== place?.user || at.chat !== place.chat) continue;
    const { answer } = await api.pressAnswer(press);
    if (!answer?.text) continue;
    if (answer.is_alert) alertDialog(chat.title, answer.text);
    else toast(answer.text);
  }
}
