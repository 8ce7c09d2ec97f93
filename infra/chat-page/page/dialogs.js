// Questions to the person at the page.

import * as api from "./api.js";
import { button, el, show } from "./dom.js";
import { open } from "./place.js";

/** Asks; `done` gets the form's fields, and what it throws is shown in the dialog. */
function ask(title, fields, label, done, actions) {
  const refusal = el("p", { class: "refusal", role: "alert", hidden: true });
  const dialog = el("dialog", { "aria-label": title });
  const submit = async (event) => {
    event.preventDefault();
    try {
      await done(new FormData(event.target));
      dialog.close();
    } catch (error) {
      if (!(error instanceof api.Failure)) throw error;
      show(refusal, error.message);
    }
    actions.refresh();
  };
  dialog.append(el("form", { onsubmit: submit, autocomplete: "off" },
    el("h2", {}, title), fields, refusal,
    el("div", { class: "dialog-foot" },
      button("Cancel", () => dialog.close()),
      el("button", { type: "submit", class: "strong" }, label))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function field(label, props, hint) {
  return el("label", { class: "field" }, el("span", {}, label), el("input", props),
    hint && el("small", {}, hint));
}

export function askForPerson(actions) {
  const languages = el("datalist", { id: "languages" },
    [["en", "English"], ["ru", "Русский"], ["uz", "Oʻzbekcha"]]
      .map(([value, label]) => el("option", { value, label })));
  const fields = [
    field("Name", { name: "name", required: true, maxLength: 64, autofocus: true }),
    el("label", { class: "field" }, el("span", {}, "Language of their app"),
      inputWithList({ name: "language", value: "en", pattern: "[A-Za-z]{2,3}(-[A-Za-z0-9]+)*" }, "languages"),
      el("small", {}, "en, ru, uz, or any other code")),
    languages,
    field("Phone", { name: "phone", type: "tel", maxLength: 30, placeholder: "made up when left empty" }),
    field("Id", { name: "id", inputMode: "numeric", pattern: "[0-9]+", placeholder: "the next free one" }),
  ];
  ask("New person", fields, "Add", async (form) => {
    const { id, ...person } = Object.fromEntries(form);
    const made = await api.newPerson(id ? { ...person, id: Number(id) } : person);
    open(made.id);
  }, actions);
}

function inputWithList(props, list) {
  const input = el("input", props);
  input.setAttribute("list", list);
  return input;
}

export function askForGroup({ people }, person, actions) {
  const member = ({ id, name }) => el("label", { class: "choice" },
    el("input", { type: "checkbox", name: "member", value: String(id), checked: id === person.id, disabled: id === person.id }),
    name);
  const fields = [
    field("Title", { name: "title", required: true, maxLength: 128, autofocus: true }),
    el("fieldset", {}, el("legend", {}, "Members, besides the bot"), people.map(member)),
  ];
  ask("New group", fields, "Create", async (form) => {
    const members = [person.id, ...form.getAll("member").map(Number)];
    const { id } = await api.newGroup(form.get("title"), members);
    open(person.id, id);
  }, actions);
}

export function askWhichGroup(groups, person, actions) {
  const group = ({ id, title }, index) => el("label", { class: "choice" },
    el("input", { type: "radio", name: "group", value: String(id), required: true, checked: index === 0 }), title);
  const fields = el("fieldset", {}, el("legend", {}, `${person.name} joins`), groups.map(group));
  ask("Join a group", fields, "Join", async (form) => {
    const id = Number(form.get("group"));
    await api.join(person.id, id);
    open(person.id, id);
  }, actions);
}

/** Whose contact is shared: another person's, or a number that has no Telegram. */
export function askWhoseContact({ people }, person, done, actions) {
  const others = people.filter(({ id }) => id !== person.id);
  const option = ({ id, name, phone }) => el("option", { value: String(id) }, `${name}, ${phone}`);
  const fields = el("label", { class: "field" }, el("span", {}, "Whose"),
    el("select", { name: "of" }, others.map(option)));
  ask("Share a contact", fields, "Share", (form) => done({ of: Number(form.get("of")) }), actions);
}

export function askForNumber(done, actions) {
  const fields = [
    field("Name", { name: "name", required: true, maxLength: 64, autofocus: true }),
    field("Phone", { name: "phone", type: "tel", required: true, maxLength: 64 }),
  ];
  const share = (form) => done({ name: form.get("name"), phone: form.get("phone") });
  ask("Share a number from the address book", fields, "Share", share, actions);
}
