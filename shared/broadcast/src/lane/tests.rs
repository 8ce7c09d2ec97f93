use proptest::prelude::*;

use jiff::SignedDuration;

use super::*;

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn lane() -> Lane {
    Lane::new("17-0", 2, now())
}

fn in_audience(user: i64) -> Recipient {
    let at = Position {
        partition: 2,
        after: user,
    };
    Recipient {
        user,
        place: Place::Audience(at),
    }
}

fn put_off(later: Later) -> Recipient {
    Recipient {
        user: later.user,
        place: Place::Later(later),
    }
}

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// A whole send with that verdict.
fn send(lane: &mut Lane, recipient: &Recipient, verdict: &Verdict) -> Onward {
    let bookmark = lane.go_on_to(recipient);
    lane.take_off(recipient.user);
    lane.land(recipient, verdict, bookmark, now())
}

fn limited(wait: i64) -> Verdict {
    Verdict::Limited(seconds(wait))
}

#[test]
fn who_was_in_flight_is_unknown_and_passed() {
    let mut lane = lane();
    lane.go_on_to(&in_audience(7));
    lane.take_off(7);
    let taken = lane.taken_over(9);
    assert_eq!((taken.in_flight, taken.tally.unknown), (None, 1));
    assert_eq!((taken.at.after, taken.holder), (7, 9));
    assert_eq!(taken.taken_over(10).tally.unknown, 1, "only once");
}

#[test]
fn one_chats_limit_is_put_off() {
    let mut lane = lane();
    let onward = send(&mut lane, &in_audience(7), &limited(30));
    assert_eq!(onward, Onward::Next);
    assert_eq!(lane.later, [Later::new(7, now() + seconds(30), 1)]);
    assert_eq!(
        send(&mut lane, &in_audience(8), &Verdict::Sent),
        Onward::Next
    );
    assert_eq!(send(&mut lane, &in_audience(9), &limited(5)), Onward::Next);
    assert_eq!(lane.tally.total(), 1);
}

#[test]
fn two_limits_in_a_row_hold_the_lane() {
    let mut lane = lane();
    send(&mut lane, &in_audience(7), &limited(30));
    assert_eq!(lane.troubled, Trouble::One(7));
    let onward = send(&mut lane, &in_audience(8), &limited(86_400));
    assert_eq!(onward, Onward::Hold(now() + seconds(30)));
    assert_eq!(lane.troubled, Trouble::All(now().as_second()));
    let again = Later::new(8, now() + seconds(90), 0);
    assert_eq!(
        lane.later[1..],
        [again],
        "no attempt, and nobody knows whose limit it is"
    );
}

/// A whole send with that verdict at that second.
fn send_at(lane: &mut Lane, second: i64, recipient: &Recipient, verdict: &Verdict) -> Onward {
    let bookmark = lane.go_on_to(recipient);
    lane.take_off(recipient.user);
    lane.land(recipient, verdict, bookmark, now() + seconds(second))
}

/// Whose time has come, the first one.
fn due(lane: &Lane, instant: Timestamp) -> Option<Later> {
    let mut later = lane.later.iter().copied();
    later.find(|later| later.is_due(instant))
}

/// Goes through a lane as pages do, whoever is due first, for so many seconds; says who was asked.
fn go_through(lane: &mut Lane, lasts: i64, answer: impl Fn(i64) -> Verdict) -> Vec<i64> {
    let (mut second, mut asked) = (0, Vec::new());
    while second < lasts {
        let instant = now() + seconds(second);
        let due = due(lane, instant);
        let recipient = due.map_or_else(|| in_audience(lane.at.after + 1), put_off);
        asked.push(recipient.user);
        second = match send_at(lane, second, &recipient, &answer(recipient.user)) {
            Onward::Next | Onward::Turn => second + 1,
            Onward::Hold(until) => until.duration_since(now()).as_secs(),
        };
    }
    asked
}

/// While it is everybody's trouble it is nobody's attempt, whoever is asked.
#[test]
fn an_hour_of_trouble_fails_nobody() {
    let mut lane = lane();
    let asked = go_through(&mut lane, 3_500, |_| Verdict::Trouble);
    assert!((10..20).contains(&asked.len()), "{asked:?}");
    assert_eq!(lane.tally.total(), 0);
    assert!(lane.later.iter().all(|later| later.attempts <= 1));
}

