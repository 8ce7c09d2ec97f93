// The interface of the server. Every function gives a promise, which fails with a sentence.

/** Something that can happen and is said in words; any other error is a fault of the page. */
export class Failure extends Error {}

/** The server has refused something. */
class Refused extends Failure {}

/** The server does not answer. */
export class Unreachable extends Failure {
  constructor() {
    super("The sandbox does not answer: start it again with `cargo run`.");
  }
}

async function request(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Unreachable();
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer?.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

const get = (path) => request("GET", path);
const post = (path, body) => request("POST", path, body);
const put = (path) => request("PUT", path);
const remove = (path) => request("DELETE", path);

const at = ({ user, chat }) => `/api/people/${user}/chats/${chat}`;

export const everybody = () => get("/api/people");
export const newPerson = (person) => post("/api/people", person);
export const block = (user) => put(`/api/people/${user}/block`);
export const unblock = (user) => remove(`/api/people/${user}/block`);

export const newGroup = (title, members) => post("/api/groups", { title, members });
export const join = (user, group) => put(`/api/groups/${group}/members/${user}`);
export const leave = (user, group) => remove(`/api/groups/${group}/members/${user}`);

export const chat = (place, last) => get(`${at(place)}?last=${last}`);
export const read = (place, upTo) => post(`${at(place)}/read`, { up_to: upTo });
export const say = (place, text, replyTo) =>
  post(`${at(place)}/messages`, { text, reply_to: replyTo });
export const edit = (place, message, text) =>
  request("PATCH", `${at(place)}/messages/${message}`, { text });
export const erase = (place, message) => remove(`${at(place)}/messages/${message}`);
export const press = (place, message, button) =>
  post(`${at(place)}/messages/${message}/presses`, { button });
export const documentAddress = (place, message) => `${at(place)}/messages/${message}/document`;
export const pressAnswer = (press) => get(`/api/presses/${press}`);
export const tap = (place, label) => post(`${at(place)}/taps`, { label });
export const shareContact = (place, contact) => post(`${at(place)}/contacts`, contact);
export const sendPhotos = (place, captions) => post(`${at(place)}/photos`, { captions });
