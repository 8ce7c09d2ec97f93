//! The client against a server on loopback that answers, is silent, or breaks off.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use clock::ManualClock;
use secrecy::SecretString;
use telegram::{
    Action, Alert, ApiError, BotApi, Button, CallbackData, ChatId, Claimed, CommandScope, Document,
    Html, Idempotent, InvalidBaseUrl, Keyboard, LanguageCode, MenuCommand, MessageId, Rendered,
    Tls,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const TOKEN: &str = "7000000007:AAHsecret_token-0123456789abcdefghi";
const LIMIT: Duration = Duration::from_secs(2);

struct Server {
    listener: TcpListener,
    clock: ManualClock,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            listener,
            clock: ManualClock::at("2026-08-01T10:00:00Z"),
        }
    }

    fn api(&self, scheme: &str) -> BotApi {
        let url = format!("{scheme}://{}/", self.listener.local_addr().unwrap());
        BotApi::new(&url, Tls::BuiltIn, Arc::new(self.clock.clone())).unwrap()
    }

    /// Takes one request, writes `answer` and hangs up; gives the request back.
    async fn answer(&self, answer: &str) -> String {
        let (mut connection, request) = self.request().await;
        connection.write_all(answer.as_bytes()).await.unwrap();
        request
    }

    async fn request(&self) -> (TcpStream, String) {
        let (mut connection, _) = self.listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"}") && !request.ends_with(b"--\r\n") {
            assert_ne!(connection.read_buf(&mut request).await.unwrap(), 0);
        }
        (connection, String::from_utf8(request).unwrap())
    }
}

async fn perform(api: &BotApi) -> Result<(), ApiError> {
    let call = Idempotent::answer("4303".to_owned(), None, Alert::Toast);
    let outcome = api.perform(&SecretString::from(TOKEN), &call, LIMIT).await;
    if let Err(error) = &outcome {
        let shown = format!("{error} {error:?} {error:#?} {api:?}");
        assert!(
            !shown.contains(TOKEN) && !shown.contains("secret_token"),
            "{shown}"
        );
        assert!(std::error::Error::source(error).is_none());
    }
    outcome
}

async fn answered(answer: &str) -> Result<(), ApiError> {
    let server = Server::start().await;
    let api = server.api("http");
    tokio::join!(perform(&api), server.answer(answer)).0
}

