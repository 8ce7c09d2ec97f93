// The text of a message: Telegram's tags as elements, everything else as text.

import { button, el } from "./dom.js";

const PLAIN = new Set(["b", "strong", "i", "em", "u", "ins", "s", "del", "strike", "code", "pre", "blockquote"]);
const SAFE_LINK = /^(https?|tg|mailto|tel):/iu;
const FOUND = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|(?<![\w/])(\/[a-z][a-z0-9_]{0,31}(?:@\w+)?)(?![\w/])/gu;

/** Nodes that show the markup; `say` sends a command that is clicked. */
export function rich(html, say) {
  // A document of its own: nothing in it runs or loads.
  const inert = new DOMParser().parseFromString(`<div>${html}</div>`, "text/html");
  return copies(inert.body.firstChild ?? inert.body, { say, bare: false });
}

function copies(node, how) {
  return [...node.childNodes].flatMap((child) => copy(child, how));
}

function copy(node, how) {
  if (node.nodeType === Node.TEXT_NODE) return how.bare ? [node.data] : marked(node.data, how.say);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const tag = node.localName;
  const bare = { ...how, bare: true };
  if (tag === "a") return [link(node.getAttribute("href") ?? "", copies(node, bare))];
  if (tag === "tg-spoiler") return [spoiler(copies(node, bare))];
  if (tag === "code" || tag === "pre") return [el(tag, {}, copies(node, bare))];
  if (PLAIN.has(tag)) return [el(tag, {}, copies(node, how))];
  return copies(node, how);
}

/** A link to somewhere else; one that would run something is shown as text. */
export function link(address, children) {
  if (!SAFE_LINK.test(address)) return el("span", {}, children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.classList.toggle("revealed");
  return button(children, reveal, { class: "spoiler", "aria-label": "Hidden text, press to show" });
}

/** Addresses and commands that stand in a plain text. */
function marked(text, say) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(FOUND)) {
    const [word, address, command] = found;
    nodes.push(text.slice(from, found.index));
    nodes.push(address ? link(address, [address]) : button(command, () => say(command), { class: "command" }));
    from = found.index + word.length;
  }
  nodes.push(text.slice(from));
  return nodes;
}
