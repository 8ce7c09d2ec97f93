//! `botctl commands sync`, against a Telegram of its own.

use std::sync::Arc;

use clock::ManualClock;
use serde_json::{Value, json};
use telegram_server::{ApiError, Fault, On, Person, Telegram, TelegramConfig, TelegramServer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket};

use crate::run::{Run, botctl};

const TOKEN: &str = TelegramConfig::TOKEN;

/// Nobody has set a menu yet.
async fn telegram() -> TelegramServer {
    let clock = Arc::new(ManualClock::at("2026-08-01T10:00:00Z"));
    let telegram = Telegram::new(TelegramConfig::new(clock));
    TelegramServer::without_delivery(telegram).await.unwrap()
}

async fn sync_at(url: &str, environment: &[(&str, &str)], more: &[&str]) -> Run {
    let environment = [&[("TELEGRAM_API_URL", url)], environment].concat();
    botctl(&[&["commands", "sync"], more].concat(), &environment).await
}

async fn sync(server: &TelegramServer) -> Run {
    sync_at(&server.url(), &[("TELEGRAM_BOT_TOKEN", TOKEN)], &[]).await
}

/// The methods that were called, each with the language.
fn calls(telegram: &Telegram) -> Vec<String> {
    let calls = telegram.calls().into_iter();
    let language = |params: &Value| params["language_code"].as_str().unwrap_or("-").to_owned();
    let said = calls.map(|call| format!("{} {}", call.method, language(&call.params)));
    telegram.clear_calls();
    said.collect()
}

const READS: [&str; 4] = [
    "getMyCommands -",
    "getMyCommands en",
    "getMyCommands ru",
    "getMyCommands uz",
];

#[tokio::test]
async fn every_language_gets_its_menu_once() {
    let server = telegram().await;
    let telegram = server.telegram();
    let first = sync(&server).await;
    assert_eq!(
        (first.code, first.stderr.as_str()),
        (Some(0), ""),
        "{first:?}"
    );
    let lines: Vec<_> = first.stdout.lines().map(str::split_whitespace).collect();
    let cells = |line: usize| lines[line].clone().collect::<Vec<_>>();
    assert_eq!(
        cells(0),
        ["Language", "Added", "Removed", "Reworded", "Order"]
    );
    assert_eq!(cells(1)[..3], ["any", "other", "start"]);
    assert_eq!([cells(2)[0], cells(3)[0], cells(4)[0]], ["en", "ru", "uz"]);
    assert_eq!(lines.len(), 5);
    let sets = [
        "setMyCommands -",
        "setMyCommands en",
        "setMyCommands ru",
        "setMyCommands uz",
    ];
    assert_eq!(
        calls(&telegram),
        [READS, sets].concat(),
        "all is read first"
    );
    let second = sync(&server).await;
    let said = "Every menu of commands is as it should be; nothing was changed.\n";
    assert_eq!((second.code, second.stdout.as_str()), (Some(0), said));
    assert_eq!(calls(&telegram), READS);
}

#[tokio::test]
async fn people_are_offered_their_language() {
    let server = telegram().await;
    sync(&server).await;
    let telegram = server.telegram();
    let says = |id: i64, language: &str| {
        let person = telegram.add_person(Person::new(id, "Ann").language(language));
        let menu = telegram.menu(person, person);
        let help = menu.into_iter().find(|command| command.name == "help");
        help.unwrap().description
    };
    assert_eq!(says(1, "en-GB"), "show this list");
    assert_eq!(says(2, "ru"), "показать этот список");
    assert_eq!(says(3, "uz"), "shu roʻyxatni koʻrsatish");
    assert_eq!(says(4, "de"), "show this list", "what everybody else gets");
}

#[tokio::test]
async fn only_a_menu_that_differs_is_set() {
    let server = telegram().await;
    sync(&server).await;
    let telegram = server.telegram();
    let russian = json!({"language_code": "ru"});
    let mut menu = telegram.call("getMyCommands", russian).unwrap();
    let commands = menu.as_array_mut().unwrap();
    commands[0]["description"] = "Old".into();
    commands[1] = json!({"command": "gone", "description": "Gone"});
    let changed = json!({"language_code": "ru", "commands": menu});
    telegram.call("setMyCommands", changed).unwrap();
    telegram.clear_calls();
    let token = [("TELEGRAM_BOT_TOKEN", TOKEN)];
    let run = sync_at(&server.url(), &token, &["--json"]).await;
    let expected = json!({"changes": [{
        "language": "ru", "added": ["help"], "removed": ["gone"], "reworded": ["start"],
        "reordered": false,
    }]});
    assert_eq!((run.code, run.stdout), (Some(0), format!("{expected}\n")));
    assert_eq!(calls(&telegram)[4..], ["setMyCommands ru"]);
    let again = sync_at(&server.url(), &token, &["--json"]).await;
    assert_eq!(again.stdout, "{\"changes\":[]}\n");
}

