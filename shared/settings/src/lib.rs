//! The environment contract, read once and checked whole.
//!
//! The process's variables are copied into an [`Environment`] at the start; a [`Reader`] turns
//! them into typed settings and collects every problem on the way, so that one [`SettingsError`]
//! names all that has to be mended. Each setting is a type with one way in: what is invalid
//! cannot be built.
//!
//! No message of this crate repeats the value of a variable, since a secret may have been pasted
//! into the wrong one.
#![warn(missing_docs)]

mod budget;
mod choices;
mod environment;
mod monitor;
mod names;
mod outgoing;
mod reader;
mod secret;
mod source;
mod token;
mod url;
mod user_ids;
mod webhook;
mod webhook_address;

pub use choices::{Stage, TlsRoots, UpdatesMode};
pub use environment::Environment;
pub use monitor::MonitorSettings;
pub use names::{BotUsername, TableName};
pub use outgoing::OutgoingSettings;
pub use reader::{Malformed, Problem, Reader, Reported, SettingsError};
pub use secret::{SecretDigest, WebhookSecretText};
pub use source::{ParameterName, Source};
pub use token::{BotToken, TokenSetting, production_bot};
pub use url::ApiUrl;
pub use webhook::WebhookSettings;
pub use webhook_address::WebhookAddress;
