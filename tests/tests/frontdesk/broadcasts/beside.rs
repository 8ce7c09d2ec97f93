//! What else leaves while a broadcast goes on.

use broadcast::Audience;
use frontdesk_tests::{CHIEF, Hall};
use locales::Phrase;
use outbox::{Draft, Kind, NoticeRow, Priority, Recipient, Status};
use telegram_server::{CallRecord, ChatId};

/// How many sends of a broadcast to so many come between a notice and its arrival.
async fn sends_between(people: i64, kind: Kind, priority: Priority) -> usize {
    let hall = Hall::with(people).await;
    hall.admit(CHIEF);
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    let text = Phrase::new("alert-heartbeat-over").with("lasted", "7 min");
    let draft = Draft::new(Recipient::Person(CHIEF), kind, text);
    let draft = Draft { priority, ..draft };
    let row = NoticeRow::new("1-0".into(), draft, clock::Clock::now(&hall.clock));
    let speaking = async {
        hall.notice(row).await;
        let before = hall.sends().len();
        hall.batch().await;
        let sends = hall.sends();
        let to_the_chief = |call: &CallRecord| call.chat == Some(ChatId(CHIEF));
        let arrival = sends.iter().skip(before).position(to_the_chief);
        arrival.expect("it arrives with its first batch")
    };
    let between = hall.round_with(30, speaking).await;
    let status = hall
        .store
        .get::<NoticeRow>(&store::Key::notice("1-0"))
        .await;
    assert_eq!(status.unwrap().unwrap().record.status, Status::Sent);
    assert!(!hall.is_over("17-0").await, "the broadcast still goes on");
    between
}

#[tokio::test]
async fn an_alert_does_not_wait_for_a_broadcast() {
    for people in [700, 2_000] {
        let (kind, urgent) = (Kind::SystemMaintenance, Priority::Urgent);
        let between = sends_between(people, kind, urgent).await;
        assert!(between <= 30, "{people}: {between}");
    }
}

#[tokio::test]
async fn a_single_notice_does_not_wait_for_a_broadcast() {
    for people in [700, 2_000] {
        let between = sends_between(people, Kind::Booking, Priority::Normal).await;
        assert!(between <= 30, "{people}: {between}");
    }
}
