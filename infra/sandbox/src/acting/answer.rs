use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Notices, Screen, Seen};

/// What a command gives. It prints as a terminal shows it, without a newline at the end.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What is new to the person who acted.
    Seen(Seen),
    /// What a person has before them.
    Screen(Screen),
    /// The notices that have not come to their end.
    Notices(Notices),
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seen(seen) => seen.fmt(f),
            Self::Screen(screen) => screen.fmt(f),
            Self::Notices(notices) => notices.fmt(f),
        }
    }
}
