//! The stand-in held against the facts of Telegram: one test a fact.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod bot_api;
mod checks;
mod delivery;
mod documents;
mod faults;
mod limits;
mod menus;
mod methods;
mod over_http;
mod people;
mod polling;
mod replies;
mod screen;
mod story;
