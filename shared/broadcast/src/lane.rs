use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::head::KEPT_FOR;
use crate::judge::Verdict;
use crate::later::{Later, MAX_ATTEMPTS, MAX_LATER};
use crate::people::{Place, Recipient};
use crate::trouble::{self, Trouble};
use crate::{Ring, Tally};

/// How many lanes share an audience. Each sends at most three messages a second, all of them 15:
/// Telegram takes about 30 from a bot (<https://core.telegram.org/bots/faq>), and notices take 10.
pub const LANES: u8 = 5;

/// One lane of a broadcast: who was dealt with, who is in flight, who is put off. Below 1 KB, so
/// that each write of it is one write unit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Lane {
    /// The broadcast's id.
    pub broadcast: String,
    /// Which lane it is.
    pub number: u8,
    /// Counts the pages: it is a part of the deduplication id of the ring for one.
    pub page: u32,
    /// How far it has come in its part of the audience.
    pub at: Position,
    /// To whom a send was begun that has no end yet.
    #[serde(default)]
    pub in_flight: Option<i64>,
    /// How the sends ended.
    pub tally: Tally,
    /// Who is put off, at most [`MAX_LATER`].
    #[serde(default)]
    pub later: Vec<Later>,
    /// Whose trouble it is that Telegram does not take messages, or does not answer.
    #[serde(default)]
    pub troubled: Trouble,
    /// Before this instant it sends nothing.
    #[serde(default)]
    pub hold_until: Option<Timestamp>,
    /// When it last showed the progress.
    #[serde(default)]
    pub shown_at: Option<Timestamp>,
    /// Whether it has come to its end.
    #[serde(default)]
    pub done: bool,
    /// The mark of whoever wrote it last: two holders never write the same.
    #[serde(default)]
    pub holder: u32,
    /// When the broadcast was made.
    pub created: Timestamp,
}

/// A place in an audience: everybody up to it was dealt with.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Position {
    /// The partition's number.
    #[serde(rename = "p")]
    pub partition: u16,
    /// The last user id that was dealt with in it; 0 at its beginning.
    #[serde(rename = "u")]
    pub after: i64,
}

/// What follows a send.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Onward {
    /// The next person.
    Next,
    /// Another page: somebody who was put off can be tried, and comes first in it.
    Turn,
    /// Nobody before then.
    Hold(Timestamp),
}

/// What follows when a lane has nobody left in its part of the audience.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rest {
    /// Everybody was dealt with.
    Nobody,
    /// Some were put off, until then at the earliest.
    Later(Timestamp),
}

/// What a lane has to go back to when a send turns out not to count.
#[derive(Clone, Debug)]
pub(crate) struct Bookmark {
    at: Position,
    later: Vec<Later>,
}

impl Lane {
    /// A lane that has not begun.
    pub(crate) fn new(broadcast: &str, number: u8, created: Timestamp) -> Self {
        let partition = u16::from(number);
        Self {
            broadcast: broadcast.to_owned(),
            number,
            page: 1,
            at: Position {
                partition,
                after: 0,
            },
            in_flight: None,
            tally: Tally::default(),
            later: Vec::new(),
            troubled: Trouble::Nobody,
            hold_until: None,
            shown_at: None,
            done: false,
            holder: 0,
            created,
        }
    }

    /// The ring for its present page.
    pub(crate) fn ring(&self, run: u32) -> Ring {
        Ring {
            broadcast: self.broadcast.clone(),
            lane: Some(self.number),
            page: self.page,
            run,
            again: 0,
        }
    }

    /// Whether it sends nothing now.
    pub(crate) fn is_held(&self, now: Timestamp) -> bool {
        self.held_until(now).is_some()
    }

