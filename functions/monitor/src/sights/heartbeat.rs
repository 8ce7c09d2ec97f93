use heartbeat::{Heartbeat, STALE_AFTER};
use jiff::{SignedDuration, Timestamp};
use watch::Cause;

use super::Finding;

/// A heartbeat that is not older than this is fresh: one that is sent now and then gets lost.
const FRESH: SignedDuration = SignedDuration::from_secs(90);

/// One that is older than this was not missed all the time: nobody sent it, or nobody looked.
const PAUSE: SignedDuration = SignedDuration::from_mins(3);

/// What is seen of the heartbeat. Its absence counts from the last one, or from now on where that
/// is long ago: the monitor itself sends them, and may have been away. One from the future is none.
pub(crate) fn heartbeat(last: Option<&Heartbeat>, now: Timestamp) -> Finding {
    let last = last.filter(|beat| beat.age(now).is_some());
    let age = last.and_then(|beat| beat.age(now));
    if age.is_some_and(|age| age <= FRESH) {
        return Finding::fine(Cause::Heartbeat);
    }
    let since = last.filter(|beat| now.duration_since(beat.ts) <= PAUSE);
    let since = since.map_or(now, |beat| beat.ts);
    let finding = Finding::wrong(Cause::Heartbeat, since, STALE_AFTER.unsigned_abs());
    let sign = last.map_or("–".to_owned(), sign);
    let age = age.map_or("none".to_owned(), |age| format!("{} s old", age.as_secs()));
    finding.said(|text| text.with("last", sign), age)
}

fn sign(beat: &Heartbeat) -> String {
    let Heartbeat {
        host,
        env,
        ts,
        version,
    } = beat;
    format!("{host} · {env} · {ts} · {version}")
}

#[cfg(test)]
mod tests {
    use watch::{Sight, Verdict, Watch};

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

    /// Runs the monitor in these minutes; a heartbeat arrives in those that `alive` names.
    fn run(
        minutes: impl IntoIterator<Item = i64>,
        alive: impl Fn(i64) -> bool,
    ) -> Vec<(i64, Verdict)> {
        let (mut watch, mut last) = (Watch::default(), None);
        let mut said = Vec::new();
        for now in minutes {
            if alive(now) {
                last = Some(beat(minute(now)));
            }
            let sight = heartbeat(last.as_ref(), minute(now)).sight;
            let (verdict, next) = watch.judge(Cause::Heartbeat, sight, &[1], minute(now));
            watch = next;
            if verdict != Verdict::Silent {
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
    fn an_outage_counts_from_the_last_beat() {
        let said = run(0..30, |minute| !(10..20).contains(&minute));
        let since = minute(9);
        assert_eq!(said.first(), Some(&(15, Verdict::Begins { since })));
        let (lasted, told) = (SignedDuration::from_mins(11), vec![1]);
        assert_eq!(said.last(), Some(&(20, Verdict::Ends { lasted, told })));
    }

    #[test]
    fn a_first_start_waits_before_it_complains() {
        let since = minute(0);
        assert_eq!(run(0..7, |_| false), [(6, Verdict::Begins { since })]);
    }

    #[test]
    fn a_pause_of_the_monitor_is_no_outage() {
        let runs = || (0..10).chain(120..126);
        assert_eq!(run(runs(), |minute| minute < 10), []);
        let begins = run(runs().chain([126]), |minute| minute < 10);
        let since = minute(120);
        assert_eq!(begins, [(126, Verdict::Begins { since })]);
    }

    #[test]
    fn a_beat_from_the_future_is_none() {
        let now = minute(0);
        let look = |ahead: i64| heartbeat(Some(&beat(now + SignedDuration::from_secs(ahead))), now);
        assert_eq!(look(60).sight, Sight::Fine, "clocks differ a little");
        let (since, patience) = (now, STALE_AFTER.unsigned_abs());
        assert_eq!(look(61).sight, Sight::Wrong { since, patience });
    }

    #[test]
    fn a_single_lost_beat_is_fine() {
        let sight = heartbeat(Some(&beat(minute(0))), minute(1)).sight;
        assert_eq!(sight, Sight::Fine);
    }
}
