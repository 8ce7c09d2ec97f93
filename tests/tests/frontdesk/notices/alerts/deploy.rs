//! A deployment raises no alert, and none is lost over it.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{BOSS, CHIEF, SECRET, Town};
use serde_json::json;

/// The watch as the first build has stored it.
async fn watch_of_the_first_build(town: &Town, outage_since: Option<&str>) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let told = [BOSS, CHIEF].map(|id| AttributeValue::N(id.to_string()));
    let outage = outage_since.map_or(AttributeValue::Null(true), text);
    let item = [
        ("pk", text("ops#watch")),
        ("sk", text("watch")),
        ("v", AttributeValue::N("8".into())),
        ("s", AttributeValue::N("1".into())),
        ("watching_since", text("2026-03-01T00:00:00Z")),
        ("last_run", text("2026-03-02T08:59:00Z")),
        ("outage_since", outage),
        ("last_seen", text("2026-03-02T08:59:00Z")),
        ("told", AttributeValue::L(told.to_vec())),
    ];
    let item = item.map(|(name, value)| (name.to_owned(), value));
    town.world.table.put(item.into_iter().collect()).await;
}

#[tokio::test]
async fn a_new_version_that_registers_anew_alerts_nobody() {
    let town = Town::new().await;
    watch_of_the_first_build(&town, None).await;
    town.minutes(3).await;
    for _ in 0..3 {
        let new = town.another_monitor(&[]);
        town.server.take_down();
        town.telegram().call("deleteWebhook", json!({})).unwrap();
        for _ in 0..2 {
            town.world.clock.advance(Duration::from_secs(60));
            town.watch_by(&new).await;
        }
        let webhook = json!({ "url": town.server.url(), "secret_token": SECRET });
        town.telegram().call("setWebhook", webhook).unwrap();
        town.server.bring_back();
        town.minutes(5).await;
    }
    assert_eq!(town.notices().await, []);
}

#[tokio::test]
async fn an_outage_of_the_first_build_ends_once() {
    let town = Town::new().await;
    watch_of_the_first_build(&town, Some("2026-03-02T08:40:00Z")).await;
    town.minutes(10).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "has not answered its heartbeat"), 0);
        assert_eq!(town.sees(superadmin, "The outage lasted 21 min"), 1);
    }
}
