use thiserror::Error;

use crate::{ChatId, UserId};

/// Something that a person's app would not let them do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Impossible {
    /// Nobody has this id.
    #[error("there is no person {0}")]
    NoSuchPerson(UserId),
    /// The account was deleted.
    #[error("the account of person {0} is deactivated")]
    Deactivated(UserId),
    /// The chat is not there, or the person is not in it.
    #[error("person {user} is not in chat {chat}")]
    NotInChat {
        /// Who acted.
        user: UserId,
        /// Where.
        chat: ChatId,
    },
    /// The group became a supergroup, where the talk goes on.
    #[error("the group became the supergroup {0}")]
    Migrated(ChatId),
    /// A bot that is blocked must be unblocked first.
    #[error("the bot is blocked by person {0}")]
    BotIsBlocked(UserId),
    /// The message is not there (any more).
    #[error("there is no message {0}")]
    NoSuchMessage(i64),
    /// The message is somebody else's.
    #[error("message {0} is not the person's own")]
    NotOwnMessage(i64),
    /// No button of the message, or of the keyboard, has this label or data.
    #[error("there is no button {0:?}")]
    NoSuchButton(String),
    /// The button opens a link and sends nothing.
    #[error("the button opens {0}")]
    OpensLink(String),
    /// A text has 1 to 4096 characters.
    #[error("a text of {0} characters cannot be sent")]
    TextLength(usize),
    /// An update has at most 64 KiB of JSON.
    #[error("an update of {0} bytes is too large")]
    UpdateTooLarge(usize),
}
