//! `botctl smoke`, against a sandbox.

use serde_json::Value;
use store::{Key, Span, Trace, Turn};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

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
async fn wrong_answers_are_code_one() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", listener.local_addr().unwrap());
    let serving = tokio::spawn(says_nothing(listener));
    let town = Town::new().await;
    let run = town.botctl_with(&["smoke"], &[("WEBHOOK_URL", &url)]).await;
    serving.abort();
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(
        run.stdout.matches("there is no answer").count(),
        5,
        "{run:?}"
    );
}

/// A webhook that takes everything with the right secret, and never answers a person.
async fn says_nothing(listener: TcpListener) {
    loop {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"}}") {
            assert_ne!(connection.read_buf(&mut request).await.unwrap(), 0);
        }
        let wrong = String::from_utf8_lossy(&request).contains("not-the-secret");
        let status = if wrong { 401 } else { 200 };
        let answer =
            format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        connection.write_all(answer.as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn nobody_there_is_one_sentence() {
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
