//! Telegram takes nothing for a while: the alert arrives when it is back, once, and before the word
//! of its end. It is in the inbox all the time.

use std::time::Duration;

use frontdesk_tests::{BOSS, CHIEF, Town};
use outbox::Status;
use serde_json::json;
use telegram_server::{Fault, On, UserId};
use watch::Cause;

use super::outage::{DILNOZA, OLEG, alert, begins, end, ends, town};

const SUPERADMINS: [i64; 4] = [BOSS, CHIEF, DILNOZA, OLEG];

/// Telegram takes none of the next four messages: as many as a run sends.
fn takes_nothing(town: &Town) {
    let telegram = town.telegram();
    while telegram.faults_left() < SUPERADMINS.len() {
        let down = Fault::status(502, "Bad Gateway");
        telegram.fail_next(On::method("sendMessage"), down);
    }
}

fn takes_messages_again(town: &Town) {
    let telegram = town.telegram();
    while telegram.faults_left() > 0 {
        let lost = json!({ "chat_id": BOSS, "text": "lost" });
        assert!(telegram.call("sendMessage", lost).is_err());
    }
}

/// How many entries of a superadmin's inbox have this text.
async fn in_the_inbox(town: &Town, superadmin: i64, key: &str) -> usize {
    let dump = town.world.dump().await;
    let inbox = format!("inbox#{superadmin} /");
    let entries = dump.iter().filter(|(place, _)| place.starts_with(&inbox));
    let over = key.ends_with("-over");
    let said = |text: &str| text.contains(key) && text.contains("-over") == over;
    entries.filter(|(_, entry)| said(&entry["text"])).count()
}

/// Where a message with these words stands among what somebody sees.
fn place(town: &Town, person: i64, words: &str) -> Option<usize> {
    let shown = town.telegram().screen(UserId(person));
    shown
        .iter()
        .position(|shown| shown.user.is_none() && shown.text.contains(words))
}

async fn outage_without_telegram(minutes: u32) -> Town {
    let town = town().await;
    begins(&town, Cause::Heartbeat).await;
    town.minutes(5).await;
    for _ in 0..minutes {
        takes_nothing(&town);
        town.minute().await;
        for superadmin in SUPERADMINS {
            assert_eq!(in_the_inbox(&town, superadmin, "alert-heartbeat").await, 1);
        }
    }
    assert_eq!(town.sees(BOSS, alert(Cause::Heartbeat)), 0);
    takes_messages_again(&town);
    town
}

#[tokio::test]
async fn an_alert_outlasts_a_telegram_that_is_down() {
    let town = outage_without_telegram(8).await;
    ends(&town, Cause::Heartbeat).await;
    town.minutes(3).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::Heartbeat)), 1);
        assert_eq!(town.sees(superadmin, end(Cause::Heartbeat)), 1);
        let told = place(&town, superadmin, alert(Cause::Heartbeat));
        assert!(told < place(&town, superadmin, end(Cause::Heartbeat)));
    }
    for superadmin in SUPERADMINS {
        for key in ["alert-heartbeat", "alert-heartbeat-over"] {
            assert_eq!(in_the_inbox(&town, superadmin, key).await, 1, "{key}");
        }
    }
    for notice in town.notices().await {
        assert_eq!((notice.status, notice.attempts), (Status::Sent, 0));
    }
}

#[tokio::test]
async fn nobody_hears_of_an_end_before_its_beginning() {
    let town = outage_without_telegram(2).await;
    let once_more = Fault::status(502, "Bad Gateway");
    town.telegram().fail_next(On::chat(UserId(BOSS)), once_more);
    ends(&town, Cause::Heartbeat).await;
    town.minute().await;
    assert_eq!(town.sees(BOSS, end(Cause::Heartbeat)), 0, "it waits");
    assert_eq!(town.sees(CHIEF, end(Cause::Heartbeat)), 1);
    town.minutes(3).await;
    let told = place(&town, BOSS, alert(Cause::Heartbeat));
    let over = place(&town, BOSS, end(Cause::Heartbeat));
    assert!(told.is_some() && told < over, "{told:?} {over:?}");
}

/// After a day it is one notice among others, and in the inbox all the same.
#[tokio::test]
async fn an_alert_does_not_wait_for_ever() {
    let town = outage_without_telegram(1).await;
    town.world.clock.advance(Duration::from_secs(24 * 3_600));
    for _ in 0..10 {
        takes_nothing(&town);
        town.minute().await;
    }
    let notices = town.notices().await;
    let first = notices
        .iter()
        .filter(|notice| notice.id.starts_with("alert-heartbeat-1"));
    let ends: Vec<_> = first.map(|notice| notice.status).collect();
    assert_eq!(ends, [Status::Failed; 4]);
}
