//! The main promises against the release binary, under a Runtime API stand-in.

use std::collections::BTreeMap;

use frontdesk_tests::binary::{TIME_OUT, call, post, webhook};
use frontdesk_tests::proxy::{Point, Proxy};
use frontdesk_tests::world::{Surroundings, variables};
use frontdesk_tests::{SECRET, TOKEN, TestTable, updates};
use lambda_runtime_server::events::{Body, function_url_event};
use lambda_runtime_server::{Function, InvokeError};
use telegram_server::{TelegramConfig, TelegramServer};

struct Deployed {
    table: TestTable,
    proxy: Proxy,
    telegram: TelegramServer,
    function: Function,
}

async fn deployed() -> Deployed {
    deployed_as(webhook(), &[]).await
}

async fn deployed_as(executable: std::path::PathBuf, more: &[(&str, &str)]) -> Deployed {
    let table = TestTable::start().await;
    let proxy = Proxy::before(table.url()).await;
    let clock = std::sync::Arc::new(clock::SystemClock::new());
    let config = TelegramConfig {
        token: TOKEN.to_owned(),
        ..TelegramConfig::new(clock)
    };
    let telegram = TelegramServer::start(config).await.unwrap();
    let nowhere = "http://127.0.0.1:9";
    let around = Surroundings {
        table_url: proxy.url(),
        telegram_url: telegram.url(),
        queues_url: nowhere.to_owned(),
        queue_url: format!("{nowhere}/notices.fifo"),
        bulk_url: format!("{nowhere}/bulk.fifo"),
    };
    let mut variables: BTreeMap<String, String> = variables(&around).into_iter().collect();
    variables.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let function = Function::start(executable, variables).await.unwrap();
    function.ready().await;
    Deployed {
        table,
        proxy,
        telegram,
        function,
    }
}

fn young(mut update: serde_json::Value) -> serde_json::Value {
    let now = clock::Clock::now(&clock::SystemClock::new()).as_second();
    update["message"]["date"] = now.into();
    update
}

fn text(id: i64, from: i64, text: &str) -> serde_json::Value {
    young(updates::text(id, from, text))
}

