//! `botctl lock …`, against a DynamoDB of its own.

use serde_json::Value;

use crate::bench::Bench;

#[tokio::test]
async fn a_lock_that_nobody_took_is_free() {
    let bench = Bench::new().await;
    let shown = bench.botctl(&["lock", "show"]).await;
    assert_eq!(shown.stdout, "The lock is free; nobody has ever held it.\n");
    let released = bench.botctl(&["lock", "release"]).await;
    assert_eq!(
        released.stdout,
        "The lock is free already; nothing was changed.\n"
    );
    assert_eq!([shown.code, released.code], [Some(0); 2]);
}

#[tokio::test]
async fn the_holder_is_shown() {
    let bench = Bench::new().await;
    let mut poller = bench.poller(&[]).await;
    let shown = bench.botctl(&["lock", "show"]).await;
    assert!(
        shown.stdout.starts_with("The lock is held.\n"),
        "{}",
        shown.stdout
    );
    assert!(
        shown
            .stdout
            .contains(&format!("pid          {}\n", poller.pid()))
    );
    let json = bench.botctl(&["lock", "show", "--json"]).await;
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["held"], true);
    assert_eq!(json["holder"]["pid"], poller.pid());
    assert_eq!(json["holder"]["environment"], "development");
    poller.stops("-TERM").await;
}

#[tokio::test]
async fn nobody_is_asked_without_a_terminal() {
    let bench = Bench::new().await;
    let mut poller = bench.poller(&[]).await;
    let refused = bench.botctl(&["lock", "release"]).await;
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert!(refused.stderr.contains("Add --yes"), "{}", refused.stderr);
    assert!(
        bench
            .botctl(&["lock", "show"])
            .await
            .stdout
            .contains("is held")
    );
    let released = bench.botctl(&["lock", "release", "--yes"]).await;
    assert_eq!(released.code, Some(0));
    let previous = format!("pid          {}\n", poller.pid());
    assert!(released.stdout.contains(&previous), "{}", released.stdout);
    assert!(
        bench
            .botctl(&["lock", "show"])
            .await
            .stdout
            .contains("is free")
    );
    poller.stops("-TERM").await;
}

#[tokio::test]
async fn a_missing_table_is_one_sentence() {
    let bench = Bench::without_table().await;
    let run = bench.botctl(&["lock", "show"]).await;
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("has to exist"), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
}
