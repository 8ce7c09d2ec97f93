use broadcast::{Broadcast, Status, Tally};
use serde::{Deserialize, Serialize};

use super::Said;
use crate::Role;

/// What is seen of broadcasts, as data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// What shall be sent is asked for.
    #[serde(rename = "a")]
    Ask {
        /// The form's id.
        #[serde(rename = "f")]
        form: i64,
        /// What was wrong with the last message.
        #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
        /// The broadcasts that have not ended.
        #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
        open: Vec<Line>,
    },
    /// Whom it is for is asked.
    #[serde(rename = "w")]
    Whom {
        /// The form's id.
        #[serde(rename = "f")]
        form: i64,
        /// The roles that somebody has.
        #[serde(rename = "r")]
        roles: Vec<Role>,
    },
    /// The message as it will arrive.
    #[serde(rename = "p")]
    Preview(Said),
    /// How far it is.
    #[serde(rename = "s")]
    State(State),
    /// Whether it is really to be stopped.
    #[serde(rename = "q")]
    Sure(State),
    /// It is in that state, and what was pressed is nothing to be done there.
    #[serde(rename = "n")]
    Now(Status),
    /// It is not kept any more, or there was never one.
    #[serde(rename = "g")]
    Gone,
    /// Too many have not ended.
    #[serde(rename = "f")]
    Full,
}

/// A broadcast in the list.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// Which one: the id of the update that made it.
    #[serde(rename = "i")]
    pub id: i64,
    /// How far it has come.
    #[serde(rename = "s")]
    pub status: Status,
    /// How many people it is for, as far as they are counted.
    #[serde(rename = "p")]
    pub people: u64,
}

/// How far a broadcast is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct State {
    /// Which one: the id of the update that made it.
    #[serde(rename = "i")]
    pub id: i64,
    /// How often it was begun.
    #[serde(rename = "r")]
    pub run: u32,
    /// How far it has come.
    #[serde(rename = "s")]
    pub status: Status,
    /// How many people it is for, as far as they are counted.
    #[serde(rename = "p")]
    pub people: u64,
    /// How its sends have ended so far.
    #[serde(rename = "t")]
    pub tally: Tally,
}

/// What is wrong with a message that is to be sent.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// The text has so many characters more than Telegram takes.
    #[serde(rename = "l")]
    TooLong(u32),
    /// It is one of several that belong together: only one would arrive.
    #[serde(rename = "a")]
    Album,
    /// Telegram copies no such message.
    #[serde(rename = "u")]
    Unsendable,
}

impl State {
    pub(super) fn of(head: &Broadcast, id: i64, tally: Tally) -> Self {
        Self {
            id,
            run: head.run,
            status: head.status,
            people: head.counted,
            tally,
        }
    }
}

#[cfg(test)]
const STATUSES: [Status; 8] = [
    Status::Counting,
    Status::Ready,
    Status::Running,
    Status::Paused,
    Status::Stopping,
    Status::Done,
    Status::Stopped,
    Status::Cancelled,
];

/// One of each, as long as it may be.
#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    use super::OpenBroadcasts;
    let most = u64::from(u32::MAX);
    let state = |status, people| State {
        id: i64::MAX,
        run: u32::MAX,
        status,
        people,
        tally: Tally {
            sent: most,
            unreachable: most,
            failed: most,
            unknown: most,
            declined: 3,
        },
    };
    let line = |status| Line {
        id: i64::MAX,
        status,
        people: most,
    };
    let ask = |trouble, open| Screen::Ask {
        form: i64::MAX,
        trouble,
        open,
    };
    let lines = STATUSES.into_iter().cycle().map(line);
    let mut samples = vec![
        ask(None, lines.take(OpenBroadcasts::CAPACITY).collect()),
        ask(Some(Trouble::TooLong(1)), Vec::new()),
        ask(Some(Trouble::Album), Vec::new()),
        ask(Some(Trouble::Unsendable), Vec::new()),
        Screen::Whom {
            form: i64::MAX,
            roles: Role::ALL.to_vec(),
        },
        Screen::Preview(Said::Text("<Ы".repeat(2_048))),
        Screen::Preview(Said::Copy {
            chat: i64::MAX,
            message: i64::MAX,
        }),
        Screen::State(state(Status::Ready, 0)),
        Screen::Sure(state(Status::Running, most)),
    ];
    samples.extend(STATUSES.map(|status| Screen::State(state(status, most))));
    samples
}

/// Those that are shown over a chat.
#[cfg(test)]
pub(crate) fn alerts() -> Vec<Screen> {
    let now = STATUSES.into_iter().map(Screen::Now);
    now.chain([Screen::Gone, Screen::Full]).collect()
}
