//! What people see, as data that prints.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};
use telegram_server::{CallbackAnswer, ReplyKeyboard, Shown};

/// What is new to a person after an act of theirs.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Seen {
    /// The bot's messages that are new or were edited, oldest first.
    pub messages: Vec<Sight>,
    /// What the bot said to the press.
    pub pop_up: Option<PopUp>,
    /// The labels of a keyboard that is new, row by row; empty when there is none.
    pub keyboard: Vec<Vec<String>>,
}

/// The last messages of a chat.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Screen {
    /// Everybody's messages, oldest first.
    pub messages: Vec<Sight>,
    /// The labels of the keyboard that the bot shows, row by row; empty when there is none.
    pub keyboard: Vec<Vec<String>>,
}

/// One message.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Sight {
    /// The author's name.
    pub from: String,
    /// The text without markup.
    pub text: String,
    /// The labels of the buttons below it, row by row.
    pub buttons: Vec<Vec<String>>,
    /// Whether it was edited.
    pub edited: bool,
}

/// A text over the chat.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PopUp {
    /// The text.
    pub text: String,
    /// Whether it must be closed, and does not pass by itself.
    pub is_alert: bool,
}

impl Seen {
    /// The bot's messages of `after` that were not so in `before`.
    pub(crate) fn new_messages(before: &[Shown], after: &[Shown]) -> Vec<Sight> {
        let before: BTreeMap<_, _> = before
            .iter()
            .map(|shown| (shown.message_id, shown))
            .collect();
        let is_new = |shown: &&Shown| before.get(&shown.message_id) != Some(shown);
        let of_bot = after.iter().filter(|shown| shown.user.is_none());
        of_bot.filter(is_new).map(Sight::of).collect()
    }
}

impl Sight {
    pub(crate) fn of(shown: &Shown) -> Self {
        let labels = |row: &Vec<telegram_server::ShownButton>| {
            row.iter().map(|button| button.label.clone()).collect()
        };
        Self {
            from: shown.from.clone(),
            text: shown.text.clone(),
            buttons: shown.buttons.iter().map(labels).collect(),
            edited: shown.edited,
        }
    }

    /// The message with something before its text.
    fn print(&self, f: &mut fmt::Formatter<'_>, before: &str) -> fmt::Result {
        let edited = if self.edited { "(edited) " } else { "" };
        write!(f, "{edited}{before}{}", self.text)?;
        print_rows(f, &self.buttons)
    }
}

impl PopUp {
    /// Nothing when the button just stopped glowing.
    pub(crate) fn of(answer: CallbackAnswer) -> Option<Self> {
        let CallbackAnswer { text, is_alert } = answer;
        (!text.is_empty()).then_some(Self { text, is_alert })
    }
}

/// The labels of a keyboard; no rows when there is none.
pub(crate) fn labels(keyboard: Option<&ReplyKeyboard>) -> Vec<Vec<String>> {
    let rows = keyboard.map(|keyboard| keyboard.rows.as_slice());
    let rows = rows.unwrap_or_default().iter();
    rows.map(|row| row.iter().map(|button| button.label().to_owned()).collect())
        .collect()
}

/// A line of `[Label]` for each row, each after a line break.
pub(crate) fn print_rows<L: Display>(f: &mut fmt::Formatter<'_>, rows: &[Vec<L>]) -> fmt::Result {
    for row in rows {
        let labels: Vec<_> = row.iter().map(|label| format!("[{label}]")).collect();
        write!(f, "\n{}", labels.join(" "))?;
    }
    Ok(())
}

fn print_keyboard(f: &mut fmt::Formatter<'_>, keyboard: &[Vec<String>]) -> fmt::Result {
    if keyboard.is_empty() {
        return Ok(());
    }
    f.write_str("\n(keyboard)")?;
    print_rows(f, keyboard)
}

impl Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("(no answer)");
        }
        let mut between = "";
        for sight in &self.messages {
            f.write_str(between)?;
            sight.print(f, "")?;
            between = "\n\n";
        }
        if let Some(PopUp { text, is_alert }) = &self.pop_up {
            let kind = if *is_alert { "alert" } else { "toast" };
            write!(f, "{between}({kind}) {text}")?;
        }
        print_keyboard(f, &self.keyboard)
    }
}

impl Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.messages.is_empty() {
            return f.write_str("(nothing yet)");
        }
        let mut between = "";
        for sight in &self.messages {
            f.write_str(between)?;
            sight.print(f, &format!("{}: ", sight.from))?;
            between = "\n\n";
        }
        print_keyboard(f, &self.keyboard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight(text: &str, edited: bool) -> Sight {
        Sight {
            from: "Frontdesk".into(),
            text: text.into(),
            buttons: vec![vec!["A".into(), "B".into()], vec!["C".into()]],
            edited,
        }
    }

    #[test]
    fn silence_is_said_in_words() {
        assert_eq!(Seen::default().to_string(), "(no answer)");
        assert_eq!(Screen::default().to_string(), "(nothing yet)");
    }

    #[test]
    fn everything_new_is_printed_once() {
        let seen = Seen {
            messages: vec![sight("Hello", false), sight("Bye", true)],
            pop_up: Some(PopUp {
                text: "No.".into(),
                is_alert: true,
            }),
            keyboard: vec![vec!["Share".into()]],
        };
        let printed = "Hello\n[A] [B]\n[C]\n\n(edited) Bye\n[A] [B]\n[C]\n\n(alert) No.\n\
                       (keyboard)\n[Share]";
        assert_eq!(seen.to_string(), printed);
    }

    #[test]
    fn a_screen_names_the_authors() {
        let screen = Screen {
            messages: vec![sight("Hello", false)],
            keyboard: Vec::new(),
        };
        assert_eq!(screen.to_string(), "Frontdesk: Hello\n[A] [B]\n[C]");
    }
}
