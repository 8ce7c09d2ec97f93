//! What leaves on its own: the outbox, the notifier, the monitor.

mod alerts;
mod batch;
mod binaries;
mod counted;
mod crashes;
mod documents;
mod outages;
mod pace;
mod storm;
mod story;
mod telegrams_no;
