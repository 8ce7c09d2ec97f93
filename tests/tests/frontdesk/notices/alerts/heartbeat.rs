//! The heartbeat stops: everybody who has to hear it hears it once.

use aws_sdk_dynamodb::types::AttributeValue;
use clock::Clock as _;
use frontdesk_tests::{BOSS, CHIEF, Fault, Town};
use heartbeat::Heartbeat;
use jiff::{SignedDuration, Timestamp};
use outbox::Status;
use store::Key;
use watch::Cause;

use super::outage::{alert, begins, end, ends};

async fn all_were_sent(town: &Town) -> bool {
    let notices = town.notices().await;
    notices.iter().all(|notice| notice.status == Status::Sent)
}

#[tokio::test]
async fn a_silent_night_raises_no_alert() {
    let town = Town::new().await;
    for _ in 0..24 * 60 {
        town.world.clock.advance(std::time::Duration::from_secs(60));
        town.watch().await;
    }
    assert_eq!(town.notices().await, []);
    assert!(
        town.world
            .dump()
            .await
            .contains_key("ops#heartbeat / heartbeat")
    );
}

#[tokio::test]
async fn an_outage_alerts_once_and_its_end_once() {
    let town = Town::new().await;
    town.minutes(3).await;
    town.server.take_down();
    town.minutes(5).await;
    assert_eq!(
        town.sees(BOSS, "has not answered its heartbeat"),
        0,
        "five minutes are not too long"
    );
    town.minutes(10).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "has not answered its heartbeat"), 1);
    }
    town.server.bring_back();
    town.minutes(5).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "The bot is back"), 1);
    }
    assert!(town.last(BOSS).contains("16 min"), "{}", town.last(BOSS));
    assert!(all_were_sent(&town).await);
}

/// The notifier may be the cause: the monitor sends its alerts itself.
#[tokio::test]
async fn an_alert_needs_neither_queue_nor_notifier() {
    let town = Town::new().await;
    town.minutes(2).await;
    town.server.take_down();
    town.world
        .queue
        .fail(|_| Some(queue_server::Fault::DropBefore));
    for _ in 0..7 {
        town.world.clock.advance(std::time::Duration::from_secs(60));
        town.watch().await;
    }
    assert_eq!(town.sees(BOSS, "has not answered its heartbeat"), 1);
}

#[tokio::test]
async fn a_first_start_raises_no_alert() {
    let town = Town::new().await;
    town.server.take_down();
    town.minutes(4).await;
    town.server.bring_back();
    town.minutes(4).await;
    assert_eq!(town.notices().await, []);
}

#[tokio::test]
async fn without_a_table_they_are_told_directly_once_an_hour() {
    let town = Town::new().await;
    town.minutes(2).await;
    town.wire
        .break_down(Fault::Answer(400, "AccessDeniedException"));
    town.minutes(30).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "The table cannot be used"), 1);
    }
    town.minutes(40).await;
    assert_eq!(town.sees(BOSS, "The table cannot be used"), 2);
}

/// Urgent: rather twice than not at all.
#[tokio::test]
async fn a_lost_answer_to_an_alert_is_sent_again() {
    let town = Town::new().await;
    town.minutes(2).await;
    town.server.take_down();
    town.telegram().fail_next(
        telegram_server::On::chat(telegram_server::UserId(BOSS)),
        telegram_server::Fault::Close,
    );
    town.minutes(12).await;
    assert_eq!(
        town.sees(BOSS, "has not answered its heartbeat"),
        2,
        "it had arrived, and nobody could know"
    );
    assert_eq!(town.sees(CHIEF, "has not answered its heartbeat"), 1);
    assert!(all_were_sent(&town).await);
}

/// The run that found the outage died before it had told anybody, and the notifier is down.
#[tokio::test]
async fn a_later_run_sends_what_an_earlier_one_wrote() {
    let town = Town::new().await;
    town.minutes(2).await;
    town.server.take_down();
    for _ in 0..5 {
        town.world.clock.advance(std::time::Duration::from_secs(60));
        town.watch().await;
    }
    town.world.clock.advance(std::time::Duration::from_secs(60));
    town.wire
        .inject(|operation| (operation == "TransactWriteItems").then_some(Fault::HeldAfter));
    tokio::select! {
        biased;
        () = town.wire.held() => {}
        () = town.watch() => panic!("the alert was not written in this run"),
    }
    town.wire.mend();
    for _ in 0..3 {
        town.world.clock.advance(std::time::Duration::from_secs(60));
        town.watch().await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "has not answered its heartbeat"), 1);
    }
}

