//! Telegram at the edges: updates as they arrive, texts and keyboards as they leave, and the
//! Bot API client between.
//!
//! An update is read in two stages. The [`Envelope`] can hardly fail and says whose update it
//! is; the [`Update`] holds what the business reads and is allowed to be [`Unreadable`].
//! What goes out is data: a [`Call`], which rides in the webhook's response or, when it may be
//! repeated ([`Idempotent`]) or a claim guards it ([`Claimed`]), goes out through [`BotApi`].

#![warn(missing_docs)]

mod answer;
mod call;
mod callback;
mod caption;
mod claimed;
mod client;
mod command;
mod content;
mod document;
mod envelope;
mod error;
mod html;
mod idempotent;
mod ids;
mod keyboard;
mod kind;
mod menu;
mod multipart;
mod object;
mod parameters;
mod person;
mod polling;
mod request;
mod tls;
mod update;
mod webhook;

pub use call::{Alert, Call, Rendered};
pub use callback::{CallbackData, CallbackDataError};
pub use caption::{CAPTION_LIMIT, Caption};
pub use claimed::Claimed;
pub use client::{BotApi, InvalidBaseUrl};
pub use command::Command;
pub use content::{Contact, Content};
pub use document::{Document, InvalidDocument};
pub use envelope::{ChatKind, Envelope, NoUpdateId, Queue};
pub use error::ApiError;
pub use html::{Html, MESSAGE_LIMIT, truncate_chars};
pub use idempotent::{Idempotent, NotIdempotent};
pub use ids::{ChatId, MessageId, UpdateId, UserId};
pub use keyboard::{Action, Button, Keyboard};
pub use kind::UpdateKind;
pub use menu::{CommandScope, InvalidMenuCommand, LanguageCode, MenuCommand};
pub use person::Person;
pub use polling::{Account, Poll, Polled};
pub use tls::Tls;
pub use update::{Message, Press, PressedMessage, Unreadable, Update};
pub use webhook::{Pending, Webhook, WebhookInfo};
