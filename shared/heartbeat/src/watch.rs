use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use crate::Heartbeat;

/// Without a heartbeat for longer than this, something is broken.
pub const STALE_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// After a pause of the monitor longer than this, the watch begins anew: the monitor sends the
/// heartbeats, so their absence proves nothing.
const PAUSE: SignedDuration = SignedDuration::from_mins(3);

/// What the monitor knows of the heartbeat.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Watch {
    /// Since when the monitor has been running without a pause.
    pub watching_since: Timestamp,
    /// When the monitor ran last.
    pub last_run: Timestamp,
    /// Since when there has been no heartbeat, while an outage is on.
    pub outage_since: Option<Timestamp>,
    /// The last heartbeat that a run has seen.
    #[serde(default)]
    pub last_seen: Option<Timestamp>,
    /// Who was told of the outage: the same people hear of its end.
    #[serde(default)]
    pub told: Vec<i64>,
}

/// What a run of the monitor has to say about the heartbeat.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// All is well.
    Fine,
    /// An outage begins: everybody hears of it once.
    Lost {
        /// How long there has been no heartbeat.
        age: SignedDuration,
    },
    /// The outage goes on: it is logged.
    StillLost {
        /// How long there has been no heartbeat.
        age: SignedDuration,
    },
    /// The outage is over: the same people hear how long it lasted.
    Back {
        /// From the last heartbeat before it to the first one after it.
        lasted: SignedDuration,
    },
}

impl Watch {
    /// The watch of a monitor's very first run.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            watching_since: now,
            last_run: now,
            outage_since: None,
            last_seen: None,
            told: Vec::new(),
        }
    }

    /// What this run finds, and the watch after it.
    #[must_use]
    pub fn judge(&self, heartbeat: Option<&Heartbeat>, now: Timestamp) -> (Verdict, Self) {
        let paused = now.duration_since(self.last_run) > PAUSE;
        let watching_since = if paused { now } else { self.watching_since };
        let last_seen = heartbeat.map(|heartbeat| heartbeat.ts).max(self.last_seen);
        let seen = last_seen.map_or(watching_since, |last| last.max(watching_since));
        let age = now.duration_since(seen);
        let (verdict, outage_since) = match self.outage_since {
            None if age > STALE_AFTER => (Verdict::Lost { age }, Some(seen)),
            None => (Verdict::Fine, None),
            Some(since) => match heartbeat {
                Some(beat) if beat.ts > since => (
                    Verdict::Back {
                        lasted: beat.ts.duration_since(since),
                    },
                    None,
                ),
                _ => (
                    Verdict::StillLost {
                        age: now.duration_since(since),
                    },
                    Some(since),
                ),
            },
        };
        let told = self.told.clone();
        let next = Self {
            watching_since,
            last_run: now,
            outage_since,
            last_seen,
            told,
        };
        (verdict, next)
    }
}

impl Record for Watch {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::watch()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    fn beat(ts: Timestamp) -> Heartbeat {
        Heartbeat {
            host: "h".into(),
            env: "e".into(),
            ts,
            version: "1".into(),
        }
    }

    /// Runs the monitor every minute; a heartbeat arrives in the minutes that `alive` names.
    fn run(minutes: std::ops::Range<i64>, alive: impl Fn(i64) -> bool) -> Vec<(i64, Verdict)> {
        let (mut watch, mut last) = (Watch::new(minute(minutes.start)), None);
        let mut said = Vec::new();
        for now in minutes {
            if alive(now) {
                last = Some(beat(minute(now)));
            }
            let (verdict, next) = watch.judge(last.as_ref(), minute(now));
            watch = next;
            if verdict != Verdict::Fine {
                said.push((now, verdict));
            }
        }
        said
    }

    #[test]
    fn a_quiet_day_raises_nothing() {
        assert_eq!(run(0..24 * 60, |_| true), []);
    }

    #[test]
    fn an_outage_is_said_once_and_its_end_once() {
        let said = run(0..30, |minute| !(10..20).contains(&minute));
        let minutes = SignedDuration::from_mins;
        assert_eq!(said.first(), Some(&(15, Verdict::Lost { age: minutes(6) })));
        assert_eq!(
            said.last(),
            Some(&(
                20,
                Verdict::Back {
                    lasted: minutes(11)
                }
            ))
        );
        assert_eq!(said.len(), 6);
        let logged = |(_, verdict): &&(i64, Verdict)| matches!(verdict, Verdict::StillLost { .. });
        assert_eq!(said.iter().filter(logged).count(), 4);
    }

    #[test]
    fn a_first_start_waits_before_it_complains() {
        let said = run(0..10, |_| false);
        assert_eq!(
            said[0],
            (
                6,
                Verdict::Lost {
                    age: SignedDuration::from_mins(6)
                }
            )
        );
    }

    #[test]
    fn a_pause_of_the_monitor_is_no_outage() {
        let (_, watch) = Watch::new(minute(0)).judge(Some(&beat(minute(0))), minute(0));
        let (verdict, watch) = watch.judge(Some(&beat(minute(0))), minute(120));
        assert_eq!(verdict, Verdict::Fine);
        assert_eq!(watch.watching_since, minute(120));
    }
}
