use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::{Cause, Seen};

/// What nobody has looked at for longer than this proves nothing: a suspicion begins anew.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(3);

/// What is wrong, and what earlier runs have seen: one row.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Watch {
    /// By the names of the causes, so that one of a later build stays.
    #[serde(default)]
    troubles: BTreeMap<String, Trouble>,
    /// What earlier runs have seen.
    #[serde(default)]
    pub seen: Seen,
    /// The first layout's outage of the heartbeat; see [`Watch::adopted`].
    #[serde(default)]
    outage_since: Option<Timestamp>,
    /// The people who were told of that.
    #[serde(default)]
    told: Vec<i64>,
}

/// Something that is wrong, or that is suspected to be.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Trouble {
    since: Timestamp,
    /// When a run has seen it last, while it is a suspicion.
    seen: Timestamp,
    /// Who was told of it; `None` while it is a suspicion.
    told: Option<Vec<i64>>,
}

/// What a run sees of a cause.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sight {
    /// All is well.
    Fine,
    /// It could not be looked at: that begins no outage, and ends none.
    Unseen,
    /// Something is wrong.
    Wrong {
        /// Since when, as far as this run knows.
        since: Timestamp,
        /// Somebody is told when it has lasted for longer than this; at once if it is zero.
        patience: Duration,
    },
}

/// What a run has to say about a cause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Nothing.
    Silent,
    /// An outage begins: everybody hears of it once.
    Begins {
        /// Since when it has been so.
        since: Timestamp,
    },
    /// The outage goes on: it is logged.
    GoesOn {
        /// Since when it has been so.
        since: Timestamp,
    },
    /// The outage is over.
    Ends {
        /// How long it lasted.
        lasted: SignedDuration,
        /// Those who heard of it: they hear of its end.
        told: Vec<i64>,
    },
}

impl Watch {
    /// The same, as this build keeps it: the first one knew an outage of the heartbeat alone.
    #[must_use]
    pub fn adopted(mut self) -> Self {
        if let Some(since) = self.outage_since.take() {
            let told = Some(std::mem::take(&mut self.told));
            let trouble = Trouble {
                since,
                seen: since,
                told,
            };
            let name = Cause::Heartbeat.name().to_owned();
            self.troubles.entry(name).or_insert(trouble);
        }
        self
    }

    /// Whether somebody was told of an outage that is not over.
    #[must_use]
    pub fn is_on(&self, cause: Cause) -> bool {
        let trouble = self.troubles.get(cause.name());
        trouble.is_some_and(|trouble| trouble.told.is_some())
    }

    /// Whether it is on, or suspected.
    #[must_use]
    pub fn is_suspected(&self, cause: Cause) -> bool {
        self.troubles.contains_key(cause.name())
    }

    /// What this run has to say about a cause, and the watch after it. An outage that begins is
    /// told to `people`.
    #[must_use]
    pub fn judge(
        &self,
        cause: Cause,
        sight: Sight,
        people: &[i64],
        now: Timestamp,
    ) -> (Verdict, Self) {
        let mut next = self.clone();
        let known = next.troubles.remove(cause.name());
        let (verdict, trouble) = judged(known, sight, people, now);
        let trouble = trouble.map(|trouble| (cause.name().to_owned(), trouble));
        next.troubles.extend(trouble);
        (verdict, next)
    }
}

fn judged(
    known: Option<Trouble>,
    sight: Sight,
    people: &[i64],
    now: Timestamp,
) -> (Verdict, Option<Trouble>) {
    match (known, sight) {
        (known, Sight::Unseen) => (Verdict::Silent, known),
        (None, Sight::Fine) => (Verdict::Silent, None),
        (Some(trouble), Sight::Fine) => (ended(trouble, now), None),
        (Some(trouble), Sight::Wrong { .. }) if trouble.told.is_some() => {
            let since = trouble.since;
            (Verdict::GoesOn { since }, Some(trouble))
        }
        (known, Sight::Wrong { since, patience }) => {
            let lately = |trouble: &Trouble| now.duration_since(trouble.seen) <= PAUSE;
            let since = known.filter(lately).map_or(since, |trouble| trouble.since);
            // After the clock was set back it counts from now on.
            let since = since.min(now);
            let begins = patience.is_zero() || now.duration_since(since).unsigned_abs() > patience;
            let trouble = Trouble {
                since,
                seen: now,
                told: begins.then(|| people.to_vec()),
            };
            let verdict = if begins {
                Verdict::Begins { since }
            } else {
                Verdict::Silent
            };
            (verdict, Some(trouble))
        }
    }
}

fn ended(trouble: Trouble, now: Timestamp) -> Verdict {
    let lasted = now.duration_since(trouble.since).max(SignedDuration::ZERO);
    trouble
        .told
        .map_or(Verdict::Silent, |told| Verdict::Ends { lasted, told })
}

impl Record for Watch {
    const SCHEMA: u16 = 2;

    fn key(&self) -> Key {
        Key::watch()
    }
}

#[cfg(test)]
mod tests;