#[tokio::test]
async fn a_damaged_heartbeat_is_written_anew() {
    let town = Town::new().await;
    town.minutes(30).await;
    let mut item = town
        .world
        .table
        .item("ops#heartbeat", "heartbeat")
        .await
        .unwrap();
    item.insert("ts".into(), AttributeValue::S("yesterday".into()));
    town.world.table.put(item).await;
    town.minutes(10).await;
    assert_eq!(town.notices().await, []);
}

/// The heartbeat as it is stored, with another time.
async fn heartbeat_of(town: &Town, at: Timestamp) {
    let item = town.world.table.item("ops#heartbeat", "heartbeat").await;
    let mut item = item.unwrap();
    item.insert("ts".into(), AttributeValue::S(at.to_string()));
    town.world.table.put(item).await;
}

#[tokio::test]
async fn a_heartbeat_from_the_future_is_written_anew() {
    let town = Town::new().await;
    town.minutes(2).await;
    let now = town.world.clock.now();
    heartbeat_of(&town, now + SignedDuration::from_hours(24)).await;
    town.minute().await;
    let beat = town.store().get::<Heartbeat>(&Key::heartbeat()).await;
    let written = beat.unwrap().unwrap().record.ts;
    assert_eq!(written, town.world.clock.now());
}

#[tokio::test]
async fn a_heartbeat_from_the_future_hides_no_outage() {
    let town = Town::new().await;
    town.minutes(2).await;
    let now = town.world.clock.now();
    heartbeat_of(&town, now + SignedDuration::from_hours(24)).await;
    town.server.take_down();
    town.minutes(8).await;
    assert_eq!(town.sees(BOSS, "has not answered its heartbeat"), 1);
}

async fn damage_the_watch(town: &Town) {
    let mut item = town.world.table.item("ops#watch", "watch").await.unwrap();
    item.insert("troubles".into(), AttributeValue::S("none".into()));
    town.world.table.put(item).await;
}

#[tokio::test]
async fn a_damaged_watch_holds_nothing_up() {
    let town = Town::new().await;
    town.minutes(2).await;
    damage_the_watch(&town).await;
    town.world
        .queue
        .fail(|_| Some(queue_server::Fault::DropBefore));
    town.ask_to_join().await;
    town.world.queue.heal();
    town.minutes(4).await;
    assert_eq!(town.sees(BOSS, "Ann Lee"), 1);
    assert_eq!(town.sees(BOSS, "The table cannot be used"), 0);
}

/// Nobody can know any more who has heard of what: what lasts is told once again, and its end once.
#[tokio::test]
async fn after_a_damaged_watch_what_lasts_is_told_anew() {
    let town = Town::new().await;
    town.minutes(2).await;
    begins(&town, Cause::Heartbeat).await;
    begins(&town, Cause::DeadLetters).await;
    town.minutes(8).await;
    damage_the_watch(&town).await;
    town.minutes(20).await;
    for superadmin in [BOSS, CHIEF] {
        for cause in [Cause::Heartbeat, Cause::DeadLetters] {
            assert_eq!(town.sees(superadmin, alert(cause)), 2, "{cause:?}");
        }
    }
    ends(&town, Cause::Heartbeat).await;
    ends(&town, Cause::DeadLetters).await;
    town.minutes(5).await;
    for superadmin in [BOSS, CHIEF] {
        for cause in [Cause::Heartbeat, Cause::DeadLetters] {
            assert_eq!(town.sees(superadmin, end(cause)), 1, "{cause:?}");
        }
    }
}

#[tokio::test]
async fn five_lost_answers_to_an_alert_end_as_unknown() {
    let town = Town::new().await;
    town.minutes(2).await;
    town.server.take_down();
    for _ in 0..5 {
        let to_boss = telegram_server::On::chat(telegram_server::UserId(BOSS));
        town.telegram()
            .fail_next(to_boss, telegram_server::Fault::Close);
    }
    town.minutes(20).await;
    let ends: Vec<_> = town
        .notices()
        .await
        .into_iter()
        .map(|notice| notice.status)
        .collect();
    assert!(
        ends.contains(&Status::Unknown) && ends.contains(&Status::Sent),
        "{ends:?}"
    );
    assert_eq!(town.sees(BOSS, "has not answered its heartbeat"), 5);
}
