//! `botctl poll`, as a process against a table and a Telegram of its own.

use serde_json::json;

use crate::bench::{ANN, Bench};

#[tokio::test]
async fn a_signal_finishes_and_gives_the_lock_back() {
    for signal in ["-TERM", "-INT"] {
        let bench = Bench::new().await;
        bench.telegram().say(ANN, ANN, "/start").unwrap();
        let mut poller = bench.poller(&[]).await;
        bench.ann_sees("Hello, Ann!").await;
        let ended = poller.stops(signal).await;
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert!(
            ended.stdout.contains("the lock is free. Updates taken: 1."),
            "{}",
            ended.stdout
        );
        assert_eq!(bench.telegram().pending().len(), 0, "it is confirmed");
        let lock = bench.botctl(&["lock", "show"]).await.stdout;
        assert!(
            lock.starts_with("The lock is free. Its last holder:"),
            "{lock}"
        );
    }
}

#[tokio::test]
async fn a_second_poller_is_told_of_the_first() {
    let bench = Bench::new().await;
    let mut first = bench.poller(&[]).await;
    let second = bench.botctl(&["poll"]).await;
    assert_eq!((second.code, second.stdout.as_str()), (Some(1), ""));
    let named = format!("pid {}", first.pid());
    assert!(second.stderr.contains(&named), "{}", second.stderr);
    assert!(second.stderr.contains("botctl lock release"));
    bench.telegram().say(ANN, ANN, "/start").unwrap();
    bench.ann_sees("Hello, Ann!").await;
    assert_eq!(first.stops("-TERM").await.code, Some(0));
}

#[tokio::test]
async fn a_webhook_is_left_alone() {
    let bench = Bench::new().await;
    bench.telegram().say(ANN, ANN, "/start").unwrap();
    let url = json!({"url": "http://127.0.0.1:9/telegram"});
    bench.telegram().call("setWebhook", url).unwrap();
    for arguments in [&["poll"][..], &["poll", "--drop-pending"]] {
        let run = bench.botctl(arguments).await;
        assert_eq!(run.code, Some(1));
        assert!(
            run.stderr.contains("botctl webhook delete"),
            "{}",
            run.stderr
        );
        assert_eq!(bench.telegram().pending().len(), 1);
        let lock = bench.botctl(&["lock", "show"]).await.stdout;
        assert!(lock.starts_with("The lock is free."), "{lock}");
    }
}

#[tokio::test]
async fn pending_updates_are_dropped_only_when_asked() {
    let bench = Bench::new().await;
    bench.telegram().say(ANN, ANN, "/start").unwrap();
    let mut poller = bench.poller(&["--drop-pending"]).await;
    bench.telegram().say(ANN, ANN, "/help").unwrap();
    bench.ann_sees("What I can do").await;
    assert_eq!(poller.stops("-TERM").await.code, Some(0));
    let shown = bench.telegram().screen(ANN);
    let answers = shown.iter().filter(|shown| shown.user.is_none());
    assert_eq!(answers.count(), 1, "nobody has answered /start");
}

/// Somebody else asks Telegram for the same updates.
#[tokio::test]
async fn a_conflict_stops_it() {
    let bench = Bench::new().await;
    let mut poller = bench.poller(&[]).await;
    while bench
        .telegram()
        .calls()
        .iter()
        .all(|call| call.method != "getUpdates")
    {
        bench.telegram().changes().changed().await.unwrap();
    }
    bench.telegram().call("getUpdates", json!({})).unwrap();
    let ended = poller.ends().await;
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.contains("\"polling_conflicts_total\":1"),
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("Another process polls this bot"),
        "{}",
        ended.stderr
    );
}

#[tokio::test]
async fn wrong_settings_take_no_lock() {
    let bench = Bench::new().await;
    let token = bench.telegram().config().token.clone();
    let production = [("TELEGRAM_BOT_TOKEN_PROD", token.as_str())];
    let run = bench.botctl_with(&["poll"], &production).await;
    assert!(run.stderr.contains("the production bot"), "{}", run.stderr);
    let disabled = [("TELEGRAM_UPDATES_MODE", "disabled")];
    let run = bench.botctl_with(&["poll"], &disabled).await;
    assert!(
        run.stderr.contains("TELEGRAM_UPDATES_MODE"),
        "{}",
        run.stderr
    );
    let shown = bench.botctl(&["lock", "show"]).await.stdout;
    assert!(shown.contains("nobody has ever held it"), "{shown}");
}
