//! `botctl smoke`, against a sandbox.

use serde_json::Value;
use store::{Key, Span, Trace, Turn};

use crate::town::Town;

/// Who talks.
const NOBODY: i64 = 9_999_999_999_999;

#[tokio::test]
async fn every_step_is_answered_as_it_should_be() {
    let town = Town::new().await;
    for _ in 0..2 {
        let run = town.botctl(&["smoke"]).await;
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout.lines().count(), 9, "{run:?}");
        assert!(run.stdout.contains("expires by itself"), "{run:?}");
    }
    let run = town.botctl(&["smoke", "--json"]).await;
    let run: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(
        run["steps"]
            .as_array()
            .unwrap()
            .iter()
            .all(|step| step["wrong"].is_null()),
        "{run}"
    );
    let table = town.table();
    let profile = table.get::<desk::Profile>(&Key::profile(NOBODY)).await;
    assert!(profile.unwrap().is_none(), "the profile is erased");
    let list = Span::traces(NOBODY).pages_of(10);
    let traces = table.skim::<Trace>(&list, &Turn::First);
    assert!(traces.await.unwrap().records.is_empty());
}

#[tokio::test]
async fn a_table_that_is_gone_shows() {
    let town = Town::new().await;
    let elsewhere = [("WEBHOOK_URL", "http://127.0.0.1:1/telegram")];
    let run = town.botctl_with(&["smoke"], &elsewhere).await;
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr
            .starts_with("Nobody answers at http://127.0.0.1:1/telegram"),
        "{run:?}"
    );
}
