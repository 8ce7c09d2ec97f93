use super::*;

const PEOPLE: [i64; 2] = [1, 2];

fn minute(minute: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
}

/// Wrong in this run; somebody is told when that has lasted for longer than so many minutes.
fn wrong(now: i64, patience_min: u64) -> Sight {
    Sight::Wrong {
        since: minute(now),
        patience: Duration::from_secs(patience_min * 60),
    }
}

/// Runs every minute; gives what is said, by minute.
fn run(minutes: std::ops::Range<i64>, sight: impl Fn(i64) -> Sight) -> Vec<(i64, Verdict)> {
    let mut watch = Watch::default();
    let mut said = Vec::new();
    for now in minutes {
        let (verdict, next) = watch.judge(Cause::Parked, sight(now), &PEOPLE, minute(now));
        watch = next;
        if verdict != Verdict::Silent {
            said.push((now, verdict));
        }
    }
    said
}

#[test]
fn an_outage_is_said_once_and_its_end_once() {
    let said = run(0..30, |now| {
        if (10..20).contains(&now) {
            wrong(now, 5)
        } else {
            Sight::Fine
        }
    });
    let since = minute(10);
    assert_eq!(said.first(), Some(&(16, Verdict::Begins { since })));
    let (told, lasted) = (PEOPLE.to_vec(), SignedDuration::from_mins(10));
    assert_eq!(said.last(), Some(&(20, Verdict::Ends { lasted, told })));
    let goes_on = said
        .iter()
        .filter(|(_, verdict)| *verdict == Verdict::GoesOn { since });
    assert_eq!((goes_on.count(), said.len()), (3, 5));
}

#[test]
fn without_patience_it_is_said_at_once() {
    let said = run(0..2, |now| wrong(now, 0));
    let since = minute(0);
    assert_eq!(said[0], (0, Verdict::Begins { since }));
    assert_eq!(said[1], (1, Verdict::GoesOn { since }));
}

#[test]
fn a_suspicion_that_passes_is_not_said() {
    let said = run(0..30, |now| {
        if now % 5 < 4 {
            wrong(now, 5)
        } else {
            Sight::Fine
        }
    });
    assert_eq!(said, []);
}

#[test]
fn what_cannot_be_seen_begins_and_ends_nothing() {
    assert_eq!(run(0..60, |_| Sight::Unseen), []);
    let said = run(0..60, |now| {
        if now == 0 {
            wrong(now, 0)
        } else {
            Sight::Unseen
        }
    });
    let since = minute(0);
    assert_eq!(said, [(0, Verdict::Begins { since })], "it is not over");
}

#[test]
fn after_a_pause_a_suspicion_begins_anew() {
    let (_, watch) = Watch::default().judge(Cause::Parked, wrong(0, 5), &PEOPLE, minute(0));
    let (verdict, watch) = watch.judge(Cause::Parked, wrong(120, 5), &PEOPLE, minute(120));
    assert_eq!(verdict, Verdict::Silent);
    let (verdict, _) = watch.judge(Cause::Parked, wrong(122, 1), &PEOPLE, minute(122));
    let since = minute(120);
    assert_eq!(verdict, Verdict::Begins { since });
}

#[test]
fn a_clock_set_back_hurries_nothing() {
    let (_, watch) = Watch::default().judge(Cause::Parked, wrong(60, 5), &PEOPLE, minute(60));
    let (mut watch, mut said) = (watch, Vec::new());
    for now in 0..10 {
        let (verdict, next) = watch.judge(Cause::Parked, wrong(now, 5), &PEOPLE, minute(now));
        watch = next;
        said.extend((verdict != Verdict::Silent).then_some((now, verdict)));
    }
    let since = minute(0);
    assert_eq!(said.first(), Some(&(6, Verdict::Begins { since })));
    let (verdict, _) = watch.judge(Cause::Parked, Sight::Fine, &[], minute(-60));
    let (lasted, told) = (SignedDuration::ZERO, PEOPLE.to_vec());
    assert_eq!(verdict, Verdict::Ends { lasted, told });
}

#[test]
fn each_cause_has_an_outage_of_its_own() {
    let mut watch = Watch::default();
    for cause in Cause::ALL {
        let (verdict, next) = watch.judge(cause, wrong(0, 0), &PEOPLE, minute(0));
        assert_eq!(verdict, Verdict::Begins { since: minute(0) }, "{cause:?}");
        watch = next;
    }
    let (_, watch) = watch.judge(Cause::Parked, Sight::Fine, &[], minute(1));
    let on = Cause::ALL.into_iter().filter(|cause| watch.is_on(*cause));
    assert_eq!(on.count(), Cause::ALL.len() - 1);
}

/// The layout of the first build, in an outage.
#[test]
fn an_outage_of_the_first_layout_goes_on() {
    let stored = r#"{"watching_since":"2026-03-01T00:00:00Z","last_run":"2026-03-02T08:59:00Z",
        "outage_since":"2026-03-02T08:50:00Z","last_seen":"2026-03-02T08:50:00Z","told":[7]}"#;
    let watch: Watch = serde_json::from_str(stored).unwrap();
    let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    let (verdict, after) = watch
        .adopted()
        .judge(Cause::Heartbeat, Sight::Fine, &PEOPLE, now);
    let (lasted, told) = (SignedDuration::from_mins(10), vec![7]);
    assert_eq!(verdict, Verdict::Ends { lasted, told });
    assert_eq!(after.adopted(), Watch::default(), "it does not come back");
}

#[test]
fn a_cause_of_tomorrow_is_kept() {
    let stored = r#"{"troubles":{"credit":{"since":"2026-03-02T08:50:00Z",
        "seen":"2026-03-02T08:50:00Z","told":[7]}}}"#;
    let watch: Watch = serde_json::from_str(stored).unwrap();
    let (_, after) = watch
        .adopted()
        .judge(Cause::Parked, Sight::Fine, &[], minute(0));
    assert!(after.troubles.contains_key("credit"));
}
