//! `botctl doctor`: broken set-ups, each found and its mend named.

use desk::Catalogue;
use diary::Zone;
use dynoxide::Database;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::run::Run;
use crate::town::Town;

/// A sandbox with nothing to complain about.
async fn healthy() -> Town {
    let town = Town::new().await;
    let beat = json!({"host": "test", "env": "development"});
    town.telegram().inject("frontdesk_heartbeat", beat).unwrap();
    town.until(|telegram| telegram.pending().is_empty()).await;
    let set = town.botctl(&["webhook", "set"]).await;
    assert_eq!(set.code, Some(0), "{set:?}");
    town
}

/// The line of the table that has both texts.
fn finds(run: &Run, wrong: &str, mend: &str) {
    assert_eq!(run.code, Some(1), "{run:?}");
    let has = |line: &str| line.contains(wrong) && line.contains(mend);
    assert!(run.stdout.lines().any(has), "{wrong} – {mend}: {run:?}");
}

#[tokio::test]
async fn nothing_is_wrong_with_a_sandbox() {
    let town = healthy().await;
    let run = town.botctl(&["doctor"]).await;
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("All is well, by "), "{run:?}");
    let run = town.botctl(&["doctor", "--json"]).await;
    let run: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let checks = run["checks"].as_array().unwrap();
    assert!(checks.len() >= 15, "{checks:?}");
    assert!(checks.iter().all(|check| check["wrong"].is_null()));
}

#[tokio::test]
async fn broken_settings_are_found() {
    let town = healthy().await;
    let no_table = "there is no table other";
    let cases = [
        ("TABLE_NAME", "", "TABLE_NAME is missing", "set it"),
        ("SUPERADMIN_IDS", "one", "SUPERADMIN_IDS", "positive"),
        (
            "SUPERADMIN_IDS",
            "",
            "nobody decides",
            "set it to the Telegram ids",
        ),
        ("TABLE_NAME", "other", no_table, "`botctl table create`"),
        (
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:1",
            "Nobody answers at",
            "set AWS_ENDPOINT_URL",
        ),
        (
            "AWS_ENDPOINT_URL_SQS",
            "http://127.0.0.1:1",
            "nobody answers for the queue",
            "AWS_ENDPOINT_URL_SQS",
        ),
        (
            "TELEGRAM_API_URL",
            "http://127.0.0.1:1",
            "Nobody answers at",
            "TELEGRAM_API_URL",
        ),
        (
            "TELEGRAM_BOT_TOKEN_DEV",
            "1:wrong",
            "does not know the token",
            "@BotFather",
        ),
        (
            "TELEGRAM_BOT_USERNAME",
            "other_bot",
            "TELEGRAM_BOT_USERNAME is not",
            "set it to",
        ),
        (
            "TELEGRAM_WEBHOOK_SECRET",
            "another",
            "has another secret",
            "set TELEGRAM_WEBHOOK_SECRET",
        ),
    ];
    for (variable, value, wrong, mend) in cases {
        let run = town.botctl_with(&["doctor"], &[(variable, value)]).await;
        finds(&run, wrong, mend);
    }
}

#[tokio::test]
async fn queues_of_the_wrong_kind_are_found() {
    let town = healthy().await;
    let url = town.variable("NOTICES_QUEUE_URL");
    let missing = url.replace("notices", "nowhere");
    let run = town
        .botctl_with(&["doctor"], &[("NOTICES_QUEUE_URL", &missing)])
        .await;
    finds(
        &run,
        "NOTICES_QUEUE_URL names a queue that does not exist",
        "as SQS gives it",
    );
    let run = town
        .botctl_with(&["doctor"], &[("JOBS_QUEUE_URL", &url)])
        .await;
    finds(
        &run,
        "JOBS_QUEUE_URL names a queue of the wrong type",
        "a standard queue",
    );
}

