//! What polling promises: one poller at a time, and every update handled once whatever happens to
//! it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
// A poller awaits the functions, and they await the business: the layout of that future is deep.
#![recursion_limit = "256"]

mod killed;
mod lock;
mod paused;
mod scene;
mod simulated;
mod watched;
