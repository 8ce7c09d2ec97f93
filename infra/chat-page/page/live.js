// The stream that says that something has changed. It comes back by itself.

const PAUSE_MS = 1000;

/** Calls `changed` at once and after each change, `lost` when the server is gone. */
export function listen(changed, lost) {
  const source = new EventSource("/api/events");
  source.onmessage = changed;
  source.onerror = () => {
    lost();
    // The browser tries again by itself unless it was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, lost), PAUSE_MS);
  };
}
