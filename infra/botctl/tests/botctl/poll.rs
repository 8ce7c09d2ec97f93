//! `botctl poll`, as a process against a table and a Telegram of its own.

use serde_json::json;

use telegram_server::{Fault, On};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

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
    bench.called("getUpdates").await;
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

#[tokio::test]
async fn a_second_ctrl_c_ends_it_at_once() {
    let bench = Bench::new().await;
    let hang = On::method("sendMessage");
    bench.telegram().fail_next(hang, Fault::Hang);
    bench.telegram().say(ANN, ANN, "/start").unwrap();
    let mut poller = bench.poller(&[]).await;
    bench.called("sendMessage").await;
    poller.signal("-INT").await;
    poller.says("Ctrl-C once more ends the process").await;
    let ended = poller.stops("-INT").await;
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(130), ""));
    let said = "Ended at once. The lock expires by itself";
    assert!(ended.stderr.contains(said), "{}", ended.stderr);
    let lock = bench.botctl(&["lock", "show"]).await.stdout;
    assert!(lock.starts_with("The lock is held."), "{lock}");
}

/// A port that was free a moment ago.
async fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// What is at `/metrics` of a port.
async fn page(port: &str) -> String {
    let address = format!("127.0.0.1:{port}");
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    connection.write_all(request).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn its_metrics_are_shown_where_asked() {
    let bench = Bench::new().await;
    bench.telegram().say(ANN, ANN, "/start").unwrap();
    let port = free_port().await.to_string();
    let mut poller = bench.poller(&["--metrics-port", &port]).await;
    bench.ann_sees("Hello, Ann!").await;
    let has_beaten = |page: &str| {
        let mut lines = page.lines();
        lines.any(|line| line.starts_with("heartbeat_timestamp_seconds 1"))
    };
    let mut shown = page(&port).await;
    for _ in 0..1_000 {
        if has_beaten(&shown) {
            break;
        }
        shown = page(&port).await;
    }
    assert!(has_beaten(&shown), "{shown}");
    assert!(shown.contains("polling_conflicts_total 0"), "{shown}");
    let updates = "updates_total{kind=\"message\",outcome=\"changed\"} 1";
    assert!(shown.contains(updates), "{shown}");
    assert_eq!(poller.stops("-TERM").await.code, Some(0));
}

#[tokio::test]
async fn a_taken_port_takes_no_lock() {
    let bench = Bench::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let run = bench.botctl(&["poll", "--metrics-port", &port]).await;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains("choose another with --metrics-port"),
        "{run:?}"
    );
    let shown = bench.botctl(&["lock", "show"]).await.stdout;
    assert!(shown.contains("nobody has ever held it"), "{shown}");
}
