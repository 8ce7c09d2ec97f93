use telegram_server::{Impossible, UserId};

/// Why something was not done: a sentence each, with the mend.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// Ids of people are positive.
    #[error("Nobody can have the id {0}: name a person by a positive number, such as --as 42.")]
    NotAPerson(i64),
    /// Ids of groups are negative.
    #[error("No group can have the id {0}: name it by a negative number, such as --group -100500.")]
    NotAGroup(i64),
    /// A name has something to see.
    #[error("Nobody can be called nothing: give a name with at least one character.")]
    NoName,
    /// No button has this label.
    #[error("Person {user} sees no button {label:?}; {}", listed(.there))]
    NoSuchButton {
        /// Who looks for it.
        user: UserId,
        /// What was asked for.
        label: String,
        /// The labels that are there.
        there: Vec<String>,
    },
    /// The person's app does not let them.
    #[error("Person {user} cannot do that ({source}): do it as Telegram would let them.")]
    Impossible {
        /// Who.
        user: UserId,
        /// Why.
        source: Impossible,
    },
    /// The bot's answer took too long.
    #[error(
        "The bot has not answered within {0} s, and Telegram goes on trying: read the sandbox's log lines, then look with `show`."
    )]
    NoAnswerInTime(u64),
    /// The sandbox polls a real bot.
    #[error(
        "This sandbox polls a real bot, and people talk to it in Telegram: open it there, or start the sandbox without TELEGRAM_BOT_TOKEN_DEV."
    )]
    RealTelegram,
    /// The table cannot be read.
    #[error("The table cannot be read ({0}): read the sandbox's log lines, then start it again.")]
    Table(String),
}

impl Refusal {
    pub(crate) fn impossible(user: UserId, source: Impossible) -> Self {
        Self::Impossible { user, source }
    }
}

fn listed(labels: &[String]) -> String {
    if labels.is_empty() {
        return "there are none at all: let them say something first, such as /start.".to_owned();
    }
    let labels: Vec<_> = labels.iter().map(|label| format!("[{label}]")).collect();
    format!("choose one of these: {}", labels.join(" "))
}
