// Which person and chat the address names: `#42` is a private chat, `#42/-100…` a group.

const KEY = "frontdesk-place";

const address = ({ user, chat }) => (chat === user ? `#${user}` : `#${user}/${chat}`);

/** Opens a chat as a person. */
export function open(user, chat = user) {
  location.hash = address({ user, chat });
}

function named() {
  const [, user, chat] = /^#(\d+)(?:\/(-?\d+))?$/u.exec(location.hash || storedHash()) ?? [];
  return user && { user: Number(user), chat: Number(chat ?? user) };
}

/**
 * The place that the address names, or else the nearest one that is there: the person's private
 * chat, the first person.
 */
export function placeOfAddress({ people }) {
  const place = named();
  const person = people.find(({ id }) => id === place?.user) ?? people[0];
  if (!person) return null;
  const chat = person.chats.find(({ id }) => id === place?.chat) ?? person.chats[0];
  return { user: person.id, chat: chat.id };
}

/** Makes the address say where one is, and keeps it for a visit without one. */
export function remember(place) {
  if (!place) return;
  if (location.hash !== address(place)) history.replaceState(null, "", address(place));
  try {
    sessionStorage.setItem(KEY, address(place));
  } catch {
    // Without storage a visit begins with the first person.
  }
}

function storedHash() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
