use jiff::civil::DateTime;
use locales::Phrase;
use outbox::{InboxPlace, Kind, NoticeButton};
use serde::{Deserialize, Serialize};
use store::Turn;

/// What is seen of an inbox, as data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// A page of it.
    #[serde(rename = "l")]
    List {
        /// The entries, unread ones first, each of the two the newest first.
        #[serde(rename = "e")]
        lines: Vec<Line>,
        /// Which page it is.
        #[serde(rename = "t")]
        turn: Turn,
        /// The pages before and after.
        #[serde(rename = "a")]
        around: [Option<Turn>; 2],
    },
    /// One entry.
    #[serde(rename = "o")]
    Entry {
        /// What it says.
        #[serde(rename = "s")]
        said: Said,
        /// The buttons that the notice had.
        #[serde(rename = "b")]
        buttons: Vec<Vec<NoticeButton>>,
        /// The page that it stands on.
        #[serde(rename = "t")]
        turn: Turn,
    },
    /// So many entries were marked as read.
    #[serde(rename = "m")]
    Marked(i64),
    /// There is no such entry any more.
    #[serde(rename = "g")]
    Gone,
}

/// An entry on a page.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// Where it stands.
    #[serde(rename = "p")]
    pub place: InboxPlace,
    /// Whether it is unread.
    #[serde(rename = "u")]
    pub unread: bool,
    /// What it says.
    #[serde(rename = "s")]
    pub said: Said,
}

/// What a notice said, and when.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Said {
    /// When it came to its end, by the shop's clock.
    #[serde(rename = "a")]
    pub at: DateTime,
    /// What it is about; `None` for a kind of a later build.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The text.
    #[serde(rename = "t")]
    pub text: Phrase,
}

/// One of each.
#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    let mut samples = longest();
    let list = |lines| Screen::List {
        lines,
        turn: Turn::First,
        around: [None, None],
    };
    let line = Line {
        place: tests::place(),
        unread: false,
        said: Said {
            at: tests::at(),
            kind: None,
            text: Phrase::new("request-rejected"),
        },
    };
    samples.extend([list(Vec::new()), list(vec![line]), Screen::Gone]);
    samples.extend([0, 1, 2, 5].map(Screen::Marked));
    samples
}

/// The longest that there can be.
#[cfg(test)]
pub(crate) fn longest() -> Vec<Screen> {
    let turn = || Turn::parse(&format!(">1#{}", tests::place())).unwrap();
    let said = |kind| Said {
        at: tests::at(),
        kind: Some(kind),
        text: Phrase::new("greeting").with("name", "👩<ы".repeat(2_000)),
    };
    let line = |kind| Line {
        place: tests::place(),
        unread: true,
        said: said(kind),
    };
    let button = NoticeButton {
        label: Phrase::new("button-menu"),
        data: "m:m".to_owned(),
    };
    vec![
        Screen::List {
            lines: Kind::ALL.map(line).to_vec(),
            turn: turn(),
            around: [Some(turn()), Some(turn())],
        },
        Screen::Entry {
            said: said(Kind::SystemMaintenance),
            buttons: vec![vec![button]; 6],
            turn: turn(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn place() -> InboxPlace {
        InboxPlace::parse("8199999999999#0123abcd").unwrap()
    }

    pub(super) fn at() -> DateTime {
        jiff::civil::date(2027, 9, 29).at(23, 30, 0, 0)
    }
}
