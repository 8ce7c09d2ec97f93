//! The heartbeat stops: everybody who has to hear it hears it once.

use frontdesk_tests::{BOSS, CHIEF, Fault, Town};
use outbox::Status;

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
    assert!(
        town.last(BOSS).contains("16 minutes"),
        "{}",
        town.last(BOSS)
    );
    assert!(
        town.notices()
            .await
            .iter()
            .all(|notice| notice.status == Status::Sent)
    );
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
    assert!(
        town.notices()
            .await
            .iter()
            .all(|notice| notice.status == Status::Sent)
    );
}