/// One whom Telegram never takes anything for does not stand before all others.
#[test]
fn a_chat_in_trouble_for_ever_holds_nobody_up() {
    let mut lane = lane();
    send(&mut lane, &in_audience(1), &Verdict::Trouble);
    send(&mut lane, &in_audience(2), &Verdict::Trouble);
    let answer = |user| {
        if user == 1 {
            Verdict::Trouble
        } else {
            Verdict::Sent
        }
    };
    let asked = go_through(&mut lane, 600, answer);
    assert!(lane.tally.sent > 400, "{:?}", lane.tally);
    assert_eq!((lane.tally.failed, lane.later.len()), (1, 0));
    assert_eq!(asked.iter().filter(|user| **user == 2).count(), 1);
}

/// Two such chats at the end of a lane look like everybody's trouble; after an hour they count.
#[test]
fn the_last_ones_in_trouble_fail_in_the_end() {
    let mut lane = lane();
    for user in 1..=2 {
        send(&mut lane, &in_audience(user), &Verdict::Trouble);
    }
    let mut second = 0;
    while !lane.later.is_empty() {
        second += 30;
        let instant = now() + seconds(second);
        let due = due(&lane, instant);
        if let Some(later) = due {
            send_at(&mut lane, second, &put_off(later), &Verdict::Trouble);
        }
    }
    assert!((3_600..3 * 3_600).contains(&second), "{second} s");
    assert_eq!(lane.tally.failed, 2);
}

#[test]
fn a_definite_answer_ends_everybodys_trouble() {
    for verdict in [Verdict::Sent, Verdict::Unreachable, Verdict::Failed] {
        let mut lane = lane();
        for user in 7..9 {
            send(&mut lane, &in_audience(user), &Verdict::Trouble);
        }
        assert_eq!(lane.troubled, Trouble::All(now().as_second()));
        let again = put_off(lane.later[1]);
        send(&mut lane, &again, &verdict);
        assert_eq!(lane.troubled, Trouble::Nobody);
        let onward = send(&mut lane, &in_audience(9), &Verdict::Trouble);
        assert_eq!(onward, Onward::Next, "one again");
        assert_eq!(lane.later.len(), 2);
    }
}

/// Who was put off is counted, so that everybody who was met is.
#[test]
fn an_end_gives_up_who_is_put_off() {
    let mut lane = lane();
    send(&mut lane, &in_audience(7), &limited(30));
    send(&mut lane, &in_audience(8), &Verdict::Sent);
    lane.end();
    assert_eq!((lane.tally.failed, lane.tally.total()), (1, 2));
    assert!(lane.done && lane.later.is_empty());
}

#[test]
fn the_third_attempt_is_the_last() {
    let mut lane = lane();
    send(&mut lane, &in_audience(7), &Verdict::Trouble);
    for expected in [0, 1] {
        send(&mut lane, &in_audience(8), &Verdict::Sent);
        let again = put_off(lane.later[0]);
        send(&mut lane, &again, &Verdict::Trouble);
        assert_eq!(lane.tally.failed, expected);
    }
    assert_eq!(lane.rest(now()), Rest::Nobody);
}

#[test]
fn nobody_waits_for_more_than_an_hour() {
    let mut lane = lane();
    send(&mut lane, &in_audience(7), &limited(3_600));
    send(&mut lane, &in_audience(8), &Verdict::Sent);
    send(&mut lane, &in_audience(9), &limited(3_601));
    assert_eq!(lane.rest(now()), Rest::Later(now() + seconds(3_600)));
    assert_eq!((lane.tally.failed, lane.later.len()), (1, 1));
}

#[test]
fn a_full_lane_holds_and_passes_nobody() {
    let mut lane = lane();
    for user in 1..=16 {
        send(&mut lane, &in_audience(user), &limited(60 + user));
        send(&mut lane, &in_audience(100 + user), &Verdict::Sent);
    }
    let onward = send(&mut lane, &in_audience(200), &limited(600));
    assert_eq!(onward, Onward::Hold(now() + seconds(61)));
    assert_eq!((lane.at.after, lane.later.len()), (116, MAX_LATER));
}

/// Somebody's time can come while a page goes on.
#[test]
fn a_full_lane_turns_to_who_is_due() {
    let mut lane = lane();
    lane.later = (1..=16)
        .map(|user| Later::new(user, now() + seconds(600), 1))
        .collect();
    lane.later[9] = Later::new(10, now(), 1);
    let onward = send(&mut lane, &in_audience(200), &limited(600));
    assert_eq!((onward, lane.at.after), (Onward::Turn, 0));
}

