//! With a real bot, whose Telegram is another stand-in here: updates are polled.

use std::path::Path;
use std::sync::Arc;

use aws::{Aws, AwsSettings, Connector};
use clock::{Clock as _, OsEntropy, SystemClock};
use sandbox::{Client, Options, Place, Polling, RealBot, StartError};
use serde_json::json;
use settings::{Environment, TlsRoots};
use store::Table;
use telegram_server::{Person, Telegram, TelegramConfig, TelegramServer, UserId};

use crate::story::{command, options, until};

const ANN: UserId = UserId(42);
const BOSS: UserId = UserId(7);

/// A Telegram with a bot that has no webhook.
async fn telegram() -> TelegramServer {
    let config = TelegramConfig::new(Arc::new(SystemClock::new()));
    let server = TelegramServer::start(config).await.unwrap();
    for person in [Person::new(42, "Ann"), Person::new(7, "Boss")] {
        server.telegram().add_person(person);
    }
    server
}

fn bot(server: &TelegramServer, token: &str) -> RealBot {
    let environment = Environment::from([
        ("TELEGRAM_BOT_TOKEN_DEV", token),
        ("TELEGRAM_API_URL", &server.url()),
    ]);
    RealBot::from_environment(&environment).unwrap().unwrap()
}

async fn polling(server: &TelegramServer, place: Place) -> Result<Polling, StartError> {
    let options = Options {
        superadmins: Some("7".into()),
        ..options(place)
    };
    let token = server.telegram().config().token.clone();
    Polling::start(options, bot(server, &token)).await
}

fn says(telegram: &Telegram, user: UserId, text: &str) {
    telegram.say(user, user, text).unwrap();
}

async fn sees(telegram: &Telegram, user: UserId, words: &str) {
    let shows = |telegram: &Telegram| {
        let last = telegram.last_from_bot(user);
        last.is_some_and(|last| last.text.contains(words))
    };
    until(telegram, shows).await;
}

#[tokio::test]
async fn people_talk_to_the_real_bot() {
    let server = telegram().await;
    let telegram = server.telegram();
    says(&telegram, BOSS, "/start");
    let polling = polling(&server, Place::Memory).await.unwrap();
    sees(&telegram, BOSS, "Hello, Boss!").await;
    for (text, answer) in [
        ("/join", "first name?"),
        ("Ann", "last name?"),
        ("Lee", "phone number?"),
        ("+998901234567", "Thank you!"),
    ] {
        says(&telegram, ANN, text);
        sees(&telegram, ANN, answer).await;
    }
    sees(&telegram, BOSS, "Request to join").await;
    let request = telegram.last_from_bot(BOSS).unwrap();
    let approve = "✅ Approve as master";
    telegram
        .press(BOSS, BOSS, request.message_id, approve)
        .unwrap();
    sees(&telegram, ANN, "you are now a master").await;
    polling.stop().await;
    assert_eq!(telegram.pending().len(), 0);
}

#[tokio::test]
async fn a_form_goes_on_after_polling_stops() {
    let folder = tempfile::tempdir().unwrap();
    let server = telegram().await;
    let telegram = server.telegram();
    let place = || Place::Folder(folder.path().to_owned());
    let first = polling(&server, place()).await.unwrap();
    says(&telegram, ANN, "/join");
    sees(&telegram, ANN, "first name?").await;
    first.stop().await;
    says(&telegram, ANN, "Ann");
    assert_eq!(telegram.pending().len(), 1);
    let second = polling(&server, place()).await.unwrap();
    sees(&telegram, ANN, "last name?").await;
    second.stop().await;
    let of_bot = bot_folders(folder.path());
    assert_eq!(of_bot.len(), 1, "{of_bot:?}");
}

fn bot_folders(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("bot-")).collect()
}

/// Who else polls this bot from the same table is refused.
#[tokio::test]
async fn polling_holds_the_lock() {
    let server = telegram().await;
    let polling = polling(&server, Place::Memory).await.unwrap();
    let overview = polling.to_string();
    let table = overview.split_once("table     ").unwrap().1;
    let url = table.split(',').next().unwrap();
    let found = lease::look(&table_at(url)).await.unwrap();
    let holder = found.unwrap().unwrap();
    assert_eq!(holder.pid, std::process::id());
    assert!(!holder.is_free(SystemClock::new().now()));
    polling.stop().await;
}

fn table_at(url: &str) -> Table {
    let clock = Arc::new(SystemClock::new());
    let environment = Environment::from([
        ("AWS_ENDPOINT_URL", url),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ]);
    let settings = AwsSettings::from_environment(&environment).unwrap();
    let connector = Connector::new(TlsRoots::Builtin, clock.clone()).unwrap();
    let client = Aws::new(&settings, connector.shared(), clock.clone()).dynamodb();
    Table::new(
        client,
        "frontdesk-sandbox",
        clock,
        Arc::new(OsEntropy::new()),
    )
}

#[tokio::test]
async fn commands_name_the_real_telegram() {
    let server = telegram().await;
    let polling = polling(&server, Place::Memory).await.unwrap();
    let client = Client::new(polling.port());
    let refused = client
        .send(&command(&["say", "--as", "42", "/start"]))
        .await;
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("people talk to it in Telegram"),
        "{refused}"
    );
    let notices = client.send(&command(&["notices"])).await.unwrap();
    assert_eq!(notices.to_string(), "(no notices wait)");
    let overview = polling.to_string();
    let username = server.telegram().config().username.clone();
    assert!(
        overview.contains(&format!("https://t.me/{username}")),
        "{overview}"
    );
}

#[tokio::test]
async fn an_unknown_bot_is_one_sentence() {
    let server = telegram().await;
    let options = options(Place::Memory);
    let error = Polling::start(options, bot(&server, "7:unknown")).await;
    let sentence = error.unwrap_err().to_string();
    assert!(sentence.contains("copy its token whole"), "{sentence}");
    assert!(!sentence.contains("7:unknown"), "{sentence}");
}

#[tokio::test]
async fn an_unreachable_telegram_is_one_sentence() {
    let server = telegram().await;
    let token = server.telegram().config().token.clone();
    let bot = bot(&server, &token);
    server.stop().await;
    let error = Polling::start(options(Place::Memory), bot).await;
    let sentence = error.unwrap_err().to_string();
    assert!(sentence.contains("look after the network"), "{sentence}");
}

#[tokio::test]
async fn a_webhook_breaks_the_polling() {
    let server = telegram().await;
    let mut polling = polling(&server, Place::Memory).await.unwrap();
    let url = json!({"url": "http://127.0.0.1:9/telegram"});
    server.telegram().call("setWebhook", url).unwrap();
    let sentence = polling.broken().await.to_string();
    assert!(sentence.contains("delete its webhook"), "{sentence}");
    polling.stop().await;
}

#[test]
fn without_a_token_nothing_is_polled() {
    let environment = Environment::from([("TELEGRAM_API_URL", "nonsense")]);
    assert!(RealBot::from_environment(&environment).unwrap().is_none());
    let environment = Environment::from([("TELEGRAM_BOT_TOKEN_DEV", "nonsense")]);
    let sentence = RealBot::from_environment(&environment).unwrap_err();
    assert!(sentence.to_string().contains("TELEGRAM_BOT_TOKEN_DEV"));
}
