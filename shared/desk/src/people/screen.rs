use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use store::Turn;

use super::{Full, What, Word};
use crate::Role;
use crate::schedule::Listed;

/// What is seen of the people, as data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// Whom to look for, after what was wrong with what was typed.
    #[serde(rename = "a")]
    Ask {
        /// The search's id, for its button.
        #[serde(rename = "f")]
        form: i64,
        /// What was wrong.
        #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
    },
    /// The search is over.
    #[serde(rename = "z")]
    Closed,
    /// A page of people.
    #[serde(rename = "l")]
    List {
        /// What they are found by.
        #[serde(rename = "w")]
        word: Word,
        /// The people.
        #[serde(rename = "p")]
        people: Vec<Found>,
        /// Where the pages around are.
        #[serde(rename = "t")]
        around: [Option<Turn>; 2],
    },
    /// A person's card.
    #[serde(rename = "c")]
    Card(Card),
    /// A page of what was changed about a person, the latest first.
    #[serde(rename = "h")]
    History {
        /// Whom it is about.
        #[serde(rename = "u")]
        user: i64,
        /// What the person is called.
        #[serde(skip)]
        name: String,
        /// The changes.
        #[serde(rename = "l")]
        lines: Vec<Line>,
        /// Where the pages around are.
        #[serde(rename = "t")]
        around: [Option<Turn>; 2],
    },
    /// There is no such person any more.
    #[serde(rename = "g")]
    Gone,
    /// Nobody is welcomed to the staff who is shut out.
    #[serde(rename = "d")]
    ShutOut,
    /// There is no room for one more in a role.
    #[serde(rename = "f")]
    Full(Full),
    /// Clients have booked the person, who stays a master until that is over.
    #[serde(rename = "k")]
    Booked(Booked),
    /// Something about the person has changed since the card was shown.
    #[serde(rename = "s")]
    Stale,
    /// That cannot be done to this person, or not by this one.
    #[serde(rename = "n")]
    Untouchable,
}

/// What was wrong with what was typed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// It finds nobody.
    #[serde(rename = "n")]
    Nobody,
    /// There is nothing in it that people are found by.
    #[serde(rename = "w")]
    NoWord,
}

/// A person in a list. The name is not kept with the reply: a repetition shows the id.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Found {
    /// The Telegram user id.
    #[serde(rename = "i")]
    pub id: i64,
    /// What the person is called.
    #[serde(skip)]
    pub name: String,
}

/// A person's card, as somebody sees it. Name, username and phone are not kept with the reply,
/// where nobody would find them who has to forget the person: a repetition shows the id.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Card {
    /// The Telegram user id.
    #[serde(rename = "i")]
    pub id: i64,
    /// What the person is called.
    #[serde(skip)]
    pub name: String,
    /// The public name, without `@`.
    #[serde(skip)]
    pub username: Option<String>,
    /// The number of the person's request.
    #[serde(skip)]
    pub phone: Option<String>,
    /// The roles.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The roles that whoever looks may give or take.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub may: Vec<Role>,
    /// Whether the person is shut out.
    #[serde(rename = "d", default, skip_serializing_if = "std::ops::Not::not")]
    pub deactivated: bool,
    /// Whether whoever looks may shut the person out and let in again.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub may_shut_out: bool,
    /// Whether the person may have more than one booking ahead.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub lifted: bool,
    /// The profile's serial, for the buttons.
    #[serde(rename = "s")]
    pub serial: i64,
    /// The latest changes, the latest first.
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
}

/// What is booked with a master. Never stored: nothing was changed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Booked {
    /// The master: Telegram user id.
    #[serde(rename = "u")]
    pub user: i64,
    /// What the master is called.
    #[serde(skip)]
    pub name: String,
    /// The next bookings.
    #[serde(skip)]
    pub bookings: Vec<Listed>,
    /// How many more there are.
    #[serde(rename = "m")]
    pub more: u16,
}

/// A change as it is shown.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// When, by the shop's clock.
    #[serde(rename = "a")]
    pub at: DateTime,
    /// What was done.
    #[serde(rename = "w")]
    pub what: What,
    /// Who did it.
    #[serde(rename = "b")]
    pub by: String,
}

#[cfg(test)]
pub(crate) fn samples() -> impl Iterator<Item = Screen> {
    let word = Word::of_name("ann").expect("letters are a word");
    let around = || [Some(Turn::First), Turn::parse(">anna#42").ok()];
    let troubles = [None, Some(Trouble::Nobody), Some(Trouble::NoWord)];
    let asks = troubles.map(|trouble| Screen::Ask { form: 1, trouble });
    let history = |lines| Screen::History {
        user: 42,
        name: "<b>Ann".into(),
        lines,
        around: around(),
    };
    let found = Found {
        id: 42,
        name: "<b>Ann".into(),
    };
    let others = [
        Screen::Closed,
        Screen::List {
            word,
            people: vec![found],
            around: around(),
        },
        sample_card(false, &[]),
        sample_card(true, &Role::ALL),
        history(Vec::new()),
        history(sample_lines()),
        Screen::Gone,
        Screen::Booked(Booked {
            user: i64::MAX,
            name: "<b>Ann".into(),
            bookings: Listed::samples(),
            more: 2,
        }),
        Screen::Stale,
        Screen::Untouchable,
    ];
    let full = Role::ALL.map(|role| Screen::Full(Full(role)));
    others.into_iter().chain(asks).chain(full)
}

#[cfg(test)]
fn sample_card(deactivated: bool, roles: &[Role]) -> Screen {
    Screen::Card(Card {
        id: i64::MAX,
        name: "<b>Ann".into(),
        username: Some("ann".into()),
        phone: Some("+998901234567".into()),
        roles: roles.to_vec(),
        may: Role::ALL.to_vec(),
        deactivated,
        may_shut_out: true,
        lifted: deactivated,
        serial: i64::MAX,
        lines: sample_lines(),
    })
}

/// A line for everything that can have been done.
#[cfg(test)]
fn sample_lines() -> Vec<Line> {
    let with_role = [
        What::Granted as fn(Role) -> What,
        What::Taken,
        What::Approved,
        What::Invited,
    ];
    let whats = Role::ALL
        .into_iter()
        .flat_map(|role| with_role.map(|what| what(role)));
    let whats = whats.chain([
        What::Deactivated,
        What::Reactivated,
        What::Lifted,
        What::Bound,
    ]);
    let line = |what| Line {
        at: "2026-03-02T09:00".parse().expect("the date is one"),
        what,
        by: "Bob & Co <b>".into(),
    };
    whats.map(line).collect()
}