#[tokio::test]
async fn the_binary_answers_in_the_response() {
    let world = deployed().await;
    let answer = post(&world.function, &text(100, 42, "/start"))
        .await
        .unwrap();
    assert_eq!(answer["statusCode"], 200);
    assert_eq!(call(&answer)["method"], "sendMessage");
    assert_eq!(world.proxy.operations(), ["Query", "TransactWriteItems"]);
    assert!(world.telegram.telegram().calls().is_empty());
    let choice = call(
        &post(&world.function, &text(101, 42, "/language"))
            .await
            .unwrap(),
    );
    let data = choice["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
        .as_str()
        .unwrap()
        .to_owned();
    let pressed = post(&world.function, &updates::press(102, 42, &data))
        .await
        .unwrap();
    assert_eq!(call(&pressed)["method"], "editMessageText");
    assert_eq!(world.telegram.telegram().calls().len(), 1);
}

#[tokio::test]
async fn the_binary_takes_encoded_bodies_and_any_case() {
    let world = deployed().await;
    let update = text(100, 42, "/help").to_string();
    let headers = [
        ("CONTENT-TYPE", "application/json"),
        ("X-Telegram-Bot-Api-Secret-TOKEN", SECRET),
    ];
    let event = function_url_event(
        "POST",
        "/telegram",
        &headers,
        Body::Base64(update.as_bytes()),
    );
    let answer = world.function.invoke(event, TIME_OUT).await.unwrap();
    assert_eq!(call(&answer)["method"], "sendMessage");
    let health = function_url_event("GET", "/health", &[], Body::None);
    let page = world.function.invoke(health, TIME_OUT).await.unwrap();
    assert_eq!(call(&page)["status"], "ok");
}

#[tokio::test]
async fn the_binary_turns_others_away() {
    let world = deployed().await;
    let update = text(100, 42, "/help").to_string();
    let json = ("content-type", "application/json");
    let key = ("x-telegram-bot-api-secret-token", SECRET);
    let large = "x".repeat(128 * 1024 + 1);
    for (status, method, path, headers, body) in [
        (404, "POST", "/elsewhere", vec![json, key], update.as_str()),
        (405, "GET", "/telegram", vec![], ""),
        (415, "POST", "/telegram", vec![key], &update),
        (413, "POST", "/telegram", vec![json, key], &large),
        (401, "POST", "/telegram", vec![json], &update),
        (400, "POST", "/telegram", vec![json, key], "{}"),
    ] {
        let event = function_url_event(method, path, &headers, Body::Text(body));
        let answer = world.function.invoke(event, TIME_OUT).await.unwrap();
        assert_eq!(answer["statusCode"], status, "{method} {path}");
    }
    assert!(world.proxy.operations().is_empty());
}

/// The process is killed at each of its requests, before and after the table has done it.
#[tokio::test]
async fn the_binary_killed_around_every_request_loses_nothing() {
    for number in 0..4 {
        for point in [Point::BeforeTheTable, Point::BeforeTheAnswer] {
            let world = deployed().await;
            for (id, words) in [(100, "/join"), (101, "Ann"), (102, "Lee")] {
                post(&world.function, &text(id, 42, words)).await.unwrap();
            }
            let end = young(updates::contact(103, 42, "+998901234567"));
            world.proxy.stop_at(number, point);
            let killed = async {
                world.proxy.stopped().await;
                world.function.kill().await;
            };
            let (ended, ()) = tokio::join!(post(&world.function, &end), killed);
            assert!(
                matches!(ended, Err(InvokeError::Exited(_))),
                "request {number}, {point:?}: {ended:?}"
            );
            let again = call(&post(&world.function, &end).await.unwrap());
            assert_eq!(
                again["method"], "sendMessage",
                "request {number}, {point:?}"
            );
            let dump = world.table.dump().await;
            let notices = dump.keys().filter(|key| key.starts_with("notice#")).count();
            assert_eq!(notices, 1, "request {number}, {point:?}");
            assert_eq!(
                dump["person#42 / me#conversation"]["v"], "N(\"4\")",
                "request {number}, {point:?}"
            );
        }
    }
}

/// An update that ends the process whenever it is handled is parked at its third count, and the
/// chat goes on.
#[tokio::test]
async fn an_update_that_kills_the_process_is_parked() {
    let poisoned = std::path::PathBuf::from(env!("CARGO_BIN_EXE_poisoned-webhook"));
    let world = deployed_as(poisoned, &[]).await;
    post(&world.function, &text(100, 42, "/join"))
        .await
        .unwrap();
    let mut poison = text(101, 42, "abort!");
    for _ in 0..2 {
        let young = post(&world.function, &poison).await;
        assert!(matches!(young, Err(InvokeError::Exited(_))), "{young:?}");
    }
    poison["message"]["date"] = (poison["message"]["date"].as_i64().unwrap() - 400).into();
    for _ in 0..2 {
        let old = post(&world.function, &poison).await;
        assert!(matches!(old, Err(InvokeError::Exited(_))), "{old:?}");
    }
    let apology = call(&post(&world.function, &poison).await.unwrap());
    assert_eq!(apology["method"], "sendMessage");
    assert!(world.table.item("parked#5", "101").await.is_some());
    let next = call(&post(&world.function, &text(102, 42, "Ann")).await.unwrap());
    assert!(
        next["text"]
            .as_str()
            .unwrap()
            .to_lowercase()
            .contains("last name"),
        "{next}"
    );
}

#[tokio::test]
async fn the_binary_logs_no_secrets() {
    let world = deployed_as(webhook(), &[("TELEGRAM_API_URL", "http://127.0.0.1:9")]).await;
    let choice = call(
        &post(&world.function, &text(101, 42, "/language"))
            .await
            .unwrap(),
    );
    let data = choice["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
        .as_str()
        .unwrap()
        .to_owned();
    post(&world.function, &updates::press(102, 42, &data))
        .await
        .unwrap();
    let output = world.function.output();
    assert!(output.contains("a direct call failed"), "{output}");
    assert!(output.contains("\"outcome\":\"changed\""), "{output}");
    for secret in [TOKEN, &TOKEN[11..], SECRET] {
        assert!(!output.contains(secret), "{secret} was logged");
    }
}

#[tokio::test]
async fn a_degraded_start_serves_all_the_same() {
    let world = deployed_as(webhook(), &[("WARMUP_BUDGET_MS", "0")]).await;
    let output = world.function.output();
    assert!(output.contains("the start was degraded"), "{output}");
    assert!(world.telegram.telegram().calls().is_empty());
    let answer = post(&world.function, &text(100, 42, "/start")).await;
    assert_eq!(answer.unwrap()["statusCode"], 200);
    let world = deployed().await;
    assert!(!world.function.output().contains("degraded"));
}

#[tokio::test]
async fn the_binary_embeds_its_metrics() {
    let world = deployed().await;
    post(&world.function, &text(100, 42, "/start"))
        .await
        .unwrap();
    let output = world.function.output();
    let lines = output.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        (line["msg"] == "update").then_some(line)
    });
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines.len(), 1, "{output}");
    assert_eq!(lines[0]["user"], 42);
    let directive = &lines[0]["_aws"]["CloudWatchMetrics"][0];
    assert_eq!(directive["Namespace"], "Frontdesk-development");
    assert_eq!(directive["Dimensions"], serde_json::json!([["outcome"]]));
    assert_eq!(directive["Metrics"][0]["Name"], "updates_total");
}

