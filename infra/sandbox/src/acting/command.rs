use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

/// What somebody does in the sandbox; also what the control interface takes.
///
/// An act gives what is new to the person as soon as the bot has dealt with it. What comes on its
/// own, such as a notice to somebody else, is there a moment later.
#[derive(Clone, Debug, Deserialize, Serialize, Subcommand)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Somebody writes a text, such as `say --as 42 --name Ann "/start"`
    Say(Say),
    /// Somebody presses a button, such as `press --as 42 "Русский"`
    Press(Press),
    /// Somebody shares a contact: their own, or another person's
    Contact(Contact),
    /// What somebody sees: also a notice that came after their last act, or without one
    Show(Show),
    /// An operator's look at the notices that have not come to their end, such as those that
    /// Telegram refused for now; the others are messages, which `show` shows
    Notices,
}

/// Who acts, and where. A person comes into being with their first act.
#[derive(Args, Clone, Debug, Default, Deserialize, Serialize)]
pub struct Who {
    /// The person's Telegram id, a positive number
    #[arg(long = "as", value_name = "ID")]
    #[serde(rename = "as")]
    pub user: i64,
    /// What they are called from now on; `Person<ID>` at first
    #[arg(long)]
    #[serde(default)]
    pub name: Option<String>,
    /// The language of their app, such as ru; en at first
    #[arg(long)]
    #[serde(default)]
    pub lang: Option<String>,
    /// In a group instead of in private: any negative number, which the stand-in maps to an id of
    /// its own
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    #[serde(default)]
    pub group: Option<i64>,
}

/// A text.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
pub struct Say {
    /// Who writes.
    #[command(flatten)]
    #[serde(flatten)]
    pub who: Who,
    /// The text
    pub text: String,
}

/// A press.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
pub struct Press {
    /// Who presses.
    #[command(flatten)]
    #[serde(flatten)]
    pub who: Who,
    /// A label of a button, or a part of one: on the keyboard, else on the newest message that
    /// has it
    pub label: String,
}

/// A contact.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
pub struct Contact {
    /// Who shares it.
    #[command(flatten)]
    #[serde(flatten)]
    pub who: Who,
    /// The phone number of the account whose contact it is, from now on
    #[arg(long)]
    #[serde(default)]
    pub phone: Option<String>,
    /// Somebody else's contact: the id of that person
    #[arg(long, value_name = "ID")]
    #[serde(default)]
    pub of: Option<i64>,
}

/// A look.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
pub struct Show {
    /// Who looks.
    #[command(flatten)]
    #[serde(flatten)]
    pub who: Who,
    /// How many messages
    #[arg(long, default_value_t = LAST)]
    #[serde(default = "last")]
    pub last: usize,
}

const LAST: usize = 20;

fn last() -> usize {
    LAST
}
