//! Each cause by itself.

use frontdesk_tests::{BOSS, CHIEF, Town};
use outbox::Status;
use watch::Cause;

use super::outage::{DILNOZA, OLEG, alert, begins, end, ends, listen, logged, minute, town};

/// Minutes pass until an alert is there; how many.
async fn until_alerted(town: &Town, cause: Cause) -> u32 {
    for passed in 1..=20 {
        minute(town, cause).await;
        if town.sees(BOSS, alert(cause)) > 0 {
            return passed;
        }
    }
    panic!("nobody hears of {cause:?}: {:#?}", town.world.dump().await);
}

/// One alert to each superadmin, a line a minute, one word of the end; gives the minutes until the
/// alert.
async fn runs_its_course(cause: Cause) -> u32 {
    let town = town().await;
    let (lines, _guard) = listen();
    begins(&town, cause).await;
    let passed = until_alerted(&town, cause).await;
    for _ in 0..7 {
        minute(&town, cause).await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(cause)), 1, "{cause:?}");
    }
    assert_eq!(logged(&lines, cause, "an outage is on"), 8, "{cause:?}");
    ends(&town, cause).await;
    town.minutes(10).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(cause)), 1, "{cause:?}");
        assert_eq!(town.sees(superadmin, end(cause)), 1, "{cause:?}");
    }
    assert!(town.last(BOSS).contains(" min"), "{}", town.last(BOSS));
    assert_eq!(logged(&lines, cause, "an outage is over"), 1, "{cause:?}");
    in_every_language(&town, cause);
    kept_in_the_inbox(&town, cause).await;
    passed
}

fn in_every_language(town: &Town, cause: Cause) {
    for (person, words, over) in [
        (OLEG, "Что делать:", "🟢"),
        (DILNOZA, "Nima qilish kerak:", "🟢"),
    ] {
        assert_eq!(town.sees(person, words), 1, "{cause:?}");
        assert_eq!(town.sees(person, over), 1, "{cause:?}");
    }
    let shown = town.telegram().screen(telegram_server::UserId(BOSS));
    let alerts = shown.iter().filter(|shown| shown.user.is_none());
    for shown in alerts {
        assert!(
            !shown.text.contains('{'),
            "an argument is missing: {}",
            shown.text
        );
    }
}

async fn kept_in_the_inbox(town: &Town, cause: Cause) {
    let dump = town.world.dump().await;
    let key = format!("alert-{}", cause.name());
    for superadmin in [BOSS, CHIEF, DILNOZA, OLEG] {
        let inbox = format!("inbox#{superadmin} /");
        let entries = dump.iter().filter(|(place, _)| place.starts_with(&inbox));
        let about = entries.filter(|(_, entry)| entry["text"].contains(&key));
        assert_eq!(about.count(), 2, "{cause:?}: the alert and its end");
    }
    let notices = town.notices().await;
    let alerts = notices.iter().filter(|notice| notice.id.starts_with(&key));
    let ends: Vec<_> = alerts.map(|notice| notice.status).collect();
    assert_eq!(ends, [Status::Sent; 8], "{cause:?}");
}

#[tokio::test]
async fn a_heartbeat_that_stops() {
    assert_eq!(runs_its_course(Cause::Heartbeat).await, 6);
}

#[tokio::test]
async fn another_address_is_registered() {
    assert_eq!(runs_its_course(Cause::WebhookUrl).await, 3);
}

#[tokio::test]
async fn an_update_that_cannot_be_delivered() {
    assert_eq!(runs_its_course(Cause::WebhookErrors).await, 1);
}

#[tokio::test]
async fn updates_that_pile_up() {
    assert_eq!(runs_its_course(Cause::PendingUpdates).await, 3);
}

#[tokio::test]
async fn a_notice_that_nobody_sends() {
    assert_eq!(runs_its_course(Cause::OldNotices).await, 8);
}

#[tokio::test]
async fn a_message_among_the_dead_letters() {
    assert_eq!(runs_its_course(Cause::DeadLetters).await, 1);
}

#[tokio::test]
async fn something_that_was_parked() {
    assert_eq!(runs_its_course(Cause::Parked).await, 1);
}

#[tokio::test]
async fn a_broadcast_that_stands_still() {
    assert_eq!(runs_its_course(Cause::Broadcast).await, 14);
}