#[tokio::test]
async fn a_failure_on_the_way_is_made_good_by_the_next_run() {
    let server = telegram().await;
    let telegram = server.telegram();
    let broken = ApiError::new(500, "Internal Server Error");
    telegram.fail_next(On::method("setMyCommands"), Fault::Status(broken));
    let first = sync(&server).await;
    assert_eq!((first.code, first.stdout.as_str()), (Some(1), ""));
    let said = "Telegram refused with 500: Internal Server Error. What was done until then stays: \
                mend what is named, or run this again.\n";
    assert_eq!(first.stderr, said);
    let second = sync(&server).await;
    assert_eq!(
        (second.code, second.stdout.lines().count()),
        (Some(0), 5),
        "{second:?}"
    );
}

#[tokio::test]
async fn the_first_token_in_order_counts() {
    let server = telegram().await;
    let (stage, foreign) = (("ENVIRONMENT", "production"), "1:foreign");
    let others = [
        stage,
        ("TELEGRAM_BOT_TOKEN_DEV", foreign),
        ("TELEGRAM_BOT_TOKEN", foreign),
    ];
    let production = [&[("TELEGRAM_BOT_TOKEN_PROD", TOKEN)][..], &others].concat();
    assert_eq!(sync_at(&server.url(), &production, &[]).await.code, Some(0));
    let more = [
        ("TELEGRAM_BOT_TOKEN_OVERRIDE", TOKEN),
        ("TELEGRAM_BOT_TOKEN_PROD", foreign),
    ];
    let overridden = [&more[..], &others].concat();
    assert_eq!(sync_at(&server.url(), &overridden, &[]).await.code, Some(0));
    let wrong = sync_at(&server.url(), &others, &[]).await;
    let said = format!(
        "The Bot API at {} does not know the token in TELEGRAM_BOT_TOKEN: copy it again from @BotFather.\n",
        server.url()
    );
    assert_eq!((wrong.code, wrong.stderr), (Some(1), said));
}

#[tokio::test]
async fn the_production_bot_is_left_alone_in_development() {
    let server = telegram().await;
    let both = [
        ("TELEGRAM_BOT_TOKEN_DEV", TOKEN),
        ("TELEGRAM_BOT_TOKEN_PROD", TOKEN),
    ];
    let refused = sync_at(&server.url(), &both, &[]).await;
    let said = "ENVIRONMENT is development, and TELEGRAM_BOT_TOKEN_DEV holds the token of the \
                production bot: set it to the token of another bot, or ENVIRONMENT to production.\n";
    assert_eq!((refused.code, refused.stderr.as_str()), (Some(1), said));
    assert!(server.telegram().calls().is_empty());
    let production = [&both[..], &[("ENVIRONMENT", "production")]].concat();
    assert_eq!(sync_at(&server.url(), &production, &[]).await.code, Some(0));
}

#[tokio::test]
async fn the_token_may_be_a_parameter() {
    let server = telegram().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ssm = format!("http://{}", listener.local_addr().unwrap());
    let environment = [
        ("TELEGRAM_BOT_TOKEN_DEV_PARAMETER", "/frontdesk/token"),
        ("AWS_ENDPOINT_URL", ssm.as_str()),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ];
    let url = server.url();
    let (run, request) = tokio::join!(sync_at(&url, &environment, &[]), gives_token(listener));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        request.contains("\"Name\":\"/frontdesk/token\""),
        "{request}"
    );
}

/// Answers one request as the Systems Manager does; gives the request.
async fn gives_token(listener: TcpListener) -> String {
    let (mut connection, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"}") {
        assert_ne!(connection.read_buf(&mut request).await.unwrap(), 0);
    }
    let body = json!({"Parameter": {"Name": "/frontdesk/token", "Value": TOKEN}}).to_string();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(answer.as_bytes()).await.unwrap();
    String::from_utf8(request).unwrap()
}

#[tokio::test]
async fn nobody_there_is_one_sentence() {
    // Bound, so that nobody else gets the port, but nobody listens.
    let deaf = TcpSocket::new_v4().unwrap();
    deaf.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", deaf.local_addr().unwrap());
    let failed = sync_at(&url, &[("TELEGRAM_BOT_TOKEN", TOKEN)], &["--json"]).await;
    let said = format!(
        "Nobody answers at {url}: check the network, or set TELEGRAM_API_URL to the Bot API."
    );
    let expected = json!({"error": said});
    assert_eq!(
        (failed.code, failed.stdout),
        (Some(1), format!("{expected}\n"))
    );
}

#[tokio::test]
async fn a_pause_is_told_in_seconds() {
    let server = telegram().await;
    let pause = Fault::Status(ApiError::too_many_requests(35));
    server
        .telegram()
        .fail_next(On::method("setMyCommands"), pause);
    let failed = sync(&server).await;
    let said = "Telegram takes no more calls for 35 s: run this again after that.\n";
    assert_eq!((failed.code, failed.stderr.as_str()), (Some(1), said));
}

#[tokio::test]
async fn every_wrong_variable_is_named() {
    let wrong = [("ENVIRONMENT", "live"), ("TLS_ROOTS", "all")];
    let failed = sync_at("ftp://a", &wrong, &[]).await;
    assert_eq!((failed.code, failed.stdout.as_str()), (Some(1), ""));
    for variable in [
        "ENVIRONMENT has",
        "TELEGRAM_BOT_TOKEN_DEV is missing",
        "TELEGRAM_API_URL is",
        "TLS_ROOTS has",
    ] {
        assert!(failed.stderr.contains(variable), "{failed:?}");
    }
}
