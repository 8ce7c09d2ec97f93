//! A stand-in for Telegram: people and chats, the Bot API, and webhooks that are delivered and
//! retried as the real ones are.
//!
//! [`Telegram`] is the model: it does no network I/O, takes its time from a [`clock::Clock`] and its
//! randomness from a seed. People act ([`Telegram::say`], [`Telegram::press`]), the bot calls
//! ([`Telegram::call`]), and what a person then sees can be read ([`Telegram::screen`]). Updates
//! leave step by step ([`Telegram::due`], [`Telegram::finished`]), so that a test can deliver them
//! in its own process. [`Telegram::kept`] keeps it all in a file. [`TelegramServer`] puts the Bot API and the delivery on loopback.
//!
//! # What differs from the real one
//! * A webhook may be plain HTTP at a loopback address, on any port.
//! * Messages are numbered by chat, from 1.
//! * Markup is held against the documentation, not against the more lenient parser: a bare `&`
//!   or `>` is refused, and so are tags that the specification of this project does not list.
//! * Left out: payments' methods, inline mode's answers, uploads of anything but documents, downloads
//!   by the bot, Markdown.
//!   Updates of any kind can be had by [`Telegram::inject`].
//!
//! Sources: the server's source (tdlib/telegram-bot-api, version 10.0) and
//! <https://core.telegram.org/bots/api>.
#![warn(missing_docs)]

mod actions;
mod api_error;
mod buttons;
mod calls;
mod chat;
mod config;
mod deliverer;
mod delivery;
mod documents;
mod entities;
mod faults;
mod forms;
mod groups;
mod html;
mod http_face;
mod impossible;
mod json;
mod kept;
mod limits;
mod long_poll;
mod markup;
mod menus;
mod methods;
mod params;
mod person;
mod presses;
mod screen;
mod server;
mod shared_things;
mod telegram;
mod updates;
mod webhook;
mod world;

pub use api_error::ApiError;
pub use calls::{CallEnd, CallRecord, Via};
pub use chat::{KeyboardButton, ReplyKeyboard};
pub use config::{GroupPrivacy, TelegramConfig};
pub use delivery::{Delivery, Outcome, WebhookAnswer};
pub use documents::{Document, Upload};
pub use faults::{Fault, On};
pub use groups::Group;
pub use impossible::Impossible;
pub use kept::KeepError;
pub use limits::{Flood, Limits};
pub use menus::MenuCommand;
pub use person::{ChatId, Person, UserId};
pub use presses::{CallbackAnswer, OpenPress};
pub use screen::{Shown, ShownButton, ShownContact, ShownDocument};
pub use server::TelegramServer;
pub use shared_things::SharedContact;
pub use telegram::Telegram;
pub use updates::Queue;
