//! What takes the place of AWS and of Telegram.

mod cloud;
mod data;
mod ports;
mod queue;
mod table_server;
mod telegram;
mod variables;

pub(crate) use cloud::Cloud;
pub use data::Place;
pub(crate) use ports::Ports;
pub(crate) use queue::{BULK, NOTICES};
pub(crate) use telegram::{TelegramSide, set_webhook};
pub(crate) use variables::{TABLE, Variables, WEBHOOK_SECRET};
