use jiff::{SignedDuration, Timestamp};
use locales::Language;
use serde::{Deserialize, Serialize};
use store::{Key, Record, Wake};

use crate::{Audience, Content, ContentRow, Lane, Ring, Tally};

/// How long a broadcast's rows are kept after it was made.
pub(crate) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// When the monitor rings for a step that nobody rang for.
const OVERDUE: SignedDuration = SignedDuration::from_secs(90);

/// How often the monitor rings for what goes on: for a lane whose message is lost.
const RING_AGAIN: SignedDuration = SignedDuration::from_mins(5);

/// A broadcast's head: what it is for, and how far it has come. The desk writes it by its
/// transactions, the sender on the version that it has read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Broadcast {
    /// Derived from the update that made it.
    pub id: String,
    /// Whose it is: who gets the report, by Telegram user id.
    pub author: i64,
    /// The author's language when it was made: progress is told in it.
    pub language: Language,
    /// Whom it is for.
    pub audience: Audience,
    /// How far it has come.
    pub status: Status,
    /// How often it was begun: one more with each beginning, resumption and stop. A message of an
    /// earlier run does nothing.
    pub run: u32,
    /// How many lanes it has.
    pub lanes: u8,
    /// The message that shows the preview, then the progress, then the report.
    pub shown: Shown,
    /// The data of the buttons below that message.
    pub buttons: Buttons,
    /// How far the count has come.
    pub counting: Counting,
    /// How many people were counted.
    pub counted: u64,
    /// When it was made.
    pub created: Timestamp,
    /// When the monitor rings for it again; `None` while there is nothing to ring for.
    pub wake_at: Option<Timestamp>,
    /// How often the monitor has rung: a part of the deduplication id of its rings.
    pub handoffs: u32,
    /// When it came to its end.
    #[serde(default)]
    pub ended: Option<Timestamp>,
    /// What came of it, once it has ended.
    #[serde(default)]
    pub tally: Tally,
}

/// How far a broadcast has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its audience is being counted.
    Counting,
    /// It is counted, and waits for its author's word.
    Ready,
    /// The lanes send.
    Running,
    /// The lanes wait; each may finish the person in hand.
    Paused,
    /// The lanes come to their end where they are.
    Stopping,
    /// Everybody was dealt with.
    Done,
    /// It was ended before everybody was dealt with.
    Stopped,
    /// It was given up before it began.
    Cancelled,
}

/// Where a message of the bot stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Shown {
    /// The chat.
    pub chat: i64,
    /// The message.
    pub message: i64,
}

/// The callback data of the buttons that a broadcast shows, 1 to 64 bytes each.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Buttons {
    /// Sends it.
    pub send: String,
    /// Gives it up before it began.
    pub cancel: String,
    /// Lets the lanes wait.
    pub pause: String,
    /// Lets them go on.
    pub resume: String,
    /// Ends it where it is.
    pub stop: String,
}

/// How far the count has come.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Counting {
    /// Counts the messages that it took.
    pub page: u32,
    /// The partition of the audience that is counted next.
    pub partition: u16,
}

/// A broadcast as the desk decides on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
    /// A new id, of at most 40 letters, digits and hyphens: derived from the update.
    pub id: String,
    /// The author.
    pub author: i64,
    /// The author's language.
    pub language: Language,
    /// Whom it is for.
    pub audience: Audience,
    /// What everybody gets.
    pub content: Content,
    /// The message that becomes the preview.
    pub shown: Shown,
    /// The data of the buttons below it.
    pub buttons: Buttons,
}

impl Status {
    /// Whether nothing happens any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Stopped | Self::Cancelled)
    }
}

impl Broadcast {
    /// A broadcast that is born now, and is to be counted: both rows are to be written, and
    /// [`Broadcast::rings`] to be rung.
    #[must_use]
    pub fn new(plan: Plan, now: Timestamp) -> (Self, ContentRow) {
        let content = ContentRow {
            broadcast: plan.id.clone(),
            content: plan.content,
            created: now,
        };
        let head = Self {
            id: plan.id,
            author: plan.author,
            language: plan.language,
            lanes: plan.audience.lanes(),
            audience: plan.audience,
            status: Status::Counting,
            run: 0,
            shown: plan.shown,
            buttons: plan.buttons,
            counting: Counting::default(),
            counted: 0,
            created: now,
            wake_at: Some(now + OVERDUE),
            handoffs: 0,
            ended: None,
            tally: Tally::default(),
        };
        (head, content)
    }