#[tokio::test]
async fn queues_of_dead_letters_are_looked_at() {
    let town = healthy().await;
    let url = town.variable("NOTICES_QUEUE_URL");
    let dead = url.replace("notices", "notices-dead");
    let with = async |urls: &str| {
        let named = [("DEAD_LETTER_QUEUE_URLS", urls)];
        town.botctl_with(&["doctor"], &named).await
    };
    let run = with(&dead).await;
    assert_eq!(run.code, Some(0), "{run:?}");
    let missing = url.replace("notices", "nowhere");
    let run = with(&format!("{dead}, {missing}")).await;
    finds(
        &run,
        "DEAD_LETTER_QUEUE_URLS (nowhere.fifo) names a queue that does not exist",
        "as SQS gives it",
    );
    let run = with(&format!("{url},{dead}")).await;
    finds(
        &run,
        "DEAD_LETTER_QUEUE_URLS (notices.fifo) passes its letters on",
        "no redrive policy",
    );
}

#[tokio::test]
async fn a_table_of_another_shape_is_found() {
    let town = healthy().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let database = Database::memory().unwrap();
    let create = json!({
        "TableName": "other", "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    });
    let create = serde_json::from_value(create).unwrap();
    database.create_table(create).unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    let other = [("AWS_ENDPOINT_URL", url.as_str()), ("TABLE_NAME", "other")];
    let run = town.botctl_with(&["doctor"], &other).await;
    finds(
        &run,
        "table other has other keys than pk and sk",
        "set TABLE_NAME",
    );
    finds(
        &run,
        "table other has no index wake",
        "deploy the template again",
    );
    finds(&run, "nothing expires in table other", "switch its TTL on");
}

#[tokio::test]
async fn a_webhook_that_is_registered_wrongly_is_found() {
    let town = healthy().await;
    let set = |params| town.telegram().call("setWebhook", params).unwrap();
    let url = town.variable("WEBHOOK_URL");
    set(json!({"url": url, "allowed_updates": ["message"]}));
    let run = town.botctl(&["doctor"]).await;
    finds(&run, "other kinds of updates", "`botctl webhook set`");
    set(json!({"url": "https://bot.example/telegram"}));
    let run = town.botctl(&["doctor"]).await;
    finds(&run, "not to WEBHOOK_URL", "`botctl webhook set`");
    town.telegram().call("deleteWebhook", json!({})).unwrap();
    let run = town.botctl(&["doctor"]).await;
    finds(&run, "no webhook is set", "`botctl webhook set`");
    town.botctl(&["webhook", "set"]).await;
    let polling = [("TELEGRAM_UPDATES_MODE", "polling")];
    let run = town.botctl_with(&["doctor"], &polling).await;
    finds(&run, "a webhook is set", "`botctl webhook delete`");
}

#[tokio::test]
async fn the_production_bot_in_development_is_found() {
    let town = healthy().await;
    let token = town.variable("TELEGRAM_BOT_TOKEN_DEV");
    let both = [("TELEGRAM_BOT_TOKEN_PROD", token.as_str())];
    let run = town.botctl_with(&["doctor"], &both).await;
    finds(&run, "the token of the production bot", "another bot");
}

#[tokio::test]
async fn a_shop_of_another_zone_is_found() {
    let town = healthy().await;
    let tashkent = Zone::named("Asia/Tashkent").unwrap();
    let shop = Catalogue::seeded(tashkent);
    town.table().insert(shop).await.unwrap().unwrap();
    let run = town.botctl(&["doctor"]).await;
    finds(
        &run,
        "the shop keeps the time of Asia/Tashkent",
        "set it to Asia/Tashkent",
    );
}

#[tokio::test]
async fn a_clock_that_differs_is_found() {
    let town = healthy().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", listener.local_addr().unwrap());
    let serving = tokio::spawn(lives_in_2001(listener));
    let run = town
        .botctl_with(&["doctor"], &[("WEBHOOK_URL", &url)])
        .await;
    serving.abort();
    finds(&run, "this machine's clock differs", "(NTP)");
}

/// A webhook that takes the probe and refuses the nonsense, long ago.
async fn lives_in_2001(listener: TcpListener) {
    for (status, body) in [
        (200, ""),
        (401, ""),
        (200, "{\"status\":\"ok\",\"checks\":{}}"),
    ] {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") && !request.ends_with(b"}}") {
            assert_ne!(connection.read_buf(&mut request).await.unwrap(), 0);
        }
        let answer = format!(
            "HTTP/1.1 {status} X\r\nDate: Sat, 10 Nov 2001 08:49:37 GMT\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        connection.write_all(answer.as_bytes()).await.unwrap();
    }
}