#[tokio::test]
async fn wrong_settings_stop_the_start_with_one_message() {
    let variables = [
        ("TELEGRAM_WEBHOOK_SECRET", "no spaces allowed"),
        ("SUPERADMIN_IDS", "1,boss"),
    ];
    let function = Function::start(webhook(), variables).await.unwrap();
    assert!(!function.wait_exit().await.success());
    let output = function.output();
    for variable in [
        "TABLE_NAME",
        "TELEGRAM_WEBHOOK_SECRET",
        "TELEGRAM_BOT_TOKEN",
        "SUPERADMIN_IDS",
        "AWS_REGION",
    ] {
        assert!(
            output.contains(variable),
            "{variable} is not named in: {output}"
        );
    }
    assert!(!output.contains("no spaces allowed"));
}

#[tokio::test]
async fn disabled_updates_are_a_503() {
    let world = deployed_as(webhook(), &[("TELEGRAM_UPDATES_MODE", "disabled")]).await;
    let answer = post(&world.function, &text(100, 42, "/start"))
        .await
        .unwrap();
    assert_eq!(answer["statusCode"], 503);
    assert!(!answer["headers"]["retry-after"].is_null(), "{answer}");
    assert!(world.proxy.operations().is_empty());
}

/// A handler that never gives the thread back: Lambda ends the invocation, and with it the process.
#[tokio::test]
async fn an_update_that_runs_out_of_time_is_parked() {
    let poisoned = std::path::PathBuf::from(env!("CARGO_BIN_EXE_poisoned-webhook"));
    let world = deployed_as(poisoned, &[]).await;
    let mut poison = text(101, 42, "spin!");
    poison["message"]["date"] = (poison["message"]["date"].as_i64().unwrap() - 400).into();
    let (body, json, key) = (
        poison.to_string(),
        ("content-type", "application/json"),
        KEY,
    );
    for _ in 0..2 {
        let event = function_url_event("POST", "/telegram", &[json, key], Body::Text(&body));
        let ended = world
            .function
            .invoke(event, std::time::Duration::from_secs(2))
            .await;
        assert!(matches!(ended, Err(InvokeError::TimedOut(_))), "{ended:?}");
    }
    let apology = call(&post(&world.function, &poison).await.unwrap());
    assert_eq!(apology["method"], "sendMessage");
    assert!(world.table.item("parked#5", "101").await.is_some());
}

const KEY: (&str, &str) = ("x-telegram-bot-api-secret-token", SECRET);