    /// Until when it sends nothing, if it is held now.
    pub(crate) fn held_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.hold_until.filter(|until| *until > now)
    }

    /// Somebody takes it over: whoever was in flight then is unknown.
    pub(crate) fn taken_over(mut self, holder: u32) -> Self {
        if self.in_flight.take().is_some() {
            self.tally.unknown += 1;
        }
        self.holder = holder;
        self.hold_until = None;
        self
    }

    /// Goes on to the next person, who is not put off any more.
    pub(crate) fn go_on_to(&mut self, recipient: &Recipient) -> Bookmark {
        let bookmark = Bookmark {
            at: self.at,
            later: self.later.clone(),
        };
        match recipient.place {
            Place::Audience(at) => self.at = at,
            Place::Later(_) => self.later.retain(|later| later.user != recipient.user),
        }
        bookmark
    }

    /// The person is in flight from now on.
    pub(crate) fn take_off(&mut self, user: i64) {
        self.in_flight = Some(user);
    }

    /// The person is known to be unreachable: no call is made.
    pub(crate) fn skip(&mut self) {
        self.tally.unreachable += 1;
    }

    /// The person wants no broadcasts by Telegram: no call is made.
    pub(crate) fn spare(&mut self) {
        self.tally.declined += 1;
    }

    /// The person in flight has landed, with this verdict.
    pub(crate) fn land(
        &mut self,
        recipient: &Recipient,
        verdict: &Verdict,
        bookmark: Bookmark,
        now: Timestamp,
    ) -> Onward {
        self.in_flight = None;
        match verdict {
            Verdict::Sent => self.fine(|tally| &mut tally.sent),
            Verdict::Unreachable => self.fine(|tally| &mut tally.unreachable),
            // Markup that is refused twice is refused for good.
            Verdict::Failed | Verdict::PlainText => self.fine(|tally| &mut tally.failed),
            Verdict::Unknown => self.lost(recipient.user, now),
            Verdict::Limited(wait) => self.not_taken(recipient, now + *wait, bookmark, now),
            Verdict::Trouble => self.not_taken(recipient, now + trouble::SHORTEST, bookmark, now),
            Verdict::SetUp => {
                self.go_back(bookmark);
                Onward::Hold(now + trouble::SHORTEST)
            }
        }
    }

    /// The person cannot be sent anything before then: no call is made.
    pub(crate) fn wait_for(
        &mut self,
        recipient: &Recipient,
        until: Timestamp,
        bookmark: Bookmark,
        now: Timestamp,
    ) -> Onward {
        let later = Later::new(recipient.user, until, recipient.attempts());
        self.put_off(later, bookmark, now)
    }

    /// Nobody is left in its part of the audience. Who could be tried again only in more than an
    /// hour counts as failed.
    pub(crate) fn rest(&mut self, now: Timestamp) -> Rest {
        self.give_up(|later| later.is_too_far(now));
        let next = self.later.iter().map(|later| later.from()).min();
        next.map_or(Rest::Nobody, Rest::Later)
    }

    /// It comes to its end where it is: nobody tries again who was put off.
    pub(crate) fn end(&mut self) {
        self.give_up(|_| true);
        self.done = true;
    }

    fn fine(&mut self, count: impl FnOnce(&mut Tally) -> &mut u64) -> Onward {
        *count(&mut self.tally) += 1;
        self.troubled = Trouble::Nobody;
        Onward::Next
    }

    /// No answer: the person is passed, and counted, whosever trouble it is.
    fn lost(&mut self, user: i64, now: Timestamp) -> Onward {
        self.tally.unknown += 1;
        self.troubled = self.troubled.met_by(user, now);
        match self.troubled {
            Trouble::All(_) => self.hold(now + self.troubled.pause(now), now),
            Trouble::Nobody | Trouble::One(_) => Onward::Next,
        }
    }

    /// Telegram did not take it. One person's trouble is an attempt; everybody's is nobody's, and
    /// holds the lane. Who has met that comes after the next one to be asked: one of whom Telegram
    /// takes nothing for long must not stand before all others.
    fn not_taken(
        &mut self,
        recipient: &Recipient,
        until: Timestamp,
        bookmark: Bookmark,
        now: Timestamp,
    ) -> Onward {
        self.troubled = self.troubled.met_by(recipient.user, now);
        let attempts = recipient.attempts() + u8::from(self.troubled.is_an_attempt(now));
        let failed = attempts >= MAX_ATTEMPTS;
        self.tally.failed += u64::from(failed);
        if let Trouble::All(_) = self.troubled {
            let pause = self.troubled.pause(now);
            let until = self.first_turn(until.max(now + pause), now);
            if !failed && self.later.len() < MAX_LATER {
                let after_another = until + pause;
                self.later
                    .push(Later::new(recipient.user, after_another, attempts));
            } else if !failed {
                self.go_back(bookmark);
            }
            return Onward::Hold(until);
        }
        if failed {
            return Onward::Next;
        }
        self.put_off(Later::new(recipient.user, until, attempts), bookmark, now)
    }

    fn put_off(&mut self, later: Later, bookmark: Bookmark, now: Timestamp) -> Onward {
        if self.later.len() >= MAX_LATER {
            self.give_up(|later| later.is_too_far(now));
        }
        if self.later.len() < MAX_LATER {
            self.later.push(later);
            return Onward::Next;
        }
        self.go_back(bookmark);
        if self.later.iter().any(|later| later.is_due(now)) {
            return Onward::Turn;
        }
        self.hold(later.from(), now)
    }

    /// Nobody until then, or until somebody who was put off can be tried. Who could be tried now
    /// waits, too: they have just met the trouble, or would.
    fn hold(&self, until: Timestamp, now: Timestamp) -> Onward {
        Onward::Hold(self.first_turn(until, now))
    }

    fn first_turn(&self, until: Timestamp, now: Timestamp) -> Timestamp {
        let others = self.later.iter().map(|later| later.from());
        let first = others.filter(|from| *from > now).min();
        first.map_or(until, |from| from.min(until))
    }

    fn give_up(&mut self, is_given_up: impl Fn(&Later) -> bool) {
        let before = self.later.len();
        self.later.retain(|later| !is_given_up(later));
        let given_up = before - self.later.len();
        self.tally.failed += u64::try_from(given_up).unwrap_or_default();
    }

    fn go_back(&mut self, bookmark: Bookmark) {
        self.at = bookmark.at;
        self.later = bookmark.later;
    }
}

impl Record for Lane {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::broadcast_lane(&self.broadcast, self.number)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.created + KEPT_FOR)
    }
}

#[cfg(test)]
mod tests;
