//! Nothing is wrong, or nothing is to be watched: nobody hears anything.

use std::time::Duration;

use clock::Clock as _;
use frontdesk_tests::{BOSS, CHIEF, Town};
use heartbeat::Heartbeat;
use serde_json::json;

/// A new stack: nobody has registered the webhook yet.
#[tokio::test]
async fn a_first_start_without_a_webhook_gets_half_an_hour() {
    let town = Town::new().await;
    town.telegram().call("deleteWebhook", json!({})).unwrap();
    town.minutes(30).await;
    assert_eq!(town.notices().await, []);
    town.minutes(3).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "does not call this bot"), 1);
    }
}

/// What cannot be asked begins no outage.
#[tokio::test]
async fn silence_of_telegram_and_sqs_is_no_alert_of_theirs() {
    let town = Town::new().await;
    let down = |_: &str| Some(queue_server::Fault::DropBefore);
    town.world.queue.fail(down);
    for _ in 0..20 {
        let info = telegram_server::On::method("getWebhookInfo");
        let refusal = telegram_server::Fault::Close;
        town.telegram().fail_next(info, refusal);
        town.world.clock.advance(Duration::from_secs(60));
        town.watch().await;
    }
    assert_eq!(town.notices().await, []);
}

#[tokio::test]
async fn in_polling_mode_there_is_no_webhook_to_watch() {
    let (operations, asked) = of_a_monitor_in("polling").await;
    assert!(operations.contains(&"BatchGetItem".to_owned()));
    assert!(!asked.contains(&"getWebhookInfo".to_owned()), "{asked:?}");
}

#[tokio::test]
async fn disabled_only_the_index_is_read() {
    let (operations, asked) = of_a_monitor_in("disabled").await;
    assert_eq!(operations, ["Query"; 8]);
    assert_eq!(asked, Vec::<String>::new());
}

/// Where updates are polled the poller gives the signs of life; in the other modes nobody reads them.
async fn poller_beats(town: &Town) {
    let beat = Heartbeat {
        host: "poller".to_owned(),
        env: "development".to_owned(),
        ts: town.world.clock.now(),
        version: "1".to_owned(),
    };
    beat.record(&town.store()).await.unwrap();
}

/// What a monitor asks AWS and Telegram in a run, by the mode of updates.
async fn of_a_monitor_in(mode: &str) -> (Vec<String>, Vec<String>) {
    let town = Town::new().await;
    town.telegram().call("deleteWebhook", json!({})).unwrap();
    let monitor = town.another_monitor(&[("TELEGRAM_UPDATES_MODE", mode)]);
    town.telegram().clear_calls();
    for _ in 0..40 {
        poller_beats(&town).await;
        town.wire.operations();
        town.world.clock.advance(Duration::from_secs(60));
        town.watch_by(&monitor).await;
    }
    assert_eq!(town.notices().await, [], "{mode}");
    let calls = town.telegram().calls().into_iter();
    let asked = calls.map(|call| call.method).collect();
    (town.wire.operations(), asked)
}