    /// The author's word: the head and the lanes, all to be written in one transaction. `None`
    /// unless it is ready.
    #[must_use]
    pub fn begun(self, now: Timestamp) -> Option<(Self, Vec<Lane>)> {
        if self.status != Status::Ready {
            return None;
        }
        let lane = |number| Lane::new(&self.id, number, self.created);
        let lanes = (0..self.lanes).map(lane).collect();
        Some((self.in_a_new_run(Status::Running, now), lanes))
    }

    /// The same, with the lanes waiting; `None` unless it runs.
    #[must_use]
    pub fn paused(self) -> Option<Self> {
        let (status, wake_at) = (Status::Paused, None);
        let paused = Self {
            wake_at,
            status,
            ..self.clone()
        };
        (self.status == Status::Running).then_some(paused)
    }

    /// The same, going on; `None` unless it is paused.
    #[must_use]
    pub fn resumed(self, now: Timestamp) -> Option<Self> {
        (self.status == Status::Paused).then(|| self.in_a_new_run(Status::Running, now))
    }

    /// The same, on its way to its end: given up if it has not begun, else stopped by its lanes.
    /// `None` where it has ended or is being stopped.
    #[must_use]
    pub fn stopped(self, now: Timestamp) -> Option<Self> {
        match self.status {
            Status::Counting | Status::Ready => Some(self.at_its_end(Status::Cancelled, now)),
            Status::Running | Status::Paused => Some(self.in_a_new_run(Status::Stopping, now)),
            Status::Stopping | Status::Done | Status::Stopped | Status::Cancelled => None,
        }
    }

    /// What is to be rung for once this is written: the count, or each lane.
    #[must_use]
    pub fn rings(&self) -> Vec<Ring> {
        match self.status {
            Status::Counting => vec![self.ring(None)],
            Status::Running | Status::Stopping => {
                (0..self.lanes).map(|lane| self.ring(Some(lane))).collect()
            }
            Status::Ready | Status::Paused | Status::Done | Status::Stopped | Status::Cancelled => {
                Vec::new()
            }
        }
    }

    /// The same, rung for by the monitor: with a number of its own, and at a later wake time,
    /// unless a lane has meanwhile asked for an earlier one that is still to come.
    #[must_use]
    pub fn rung_again(self, now: Timestamp) -> Self {
        let (next, asked) = (now + RING_AGAIN, self.wake_at.filter(|wake| *wake > now));
        Self {
            handoffs: self.handoffs + 1,
            wake_at: Some(asked.map_or(next, |asked| asked.min(next))),
            ..self
        }
    }

    /// The same, with so many more people counted, and what follows; the last page makes it ready.
    pub(crate) fn counted(self, more: u64, next: Option<u16>, now: Timestamp) -> Self {
        let counted = self.counted + more;
        let Some(partition) = next else {
            return Self {
                counted,
                status: Status::Ready,
                wake_at: None,
                ..self
            };
        };
        let page = self.counting.page + 1;
        Self {
            counted,
            counting: Counting { page, partition },
            wake_at: Some(now + RING_AGAIN),
            ..self
        }
    }

    /// The same, at the end that its lanes have come to; `None` where there is none to come to.
    pub(crate) fn finished(self, tally: Tally, now: Timestamp) -> Option<Self> {
        let end = match self.status {
            Status::Running => Status::Done,
            Status::Stopping => Status::Stopped,
            _ => return None,
        };
        let ended = self.at_its_end(end, now);
        Some(Self { tally, ..ended })
    }

    /// The same, to be rung for at that time, if it would be later; `None` if not.
    pub(crate) fn woken_by(self, at: Timestamp) -> Option<Self> {
        let earlier = self.wake_at.is_some_and(|wake| at < wake);
        earlier.then_some(Self {
            wake_at: Some(at),
            ..self
        })
    }

    fn ring(&self, lane: Option<u8>) -> Ring {
        Ring {
            broadcast: self.id.clone(),
            lane,
            page: 0,
            run: self.run,
            again: self.handoffs,
        }
    }

    fn in_a_new_run(self, status: Status, now: Timestamp) -> Self {
        Self {
            status,
            run: self.run + 1,
            wake_at: Some(now + OVERDUE),
            ..self
        }
    }

    fn at_its_end(self, status: Status, now: Timestamp) -> Self {
        Self {
            status,
            wake_at: None,
            ended: Some(now),
            ..self
        }
    }
}

impl Record for Broadcast {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::broadcast(&self.id)
    }

    fn wake(&self) -> Option<Wake> {
        self.wake_at.map(|at| Wake::new(&self.id, at))
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.created + KEPT_FOR)
    }
}

#[cfg(test)]
mod tests;