fn http(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_call_is_posted_as_json() {
    let server = Server::start().await;
    let api = server.api("http");
    let ok = http("200 OK", r#"{"ok":true,"result":true}"#);
    let (outcome, request) = tokio::join!(perform(&api), server.answer(&ok));
    assert_eq!(outcome, Ok(()));
    assert!(request.starts_with(&format!(
        "POST /bot{TOKEN}/answerCallbackQuery HTTP/1.1\r\n"
    )));
    assert!(
        request
            .to_ascii_lowercase()
            .contains("content-type: application/json\r\n")
    );
    assert!(request.ends_with("\r\n\r\n{\"callback_query_id\":\"4303\"}"));
}

fn invitation(text: Html) -> Claimed {
    let file = Document::new("visit.ics", "text/calendar", "BEGIN:VCALENDAR").unwrap();
    let action = Action::Press(CallbackData::try_new("book:1").unwrap());
    let label = "Book".to_owned();
    let keyboard = Keyboard::Inline(vec![vec![Button { label, action }]]);
    Claimed::document(ChatId::new(5), file, Rendered { text, keyboard })
}

async fn posted(claimed: &Claimed) -> String {
    let server = Server::start().await;
    let api = server.api("http");
    let ok = http("200 OK", r#"{"ok":true,"result":{}}"#);
    let token = SecretString::from(TOKEN);
    let (sent, request) = tokio::join!(api.send(&token, claimed, LIMIT), server.answer(&ok));
    assert_eq!(sent, Ok(()));
    request
}

#[tokio::test]
async fn a_copy_names_its_original() {
    let copy = Claimed::copy(ChatId::new(5), ChatId::new(1), MessageId::new(20));
    assert_eq!(copy.as_plain_text(), copy, "it has no markup of ours");
    let request = posted(&copy).await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with(&format!("POST /bot{TOKEN}/copyMessage HTTP/1.1\r\n")));
    assert_eq!(body, r#"{"chat_id":5,"from_chat_id":1,"message_id":20}"#);
}

#[tokio::test]
async fn a_silent_message_says_so() {
    let screen = Rendered {
        text: Html::escape("Hi"),
        keyboard: Keyboard::None,
    };
    let copy = Claimed::copy(ChatId::new(5), ChatId::new(1), MessageId::new(20));
    let document = invitation(Html::escape("Your visit"));
    for message in [Claimed::message(ChatId::new(5), screen), copy, document] {
        assert!(!posted(&message).await.contains("disable_notification"));
        let silent = posted(&message.silent(true)).await;
        assert_eq!(
            silent.matches("disable_notification").count(),
            1,
            "{silent}"
        );
    }
}

#[tokio::test]
async fn a_document_is_posted_as_a_form() {
    let request = posted(&invitation(Html::trusted("<b>Your</b> visit".to_owned()))).await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with(&format!("POST /bot{TOKEN}/sendDocument HTTP/1.1\r\n")));
    let form = "content-type: multipart/form-data; boundary=frontdesk-00000000";
    assert!(head.to_ascii_lowercase().contains(form), "{head}");
    insta::assert_snapshot!(body.replace("\r\n", "\n"), @r#"
    --frontdesk-00000000
    Content-Disposition: form-data; name="chat_id"

    5
    --frontdesk-00000000
    Content-Disposition: form-data; name="caption"

    <b>Your</b> visit
    --frontdesk-00000000
    Content-Disposition: form-data; name="parse_mode"

    HTML
    --frontdesk-00000000
    Content-Disposition: form-data; name="reply_markup"

    {"inline_keyboard":[[{"text":"Book","callback_data":"book:1"}]]}
    --frontdesk-00000000
    Content-Disposition: form-data; name="document"; filename="visit.ics"
    Content-Type: text/calendar

    BEGIN:VCALENDAR
    --frontdesk-00000000--
    "#);
}

#[tokio::test]
async fn plain_text_and_another_chat_keep_the_document() {
    let invitation = invitation(Html::trusted("<b>Your</b> visit".to_owned()));
    let plain = posted(&invitation.as_plain_text()).await;
    assert!(plain.contains("\r\n\r\nYour visit\r\n") && plain.contains("VCALENDAR"));
    let moved = posted(&invitation.to_chat(ChatId::new(-100))).await;
    assert!(moved.contains("\r\n\r\n-100\r\n") && moved.contains("VCALENDAR"));
}

#[tokio::test]
async fn a_document_may_have_no_text() {
    let request = posted(&invitation(Html::default())).await;
    assert!(
        !request.contains("caption") && !request.contains("parse_mode"),
        "{request}"
    );
}

#[tokio::test]
async fn a_menu_is_asked_for_and_read() {
    let server = Server::start().await;
    let api = server.api("http");
    let ok = http(
        "200 OK",
        r#"{"ok":true,"result":[{"command":"book","description":"Book","is_new":1}]}"#,
    );
    let (token, russian) = (SecretString::from(TOKEN), LanguageCode::new("ru"));
    let asking = api.commands(&token, CommandScope::Default, russian, LIMIT);
    let (menu, request) = tokio::join!(asking, server.answer(&ok));
    assert_eq!(menu, Ok(vec![MenuCommand::new("book", "Book").unwrap()]));
    assert!(request.contains("/getMyCommands HTTP/1.1\r\n"));
    assert!(
        request.ends_with("\r\n\r\n{\"language_code\":\"ru\"}"),
        "{request}"
    );
}

#[tokio::test]
async fn a_refusal_is_told_with_its_reason() {
    let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}"#;
    let refusal = answered(&http("429 Too Many Requests", body)).await;
    assert_eq!(
        refusal,
        Err(ApiError::Refused {
            code: 429,
            description: "Too Many Requests: retry after 5".to_owned(),
            retry_after: Some(5),
            migrate_to_chat_id: None,
        })
    );
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    let server = Server::start().await;
    let api = server.api("http");
    drop(server);
    assert_eq!(perform(&api).await, Err(ApiError::NotSent));
}

#[tokio::test]
async fn a_failed_handshake_sent_nothing() {
    let server = Server::start().await;
    let api = server.api("https");
    let plain = async {
        let (mut connection, _) = server.listener.accept().await.unwrap();
        let _ = connection
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await;
    };
    let (outcome, ()) = tokio::join!(perform(&api), plain);
    assert_eq!(outcome, Err(ApiError::NotSent));
}

#[tokio::test]
async fn a_time_out_leaves_the_effect_unknown() {
    let server = Server::start().await;
    let api = server.api("http");
    let silent = async {
        let request = server.request().await;
        server.clock.advance(LIMIT);
        request
    };
    let (outcome, _) = tokio::join!(perform(&api), silent);
    assert_eq!(outcome, Err(ApiError::Unknown));
}

#[tokio::test]
async fn a_cut_answer_leaves_the_effect_unknown() {
    let whole = http("200 OK", r#"{"ok":true,"result":true}"#);
    for length in [0, 5, whole.len() - 20, whole.len() - 1] {
        assert_eq!(
            answered(&whole[..length]).await,
            Err(ApiError::Unknown),
            "{length}"
        );
    }
}

#[tokio::test]
async fn a_strange_answer_is_unreadable() {
    let redirect =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    assert_eq!(
        answered(redirect).await,
        Err(ApiError::Unreadable { status: 302 })
    );
    let page = http("502 Bad Gateway", "<html></html>");
    assert_eq!(
        answered(&page).await,
        Err(ApiError::Unreadable { status: 502 })
    );
    let endless = http("200 OK", &" ".repeat(300 * 1024));
    assert_eq!(
        answered(&endless).await,
        Err(ApiError::Unreadable { status: 200 })
    );
}

#[test]
fn a_base_url_is_checked_at_once() {
    let clock = Arc::new(ManualClock::at("2026-08-01T10:00:00Z"));
    for url in ["", "api.telegram.org", "ftp://127.0.0.1"] {
        let refused = BotApi::new(url, Tls::BuiltIn, clock.clone()).err();
        assert_eq!(refused, Some(InvalidBaseUrl), "{url}");
    }
}
