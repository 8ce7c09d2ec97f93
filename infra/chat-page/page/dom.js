// Building of elements. Texts become text nodes: nothing here reads markup.

/**
 * An element with properties and children. `on…` properties listen, `class` and `aria-…`, `data-…`
 * and `role` are attributes; children that are null or false are left out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class" || name === "role" || name.includes("-")) node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that does nothing else by itself. */
export function button(label, onclick, props = {}) {
  return el("button", { type: "button", onclick, ...props }, label);
}

export const byId = (id) => document.getElementById(id);

/** Shows or hides an element, and puts a text into it when there is one. */
export function show(node, text) {
  node.hidden = text === null || text === undefined || text === false || text === "";
  if (typeof text === "string" && node.textContent !== text) node.textContent = text;
}
