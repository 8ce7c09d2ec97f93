// One message.

import * as api from "./api.js";
import { avatar, botAvatar, colour } from "./avatar.js";
import { button, el } from "./dom.js";
import { beginEdit, beginReply, say } from "./composer.js";
import { followPress } from "./presses.js";
import { link, rich } from "./rich.js";

/** A bubble, or a line in the middle for what happened to the chat. */
export function bubble(message, scene) {
  const event = EVENTS[message.kind];
  if (event) return el("p", { class: "event", "data-message": String(message.id) }, event(message));
  const own = message.user === scene.person.id;
  const inGroup = scene.place.user !== scene.place.chat;
  const side = own ? "own" : "others";
  return el("article", {
    class: `message ${side} ${scene.joined ? "joined" : ""}`, "data-message": String(message.id),
    "aria-label": `${own ? "You" : message.from}`,
  },
  inGroup && !own && picture(message, scene),
  el("div", { class: "column" },
    el("div", { class: "bubble" },
      inGroup && !own && !scene.joined && author(message),
      message.reply_to !== null && quote(scene.answered, scene),
      message.document ? file(message, scene) : media(message),
      message.contact && contact(message.contact),
      message.html !== "" && el("div", { class: "body" }, rich(message.html, (text) => say(scene, text))),
      el("span", { class: "stamp" }, message.edited && "edited ", time(message.date))),
    message.buttons.length > 0 && inline(message, scene)),
  tools(message, own, scene));
}

const EVENTS = {
  new_chat_members: ({ from }) => `${from} joined the group`,
  left_chat_member: ({ from }) => `${from} left the group`,
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "The group became this supergroup",
};

function picture({ user, from }, { joined }) {
  if (joined) return el("span", { class: "avatar-gap" });
  return user === null ? botAvatar() : avatar(user, from);
}

function author({ user, from }) {
  return el("p", { class: user === null ? "author" : `author ${colour(user)}` }, from,
    user === null && el("small", {}, " bot"));
}

function quote(answered, scene) {
  const words = answered ? rich(answered.html, () => {}).map((node) => node.textContent ?? node) : ["a message that is not there"];
  const text = words.join("") || `[${answered.kind}]`;
  const go = () => document.querySelector(`[data-message="${answered?.id}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" });
  return button([el("strong", {}, answered?.user === scene.person.id ? "You" : answered?.from ?? ""), el("span", {}, text)],
    go, { class: "quote", "aria-label": `In reply to: ${text}` });
}

/** Pictures are not fetched: the page asks no other server for anything. */
function media({ kind, media_url: address }) {
  if (!kind || kind === "contact") return null;
  const label = `${ICONS[kind] ?? "📎"} ${kind.replaceAll("_", " ")}`;
  return el("p", { class: "media" }, address ? link(address, [label]) : label);
}

/** A document that the bot uploaded; this server has it. */
function file({ id, document: { name, size } }, { place }) {
  const saved = { href: api.documentAddress(place, id), download: name, class: "file" };
  return el("p", { class: "media" }, el("a", saved, `${ICONS.document} ${name}`), el("small", {}, ` ${bytes(size)}`));
}

const bytes = (size) => (size < 1024 ? `${size} bytes` : `${(size / 1024).toFixed(1)} KB`);

const ICONS = { photo: "🖼", video: "🎞", document: "📄", sticker: "🏷", voice: "🎙", audio: "🎵", animation: "🎞" };

function contact({ name, phone }) {
  return el("p", { class: "media" }, `👤 ${name}`, el("br"), phone);
}

function time(seconds) {
  const date = new Date(seconds * 1000);
  const text = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return el("time", { dateTime: date.toISOString(), title: date.toLocaleString() }, text);
}

function inline(message, scene) {
  return el("div", { class: "inline" }, message.buttons.map((row) =>
    el("div", { class: "inline-row" }, row.map((one) => inlineButton(message, one, scene)))));
}

function inlineButton(message, { label, data, url }, scene) {
  if (url) {
    const away = link(url, [label, el("span", { "aria-hidden": "true" }, " ↗")]);
    away.classList.add("key");
    return away;
  }
  const press = (event) => {
    event.currentTarget.classList.add("glowing");
    event.currentTarget.closest(".message").dataset.stale = "true";
    return scene.actions.attempt(async () => {
      const { press: id } = await api.press(scene.place, message.id, data ?? label);
      followPress(scene.place, id);
    });
  };
  const glows = scene.glowing.includes(data);
  return button(label, press, { class: glows ? "key glowing" : "key", "aria-busy": glows ? "true" : null });
}

function tools(message, own, scene) {
  const { place, actions } = scene;
  const erase = () => actions.attempt(() => api.erase(place, message.id));
  const tool = (sign, label, act) => button(sign, act, { class: "tool", "aria-label": label, title: label });
  return el("div", { class: "tools" },
    tool("↩", "Reply", () => beginReply(scene, message)),
    own && message.kind === null && tool("✎", "Edit", () => beginEdit(scene, message)),
    tool("✕", "Delete", erase));
}
