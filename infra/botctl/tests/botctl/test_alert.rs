//! `botctl send-test-alert`, against a sandbox.

use telegram_server::UserId;

use crate::town::Town;

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
            .starts_with("Nobody is told: set SUPERADMIN_IDS"),
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
