//! What leaves on its own: the outbox, the notifier, the monitor.

mod alerts;
mod binaries;
mod crashes;
mod documents;
mod outages;
mod story;
mod telegrams_no;