#[test]
fn sends_without_an_answer_hold_the_lane() {
    let mut lane = lane();
    let unknown = Verdict::Unknown;
    assert_eq!(send(&mut lane, &in_audience(7), &unknown), Onward::Next);
    for user in 8..11 {
        let onward = send(&mut lane, &in_audience(user), &unknown);
        assert_eq!(onward, Onward::Hold(now() + trouble::SHORTEST));
    }
    assert_eq!((lane.tally.unknown, lane.at.after), (4, 10));
    send(&mut lane, &in_audience(11), &Verdict::Sent);
    assert_eq!(send(&mut lane, &in_audience(12), &unknown), Onward::Next);
}

#[test]
fn a_wrong_token_fails_nobody() {
    let mut lane = lane();
    let before = lane.clone();
    let onward = send(&mut lane, &in_audience(7), &Verdict::SetUp);
    assert_eq!(onward, Onward::Hold(now() + trouble::SHORTEST));
    assert_eq!(lane, before);
}

#[test]
fn a_full_lane_is_one_write_unit() {
    let mut lane = lane();
    lane.broadcast = "9223372036854775807-255".into();
    lane.at.after = i64::MAX;
    lane.later = vec![Later::new(1 << 52, now(), 3); MAX_LATER];
    (lane.in_flight, lane.troubled) = (Some(1 << 52), Trouble::One(1 << 52));
    (lane.hold_until, lane.shown_at) = (Some(now()), Some(now()));
    (lane.page, lane.holder) = (u32::MAX, u32::MAX);
    lane.tally.sent = 10_000_000_000;
    // As JSON it is larger than as an item, whose numbers take half a byte a digit.
    let bytes = serde_json::to_vec(&lane).unwrap().len();
    let keys = "pk sk v s ttl broadcast#9223372036854775807-255 lane#4 1800000000 1800000000".len();
    assert!(bytes + keys < 1_200, "{bytes} + {keys}");
    let item: std::collections::HashMap<String, serde_dynamo::AttributeValue> =
        serde_dynamo::to_item(&lane).unwrap();
    let size = keys
        + item
            .iter()
            .map(|(name, value)| name.len() + size(value))
            .sum::<usize>();
    assert!(size < 1_024, "{size}");
}

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
fn size(value: &serde_dynamo::AttributeValue) -> usize {
    use serde_dynamo::AttributeValue::{L, M, N, S};
    match value {
        S(text) => text.len(),
        N(digits) => digits.len().div_ceil(2) + 1,
        M(map) => {
            3 + map
                .iter()
                .map(|(name, value)| name.len() + size(value) + 1)
                .sum::<usize>()
        }
        L(list) => 3 + list.iter().map(|value| size(value) + 1).sum::<usize>(),
        _ => 1,
    }
}

fn verdicts() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        4 => Just(Verdict::Sent),
        1 => Just(Verdict::Unreachable),
        1 => Just(Verdict::Failed),
        1 => Just(Verdict::Unknown),
        1 => (1_i64..90_000).prop_map(limited),
        1 => Just(Verdict::Trouble),
        1 => Just(Verdict::SetUp),
    ]
}

proptest! {
    /// Whatever Telegram says: everybody who was passed is counted once or put off once, and
    /// nobody is passed over.
    #[test]
    fn everybody_passed_is_counted_or_put_off(verdicts in prop::collection::vec(verdicts(), 1..200)) {
        let mut lane = lane();
        for verdict in verdicts {
            let due = lane.later.first().copied().filter(|later| later.from_s % 2 == 0);
            let recipient = match due {
                Some(later) => put_off(later),
                None => in_audience(lane.at.after + 1),
            };
            send(&mut lane, &recipient, &verdict);
            let passed = u64::try_from(lane.at.after).unwrap();
            let waiting = u64::try_from(lane.later.len()).unwrap();
            prop_assert_eq!(passed, lane.tally.total() + waiting);
            prop_assert!(lane.later.len() <= MAX_LATER);
            let mut users: Vec<_> = lane.later.iter().map(|later| later.user).collect();
            users.sort_unstable();
            users.dedup();
            prop_assert_eq!(users.len(), lane.later.len(), "nobody waits twice");
        }
    }
}
