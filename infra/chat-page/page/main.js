// Who one is, which chat is open, and keeping what is shown up to date.

import * as api from "./api.js";
import { listen } from "./live.js";
import { byId, show } from "./dom.js";
import { showPeople } from "./people.js";
import { showHeader } from "./header.js";
import { showMessages } from "./messages.js";
import { showComposer } from "./composer.js";
import { showStatus } from "./status.js";
import { followPresses } from "./presses.js";
import { placeOfAddress, remember } from "./place.js";

const PAGE = 200;

let wanted = PAGE;
let shown = null;
let running = false;
let again = false;

/** Fetches everything that is shown and shows it; calls while it is at it are done after it. */
export async function refresh() {
  again = true;
  if (running) return;
  running = true;
  try {
    while (again) {
      again = false;
      await fetchAndShow();
    }
    show(byId("connection"), null);
  } catch (error) {
    if (!(error instanceof api.Failure)) throw error;
    show(byId("connection"), error.message);
  } finally {
    running = false;
  }
}

async function fetchAndShow() {
  const { hash } = location;
  const everybody = await api.everybody();
  const place = placeOfAddress(everybody);
  const person = everybody.people.find(({ id }) => id === place?.user);
  const chat = place && (await api.chat(place, wanted));
  // Somebody went elsewhere in the meantime.
  if (location.hash !== hash) {
    again = true;
    return;
  }
  const scene = { everybody, place, person, chat, actions };
  scene.changed = shown !== (place && `${place.user}/${place.chat}`);
  shown = place && `${place.user}/${place.chat}`;
  remember(place);
  showPeople(scene);
  showHeader(scene);
  showMessages(scene);
  showComposer(scene);
  showStatus(scene);
  await followPresses(scene);
  await markRead(scene);
}

/** What is before somebody's eyes is read. */
async function markRead({ place, person, chat }) {
  const last = chat?.messages.at(-1)?.id;
  const listed = person?.chats.find(({ id }) => id === place.chat);
  if (last && listed?.unread && document.visibilityState === "visible") await api.read(place, last);
}

/** What the parts of the page ask for. */
const actions = {
  refresh,
  /** Does something and says why when it is refused. */
  async attempt(act) {
    show(byId("refusal"), null);
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof api.Failure)) throw error;
      show(byId(error instanceof api.Unreachable ? "connection" : "refusal"), error.message);
      return undefined;
    } finally {
      refresh();
    }
  },
  earlier() {
    wanted += PAGE;
    refresh();
  },
};

addEventListener("hashchange", () => {
  wanted = PAGE;
  show(byId("refusal"), null);
  refresh();
});
document.addEventListener("visibilitychange", refresh);
listen(refresh, () => show(byId("connection"), new api.Unreachable().message));
