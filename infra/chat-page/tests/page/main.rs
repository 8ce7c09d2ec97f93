//! The interface of the page, over HTTP, with a real stand-in for Telegram behind it. The bot is
//! played by calls.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

mod browser;
mod commands;
mod documents;
mod events;
mod files;
mod groups;
mod guarding;
mod people;
mod pressing;
mod reading;
mod sharing;
mod talking;
