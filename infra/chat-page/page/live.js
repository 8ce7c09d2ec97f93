// The stream that says that something has changed. It comes back by itself.
//
// Over HTTP/1.1 a browser has six connections to a server, and a stream keeps one of them: all pages
// of a browser share the stream of one worker, so that each person can have a page of their own.

const PAUSE_MS = 1000;
const NEWS = "frontdesk-news";

/** Calls `changed` at once and after each change, `lost` when the server is gone. */
export function listen(changed, lost) {
  const hear = (news) => (news === "lost" ? lost() : changed());
  if (!("SharedWorker" in globalThis)) {
    follow(hear);
    return;
  }
  new BroadcastChannel(NEWS).onmessage = ({ data }) => hear(data);
  new SharedWorker("/page/worker.js", { type: "module" }).port.onmessage = ({ data }) => hear(data);
}

/** What the worker does: tells all pages, and a new page what was told last. */
export function share() {
  const pages = new BroadcastChannel(NEWS);
  let last = "changed";
  globalThis.onconnect = ({ ports: [page] }) => page.postMessage(last);
  follow((news) => {
    last = news;
    pages.postMessage(news);
  });
}

/** Tells "changed" at once and after each change, "lost" when the server is gone. */
function follow(tell) {
  const source = new EventSource("/api/events");
  source.onmessage = () => tell("changed");
  source.onerror = () => {
    tell("lost");
    // The browser tries again by itself unless it was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(tell), PAUSE_MS);
  };
}
