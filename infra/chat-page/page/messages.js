// The messages of a chat: what has not changed stays as it is, and nothing jumps.

import { bubble } from "./bubble.js";
import { dayLine, dayName, dayOf } from "./days.js";
import { button, byId, el } from "./dom.js";
import { announce } from "./toasts.js";
import { say } from "./composer.js";

const NEAR_PX = 60;

const log = byId("log");
const toEnd = byId("to-end");
let drawn = new Map();
/** Whether the end of the messages is to stay before one's eyes. */
let atEnd = true;

export function showMessages(scene) {
  const { chat, changed } = scene;
  atEnd ||= changed;
  const anchor = changed ? null : firstVisible();
  if (changed) drawn = new Map();
  const before = drawn;
  const focus = focusWithin();
  drawn = bubbles(scene, before);
  const nodes = [...drawn.values()].flatMap(({ day, node }) => [day, node]);
  place(chat?.messages.length ? [earlier(scene), ...nodes] : [nothingYet(scene)]);
  focus?.();
  if (atEnd) goToEnd();
  else if (anchor) log.scrollTop += anchor.node().getBoundingClientRect().top - anchor.top;
  tellOfNews(scene, before);
}

/** Bubbles by their keys, the first of a day with a line above it; what would be the same is kept. */
function bubbles(scene, before) {
  const now = new Map();
  const today = new Date();
  let previous = null;
  for (const message of scene.chat?.messages ?? []) {
    const date = new Date(message.date * 1000);
    const isNewDay = !previous || dayOf(date) !== dayOf(new Date(previous.date * 1000));
    const answered = scene.chat.messages.find(({ id }) => id === message.reply_to);
    const glowing = scene.chat.glowing.filter((glow) => glow.message_id === message.id).map(({ data }) => data);
    const joined = !isNewDay && previous.user === message.user && isPlain(previous);
    const look = JSON.stringify([message, answered?.html, answered?.from, glowing, joined, scene.person.name]);
    const old = before.get(message.id);
    const node = old?.look === look && !old.node.dataset.stale ? old.node : bubble(message, { ...scene, answered, glowing, joined });
    const isSameDay = old?.day?.textContent === dayName(date, today);
    const day = isNewDay && (isSameDay ? old.day : dayLine(date, today));
    now.set(message.id, { look, node, day });
    previous = message;
  }
  return now;
}

/** Whether the next message of the same author belongs to this one. */
const isPlain = ({ kind, buttons }) => !/member|migrate/u.test(kind ?? "") && buttons.length === 0;

/** Puts these nodes into the log, moving as few as possible. */
function place(nodes) {
  const wanted = nodes.filter(Boolean);
  const keep = new Set(wanted);
  for (const child of [...log.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
}

function earlier({ chat, actions }) {
  if (chat.earlier === 0) return null;
  return button(`Show earlier messages (${chat.earlier})`, actions.earlier, { class: "earlier" });
}

function nothingYet(scene) {
  const { place: at, chat } = scene;
  if (!at) return el("div", { class: "empty" }, el("p", {}, "Add a person on the left, and talk to the bot as them."));
  const start = button("Start", () => say(scene, "/start"), { class: "strong", id: "start" });
  return el("div", { class: "empty" },
    el("p", {}, "No messages yet."),
    at.user === at.chat && !chat.has_blocked && start);
}

function goToEnd() {
  log.scrollTop = log.scrollHeight;
}

function isAtEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
}

/** The first bubble that can be seen, and where it is; it may be replaced by then. */
function firstVisible() {
  const top = log.getBoundingClientRect().top;
  for (const [id, { node }] of drawn) {
    const box = node.getBoundingClientRect();
    if (box.bottom > top) return { top: box.top, node: () => drawn.get(id)?.node ?? node };
  }
  return null;
}

/** Gives the focus back to the bubble that had it, if it is replaced. */
function focusWithin() {
  const focused = document.activeElement;
  for (const [id, { node }] of drawn) {
    if (!node.contains(focused)) continue;
    const label = focused.textContent;
    return () => {
      if (document.activeElement === focused) return;
      const fresh = drawn.get(id)?.node;
      const same = [...(fresh?.querySelectorAll("button, a") ?? [])].find((one) => one.textContent === label);
      (same ?? log).focus({ preventScroll: true });
    };
  }
  return null;
}

function tellOfNews({ chat, changed, person }, before) {
  if (changed) {
    toEnd.hidden = true;
    return;
  }
  const last = Math.max(0, ...before.keys());
  const news = (chat?.messages ?? []).filter(({ id, user }) => id > last && user !== person.id);
  if (news.length === 0) return;
  announce(news.map(({ id, from }) => `${from}: ${drawn.get(id).node.querySelector(".body")?.textContent ?? ""}`).join(" "));
  toEnd.hidden = atEnd;
}

log.addEventListener("scroll", () => {
  atEnd = isAtEnd();
  if (atEnd) toEnd.hidden = true;
}, { passive: true });
new ResizeObserver(() => atEnd && goToEnd()).observe(log);
toEnd.onclick = () => log.scrollTo({ top: log.scrollHeight, behavior: "smooth" });
