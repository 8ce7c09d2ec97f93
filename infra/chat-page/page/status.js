// Whether the bot is at work for this chat, and whether it takes too long.

import { byId, show } from "./dom.js";

const PATIENCE_S = 10;

let oldest = null;
let timer = null;

export function showStatus({ everybody, chat }) {
  const name = everybody.bot.name;
  const first = chat?.pending[0];
  if (first === undefined) {
    oldest = null;
    clearInterval(timer);
    show(byId("answering"), null);
    return;
  }
  if (oldest?.update === first) return;
  oldest = { update: first, since: performance.now() };
  clearInterval(timer);
  timer = setInterval(() => tell(name), 1000);
  tell(name);
}

function tell(name) {
  const waited = Math.floor((performance.now() - oldest.since) / 1000);
  const late = waited >= PATIENCE_S;
  byId("answering").classList.toggle("late", late);
  const text = late
    ? `${name} has not answered for ${waited} s. Telegram goes on trying; the sandbox's log lines may say why.`
    : `${name} is answering…`;
  show(byId("answering"), text);
}
