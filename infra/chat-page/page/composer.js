// Where one writes: texts, replies, edits, contacts, pictures, and the bot's keyboard.

import * as api from "./api.js";
import { button, byId, show } from "./dom.js";
import { askForNumber, askWhoseContact } from "./dialogs.js";

const text = byId("text");
const about = byId("about");
const drafts = new Map();

/** The chat that is open, and the message that is answered or edited. */
let scene = null;
let target = null;

const key = ({ place }) => `${place.user}/${place.chat}`;

export function showComposer(next) {
  if (next.changed) changeChat(next);
  scene = next;
  const { place, person, chat } = scene;
  byId("composer").hidden = !place || chat.has_blocked;
  byId("blocked").hidden = !chat?.has_blocked;
  byId("keyboard").hidden = true;
  if (!place || chat.has_blocked) {
    byId("blocked").querySelector("p").textContent = `${person?.name} has blocked the bot.`;
    return;
  }
  text.placeholder = `Write as ${person.name}`;
  dropGoneTarget();
  showAbout();
  showKeyboard();
}

function changeChat(next) {
  if (scene?.place) drafts.set(key(scene), text.value);
  target = null;
  text.value = (next.place && drafts.get(key(next))) ?? "";
  fit();
  if (next.place && matchMedia("(hover: hover)").matches) text.focus({ preventScroll: true });
}

/** Sends a text that was not typed. */
export const say = ({ place, actions }, words) => actions.attempt(() => api.say(place, words));

export function beginReply(_scene, message) {
  target = { kind: "reply", message };
  showAbout();
  text.focus();
}

export function beginEdit(_scene, message) {
  target = { kind: "edit", message };
  text.value = plain(message);
  fit();
  showAbout();
  text.focus();
}

function forget() {
  if (target?.kind === "edit") text.value = "";
  target = null;
  fit();
  showAbout();
  text.focus();
}

function dropGoneTarget() {
  const there = scene.chat.messages.some(({ id }) => id === target?.message.id);
  if (target && !there) target = null;
}

/** What is written below stands in relation to this message. */
function showAbout() {
  const asked = scene.chat.messages.find(({ id }) => id === scene.chat.asks_reply);
  const message = target?.message ?? asked;
  about.hidden = !message;
  if (!message) return;
  about.querySelector("strong").textContent = target?.kind === "edit"
    ? "Editing" : `Replying to ${message.user === scene.person.id ? "yourself" : message.from}`;
  about.querySelector("p").textContent = plain(message);
  about.querySelector("button").hidden = !target;
}

/** A message without markup. */
function plain({ html, kind }) {
  const inert = new DOMParser().parseFromString(`<div>${html}</div>`, "text/html");
  return inert.body.textContent || `[${kind ?? "message"}]`;
}

async function submit(event) {
  event?.preventDefault();
  const words = text.value;
  if (!words.trim()) return;
  const { place, actions } = scene;
  const { kind, message } = target ?? {};
  const sent = await actions.attempt(async () => {
    if (kind === "edit") await api.edit(place, message.id, words);
    else await api.say(place, words, message?.id);
    return true;
  });
  if (!sent) return;
  drafts.delete(`${place.user}/${place.chat}`);
  if (key(scene) !== `${place.user}/${place.chat}`) return;
  text.value = "";
  target = null;
  fit();
  showAbout();
}

function showKeyboard() {
  const rows = scene.chat.keyboard?.rows ?? [];
  const board = byId("keyboard");
  const { place, actions } = scene;
  const tap = (label) => actions.attempt(() => api.tap(place, label));
  const look = JSON.stringify([rows, place]);
  board.hidden = rows.length === 0;
  if (board.dataset.look === look) return;
  board.dataset.look = look;
  const row = (keys) => {
    const line = document.createElement("div");
    line.append(...keys.map(({ label }) => button(label, () => tap(label), { class: "key" })));
    return line;
  };
  board.replaceChildren(...rows.map(row));
}

function otherThings() {
  const { everybody, place, person, actions } = scene;
  const share = (contact) => api.shareContact(place, contact);
  const caption = () => {
    const words = text.value.trim();
    text.value = "";
    fit();
    return words;
  };
  const photos = (count) => () => {
    const captions = [caption(), ...Array(count - 1).fill("")];
    return actions.attempt(() => api.sendPhotos(place, captions));
  };
  return [
    button("My contact", () => actions.attempt(() => share({}))),
    everybody.people.length > 1
      && button("Another person's contact…", () => askWhoseContact(everybody, person, share, actions)),
    button("A number from the address book…", () => askForNumber(share, actions)),
    button("A photo", photos(1)),
    button("An album of three photos", photos(3)),
  ].filter(Boolean);
}

byId("attach").addEventListener("toggle", ({ target: { open } }) => {
  if (open) byId("attach").querySelector(".menu-items").replaceChildren(...otherThings());
});

/** As high as what is written, up to a third of the page. */
function fit() {
  text.style.height = "auto";
  const borders = text.offsetHeight - text.clientHeight;
  text.style.height = `${text.scrollHeight + borders}px`;
}

text.addEventListener("input", fit);
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && target) forget();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
byId("composer").addEventListener("submit", submit);
about.querySelector("button").onclick = forget;
byId("blocked").querySelector("button").onclick = () => scene.actions.attempt(() => api.unblock(scene.place.user));

/** A menu closes when something in it is chosen, or one goes elsewhere. */
for (const menu of document.querySelectorAll("details.menu")) {
  addEventListener("click", ({ target: clicked }) => {
    if (!menu.querySelector("summary").contains(clicked)) menu.open = false;
  });
  menu.addEventListener("keydown", ({ key: pressed }) => {
    if (pressed !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
