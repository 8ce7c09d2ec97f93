// The line above the chat: what it is, and whom one is.

import * as api from "./api.js";
import { avatar, botAvatar } from "./avatar.js";
import { button, byId } from "./dom.js";
import { leaveGroup } from "./people.js";

let drawn = "";

export function showHeader({ everybody, place, person, chat, actions }) {
  const now = JSON.stringify([place, person, chat?.title, everybody.groups]);
  if (now === drawn) return;
  drawn = now;
  if (!place) {
    byId("chat-title").textContent = "Nobody is here yet";
    byId("chat-subtitle").textContent = "Add a person to begin.";
    return;
  }
  const isPrivate = place.user === place.chat;
  byId("chat-avatar").replaceChildren(isPrivate ? botAvatar() : avatar(place.chat, chat.title));
  byId("chat-title").textContent = chat.title;
  byId("chat-subtitle").textContent = isPrivate ? `bot · you are ${person.name}` : members(everybody, place, person);
  const items = isPrivate ? [blocking(person, actions)] : [
    button("Leave the group", () => leaveGroup(person, place.chat, actions)),
  ];
  byId("chat-menu").querySelector(".menu-items").replaceChildren(...items);
  byId("chat-menu").hidden = false;
}

function members({ people, groups }, place, person) {
  const ids = groups.find(({ id }) => id === place.chat)?.members ?? [];
  const others = people.filter(({ id }) => ids.includes(id) && id !== person.id).map(({ name }) => name);
  return [`you are ${person.name}`, ...others, "the bot"].join(", ");
}

function blocking(person, actions) {
  if (person.has_blocked) return button("Unblock the bot", () => actions.attempt(() => api.unblock(person.id)));
  return button("Block the bot", () => actions.attempt(() => api.block(person.id)));
}
