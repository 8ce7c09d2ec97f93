//! `botctl health`, against a sandbox.

use serde_json::{Value, json};

use crate::town::Town;

#[tokio::test]
async fn the_page_is_shown_as_a_table() {
    let town = Town::new().await;
    let beat = json!({"host": "test", "env": "development"});
    town.telegram().inject("frontdesk_heartbeat", beat).unwrap();
    town.until(|telegram| telegram.pending().is_empty()).await;
    let run = town.botctl(&["health"]).await;
    assert_eq!(run.code, Some(0), "{run:?}");
    let names: Vec<_> = run.stdout.lines().skip(1).map(str::trim).collect();
    assert!(
        names[0].starts_with("status") && names[0].ends_with("ok"),
        "{run:?}"
    );
    assert_eq!(names.len(), 10, "{run:?}");
    let page = town.botctl(&["--json", "health"]).await;
    let page: Value = serde_json::from_str(&page.stdout).unwrap();
    assert_eq!(page["checks"]["table"], "ok");
}

#[tokio::test]
async fn what_is_not_well_is_code_one() {
    let town = Town::new().await;
    let broken = telegram_server::Fault::status(502, "Bad Gateway");
    let telegram = town.telegram();
    telegram.fail_next(telegram_server::On::method("getMe"), broken);
    let run = town.botctl(&["health"]).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.contains("degraded") && run.stdout.contains("502"),
        "{run:?}"
    );
    let secret = [("TELEGRAM_WEBHOOK_SECRET", "another")];
    let run = town.botctl_with(&["health"], &secret).await;
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("has another secret"), "{run:?}");
    let run = town.botctl_with(&["health"], &[("WEBHOOK_URL", "")]).await;
    assert!(run.stderr.contains("WEBHOOK_URL is missing"), "{run:?}");
}
