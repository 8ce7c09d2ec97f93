// The commands that the bot offers here, behind a slash.

import { button, byId, el } from "./dom.js";

const list = byId("commands");
let drawn = "";

/** Shows the commands that begin with what is written; `choose` gets the one that is pressed. */
export function showCommands(commands, written, choose) {
  const [, begun] = /^\/([a-z0-9_]*)$/iu.exec(written) ?? [];
  const fits = ({ name }) => begun !== undefined && name.startsWith(begun.toLowerCase());
  const fitting = commands.filter(fits);
  list.hidden = fitting.length === 0;
  const now = JSON.stringify(fitting);
  if (now === drawn) return;
  drawn = now;
  const item = ({ name, description }) => el("li", {},
    button([el("strong", {}, `/${name}`), el("span", {}, description)], () => choose(`/${name}`), { class: "entry" }));
  list.replaceChildren(...fitting.map(item));
}

/** Puts the list away until something else is written. */
export function hideCommands() {
  list.hidden = true;
}
