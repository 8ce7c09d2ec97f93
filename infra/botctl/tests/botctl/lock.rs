//! `botctl lock …`, against a DynamoDB of its own.

use serde_json::Value;

use crate::bench::Bench;
use crate::items;

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
    assert!(
        run.stderr.starts_with("There is no table"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 1);
}

/// Another build has written it, or somebody by hand, who gave it no version.
#[tokio::test]
async fn a_row_that_nobody_can_read_is_removed() {
    for version in [Some(3), None] {
        let bench = Bench::new().await;
        let key = ["ops#poller", "lease"];
        items::put(&bench.variables(), key, version, &[("until", "soon")]).await;
        for command in [&["lock", "show"][..], &["poll"]] {
            let run = bench.botctl(command).await;
            assert_eq!(run.code, Some(1), "{run:?}");
            let said = run.stderr.contains("`botctl lock release`");
            assert!(said && run.stderr.contains("cannot be read"), "{run:?}");
        }
        let asked = bench.botctl(&["lock", "release"]).await;
        assert!(asked.stderr.contains("Remove it? Add --yes"), "{asked:?}");
        let run = bench.botctl(&["lock", "release", "--yes"]).await;
        let said = "The lock is free now; who held it could not be read.\n";
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), said), "{run:?}");
        let mut poller = bench.poller(&[]).await;
        assert_eq!(poller.stops("-TERM").await.code, Some(0));
    }
}
