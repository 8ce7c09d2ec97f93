//! A bot whose updates are polled: the handler of the HTTP function, fed by a poller instead of a
//! webhook, under the lock of `lease`. `botctl poll` and the sandbox with a real bot run this.
//!
//! While it runs, the lock is renewed and a heartbeat is written, every 20 s each.

#![warn(missing_docs)]

mod polling;
mod pulse;
mod stop_signal;

pub use polling::{Polling, this_process};
pub use stop_signal::{Parting, StopSignal};
