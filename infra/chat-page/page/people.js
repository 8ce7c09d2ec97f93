// The left side: people, and the chats of the one that one is.

import * as api from "./api.js";
import { avatar, botAvatar } from "./avatar.js";
import { button, byId, el, show } from "./dom.js";
import { announce } from "./toasts.js";
import { askForGroup, askForPerson, askWhichGroup } from "./dialogs.js";
import { open } from "./place.js";

let drawn = "";
let before = new Map();

export function showPeople({ everybody, place, actions }) {
  tellOfNews(everybody, place);
  const total = everybody.people.reduce((sum, { unread }) => sum + unread, 0);
  document.title = total > 0 ? `(${total}) Frontdesk sandbox` : "Frontdesk sandbox";
  const elsewhere = everybody.people.filter(({ id }) => id !== place?.user);
  const unread = elsewhere.reduce((sum, person) => sum + person.unread, 0);
  show(byId("elsewhere"), unread > 0 && String(unread));
  byId("new-person").onclick = () => askForPerson(actions);
  const now = JSON.stringify([everybody, place]);
  if (now === drawn) return;
  drawn = now;
  const focused = document.activeElement?.dataset.focus;
  const item = (person) => personItem(person, { everybody, place, actions });
  byId("people").replaceChildren(...everybody.people.map(item));
  if (focused) byId("people").querySelector(`[data-focus="${focused}"]`)?.focus();
}

function personItem(person, scene) {
  const selected = person.id === scene.place?.user;
  return el("li", { class: selected ? "person selected" : "person" },
    el("button", {
      type: "button", class: "entry", "data-focus": `person-${person.id}`, "data-user": String(person.id),
      "aria-pressed": String(selected),
      onclick: () => leaveDrawer(person.id, whereNewsIs(person)),
    },
    avatar(person.id, person.name),
    el("span", { class: "words" },
      el("strong", {}, person.name),
      el("small", {}, facts(person))),
    badge(person.unread)),
    selected && chatList(person, scene));
}

function facts(person) {
  const blocked = person.has_blocked && "has blocked the bot";
  return [String(person.id), person.language, blocked].filter(Boolean).join(" · ");
}

/** The chat with something new in it, or else the private one. */
function whereNewsIs({ chats }) {
  return (chats.find(({ unread }) => unread > 0) ?? chats[0]).id;
}

function badge(count) {
  if (count === 0) return null;
  return el("span", { class: "badge", "aria-label": `${count} unread` }, String(count));
}

function chatList(person, { everybody, place, actions }) {
  const group = () => askForGroup(everybody, person, actions);
  const others = everybody.groups.filter(({ id }) => !person.chats.some((chat) => chat.id === id));
  const join = () => askWhichGroup(others, person, actions);
  return el("div", { class: "chats" },
    el("ul", { "aria-label": `Chats of ${person.name}` },
      person.chats.map((chat) => chatItem(person, chat, place))),
    el("div", { class: "quiet-buttons" },
      button("New group", group, { "data-focus": "new-group" }),
      others.length > 0 && button("Join a group", join, { "data-focus": "join-group" })));
}

function chatItem(person, chat, place) {
  const selected = chat.id === place.chat;
  return el("li", {},
    el("button", {
      type: "button", class: selected ? "entry selected" : "entry", "data-focus": `chat-${chat.id}`,
      "data-chat": String(chat.id), "aria-current": selected ? "true" : null,
      onclick: () => leaveDrawer(person.id, chat.id),
    },
    chat.id === person.id ? botAvatar() : avatar(chat.id, chat.title),
    el("span", { class: "words" },
      el("strong", {}, chat.title),
      el("small", {}, chat.last ?? "Nothing yet")),
    badge(chat.unread)));
}

function tellOfNews({ people }, place) {
  for (const { id, name, unread } of people) {
    const more = unread > (before.get(id) ?? unread);
    if (more && id !== place?.user) announce(`${name} has a new message.`);
  }
  before = new Map(people.map(({ id, unread }) => [id, unread]));
}

function leaveDrawer(user, chat) {
  drawer(false);
  open(user, chat);
}

/** Opens or closes the list of people where it lies over the chat. */
export function drawer(isOpen) {
  document.body.classList.toggle("drawer-open", isOpen);
  byId("shade").hidden = !isOpen;
  byId("open-drawer").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("close-drawer").focus();
}

byId("open-drawer").onclick = () => drawer(true);
byId("close-drawer").onclick = () => drawer(false);
byId("shade").onclick = () => drawer(false);
addEventListener("hashchange", () => drawer(false));
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && document.body.classList.contains("drawer-open")) drawer(false);
});

/** Leaves a group and goes to the private chat. */
export function leaveGroup(person, group, actions) {
  actions.attempt(async () => {
    await api.leave(person.id, group);
    open(person.id);
  });
}
