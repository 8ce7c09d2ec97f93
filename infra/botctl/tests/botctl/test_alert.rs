//! `botctl send-test-alert`, against a sandbox.

use outbox::Roster;
use serde_json::Value;
use telegram_server::UserId;

use crate::town::{ANN, Town};

#[tokio::test]
async fn every_superadmin_gets_it() {
    let town = Town::new().await;
    let run = town.botctl(&["send-test-alert"]).await;
    assert_eq!(run.code, Some(0), "{run:?}");
    let cells: Vec<_> = run
        .stdout
        .lines()
        .nth(1)
        .unwrap()
        .split_whitespace()
        .collect();
    assert_eq!(cells, ["1", "sent"]);
    assert!(town.sees(1, "This is a test."));
}

/// Who has the role by an invitation is alerted by the monitor, so here, too.
#[tokio::test]
async fn who_has_the_role_gets_it() {
    let town = Town::new().await;
    let ann = UserId(ANN);
    town.telegram().say(ann, ann, "/start").unwrap();
    town.until(|_| town.sees(ANN, "Hello, Ann")).await;
    let roster = Roster::empty("superadmin").with(ANN, "Ann").unwrap();
    let roster = roster.with(1, "Boss").unwrap();
    town.table().insert(roster).await.unwrap().unwrap();
    for (named, told) in [("1", [1, ANN]), ("", [1, ANN])] {
        let named = [("SUPERADMIN_IDS", named)];
        let run = town
            .botctl_with(&["send-test-alert", "--json"], &named)
            .await;
        assert_eq!(run.code, Some(0), "{run:?}");
        let said: Value = serde_json::from_str(&run.stdout).unwrap();
        let alerts = said["alerts"].as_array().unwrap().iter();
        let people: Vec<_> = alerts
            .map(|alert| alert["person"].as_str().unwrap())
            .collect();
        assert_eq!(people, told.map(|id| id.to_string()));
    }
    assert!(town.sees(ANN, "This is a test."));
}

#[tokio::test]
async fn who_has_blocked_the_bot_is_named() {
    let town = Town::new().await;
    town.telegram().block(UserId(1)).unwrap();
    let run = town.botctl(&["send-test-alert"]).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("failed"), "{run:?}");
    let nobody = town
        .botctl_with(&["send-test-alert"], &[("SUPERADMIN_IDS", "")])
        .await;
    assert!(
        nobody
            .stderr
            .starts_with("Nobody is told, since nobody has the role: set"),
        "{nobody:?}"
    );
}

#[tokio::test]
async fn a_queue_that_is_down_is_said() {
    let town = Town::new().await;
    let down = [
        ("NOTICES_QUEUE_URL", "http://127.0.0.1:1/q.fifo"),
        ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
    ];
    let run = town
        .botctl_with(&["send-test-alert", "--wait", "1"], &down)
        .await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("pending"), "{run:?}");
    assert!(run.stdout.contains("The queue was not rung"), "{run:?}");
}
