use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::Digest;
use crate::Role;

/// What is seen of the invitations, as data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// The open invitations, and what can be made. Never stored: it is only looked at.
    #[serde(rename = "l")]
    List {
        /// The list's serial, for its buttons.
        #[serde(rename = "s")]
        serial: i64,
        /// The invitations: digest, role, and until when they are good by the shop's clock.
        #[serde(rename = "o")]
        open: Vec<(Digest, Role, DateTime)>,
    },
    /// A new invitation.
    #[serde(rename = "m")]
    Made {
        /// The way to it, which is shown once and not stored.
        #[serde(skip)]
        way: Option<Way>,
        /// What it makes somebody.
        #[serde(rename = "r")]
        role: Role,
        /// Until when it is good, by the shop's clock.
        #[serde(rename = "u")]
        until: DateTime,
        /// The digest, for the button.
        #[serde(rename = "d")]
        digest: Digest,
    },
    /// Whether somebody accepts.
    #[serde(rename = "o")]
    Offered {
        /// What it makes somebody.
        #[serde(rename = "r")]
        role: Role,
        /// Until when it is good, by the shop's clock.
        #[serde(rename = "u")]
        until: DateTime,
        /// The digest, for the buttons.
        #[serde(rename = "d")]
        digest: Digest,
    },
    /// The invitation was accepted.
    #[serde(rename = "a")]
    Accepted(Role),
    /// The invitation was declined.
    #[serde(rename = "n")]
    Declined,
    /// The invitation was taken back.
    #[serde(rename = "r")]
    Revoked,
    /// Something is in the way.
    #[serde(rename = "t")]
    Trouble(Trouble),
}

/// The way to an invitation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Way {
    /// A link to the bot.
    Link(String),
    /// What to send to the bot, whose username nobody has told us.
    Text(String),
}

/// What is in the way of an invitation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// There is none like that, or it is long over.
    #[serde(rename = "u")]
    Unknown,
    /// It was accepted or declined.
    #[serde(rename = "d")]
    Used,
    /// It was taken back.
    #[serde(rename = "r")]
    Revoked,
    /// It has run out.
    #[serde(rename = "e")]
    Expired,
    /// Somebody else has opened it first.
    #[serde(rename = "f")]
    Foreign,
    /// The person has the role already.
    #[serde(rename = "h")]
    Held,
    /// The person has made it.
    #[serde(rename = "o")]
    Own,
    /// There are too many open ones.
    #[serde(rename = "m")]
    TooMany,
}

#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    let digest = || Digest::parse(&"x".repeat(43)).expect("43 letters are a digest");
    let until: DateTime = "2026-03-05T09:00".parse().expect("the date is one");
    let mut samples = vec![
        Screen::List {
            serial: i64::MAX,
            open: Vec::new(),
        },
        Screen::Declined,
        Screen::Revoked,
    ];
    for role in Role::ALL {
        samples.push(Screen::List {
            serial: 1,
            open: vec![(digest(), role, until)],
        });
        samples.push(Screen::Made {
            way: None,
            role,
            until,
            digest: digest(),
        });
        samples.push(Screen::Offered {
            role,
            until,
            digest: digest(),
        });
        samples.push(Screen::Accepted(role));
    }
    let troubles = [
        Trouble::Unknown,
        Trouble::Used,
        Trouble::Revoked,
        Trouble::Expired,
        Trouble::Foreign,
        Trouble::Held,
        Trouble::Own,
        Trouble::TooMany,
    ];
    samples.extend(troubles.map(Screen::Trouble));
    samples
}
