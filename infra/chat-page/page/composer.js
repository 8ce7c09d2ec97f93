// Where one writes: texts, replies, edits, contacts, pictures, and the bot's keyboard.

import * as api from "./api.js";
import { button, byId, show } from "./dom.js";
import { hideCommands, showCommands } from "./commands.js";
import { askForNumber, askWhoseContact } from "./dialogs.js";

const text = byId("text");
const about = byId("about");
const drafts = new Map();
const NOTHING = { words: "", target: null };

/** The chat that is open, and the message that is answered or edited. */
let scene = null;
let target = null;
/** What was being written when an edit began, and goes on after it. */
let interrupted = null;
/** The end of what is being sent. */
let sending = Promise.resolve();

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
  offerCommands();
}

function changeChat(next) {
  if (scene?.place) drafts.set(key(scene), interrupted ?? { words: text.value, target });
  write((next.place && drafts.get(key(next))) ?? NOTHING);
  if (next.place && matchMedia("(hover: hover)").matches) text.focus({ preventScroll: true });
}

/** Goes on with something that was being written. */
function write(written) {
  text.value = written.words;
  target = written.target;
  interrupted = written.interrupted ?? null;
  fit();
}

/** Sends a text that was not typed. */
export const say = ({ place, actions }, words) =>
  inTurn(() => actions.attempt(() => api.say(place, words)));

export function beginReply(_scene, message) {
  if (interrupted) write(interrupted);
  target = { kind: "reply", message };
  showAbout();
  text.focus();
}

export function beginEdit(_scene, message) {
  interrupted ??= { words: text.value, target };
  write({ words: plain(message), target: { kind: "edit", message }, interrupted });
  showAbout();
  text.focus();
}

function forget() {
  write(interrupted ?? { words: text.value, target: null });
  showAbout();
  text.focus();
}

function dropGoneTarget() {
  const there = scene.chat.messages.some(({ id }) => id === target?.message.id);
  if (target && !there) write(interrupted ?? { words: text.value, target: null });
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

function submit(event) {
  event?.preventDefault();
  const words = text.value;
  if (!words.trim()) return;
  const { kind, message } = target ?? {};
  send(interrupted ?? NOTHING, (place) => (kind === "edit"
    ? api.edit(place, message.id, words) : api.say(place, words, message?.id)));
}

/** Sends what is written, and goes on with something else; what is refused comes back. */
function send(next, act) {
  const { place, actions } = scene;
  const written = { words: text.value, target, interrupted };
  write(next);
  showAbout();
  return inTurn(async () => {
    const sent = await actions.attempt(async () => {
      await act(place);
      return true;
    });
    if (!sent) giveBack(place, written, next);
  });
}

/** Lets one write again what was refused, unless something else is being written by now. */
function giveBack(place, written, next) {
  const at = key({ place });
  const isOpen = scene.place && key(scene) === at;
  if (isOpen && text.value === next.words) {
    write(written);
    showAbout();
  } else if (!isOpen && !written.interrupted && !drafts.get(at)?.words) drafts.set(at, written);
}

/** What is sent arrives in the order of writing. */
function inTurn(act) {
  sending = sending.then(act, act);
  return sending;
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
  const photos = (count) => () => {
    // An edit goes on: its text is no caption.
    const caption = interrupted ? "" : text.value.trim();
    const next = { words: interrupted ? text.value : "", target, interrupted };
    return send(next, (at) => api.sendPhotos(at, [caption, ...Array(count - 1).fill("")]));
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

/** What stands behind a slash is chosen from a list, as in an app, but not in an edit. */
function offerCommands() {
  const choose = (command) => {
    text.value = "";
    fit();
    text.focus();
    return say(scene, command);
  };
  showCommands((!interrupted && scene?.chat?.commands) || [], text.value, choose);
}

/** As high as what is written, up to a third of the page. */
function fit() {
  offerCommands();
  text.style.height = "auto";
  const borders = text.offsetHeight - text.clientHeight;
  text.style.height = `${text.scrollHeight + borders}px`;
}

text.addEventListener("input", fit);
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideCommands();
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
