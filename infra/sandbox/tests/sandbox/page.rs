//! The main story through the page's own interface, as its script in the browser asks.

use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use sandbox::Place;
use serde_json::{Value, json};
use telegram_server::Telegram;

use crate::story::{Story, options};

struct Page {
    story: Story,
    client: Client<HttpConnector, Full<bytes::Bytes>>,
}

impl Page {
    async fn open() -> Self {
        Self {
            story: Story::with(options(Place::Memory)).await.unwrap(),
            client: Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let url = format!("http://127.0.0.1:{}{path}", self.story.sandbox.port());
        let request = Request::builder().method(method).uri(url);
        request.header("content-type", "application/json")
    }

    async fn sends(&self, request: http::request::Builder, body: &Value) -> (StatusCode, Value) {
        let body = Full::from(body.to_string());
        let answer = self
            .client
            .request(request.body(body).unwrap())
            .await
            .unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    async fn posts(&self, path: &str, body: Value) {
        let request = self.request(Method::POST, path);
        let (status, answer) = self.sends(request, &body).await;
        assert_eq!(status, StatusCode::CREATED, "{path}: {answer}");
    }

    /// The private chat of a person, as soon as it has these words.
    async fn sees(&self, user: i64, words: &str) -> Value {
        let has = |telegram: &Telegram| {
            let shown = telegram.screen(telegram_server::UserId(user));
            shown.iter().any(|shown| shown.text.contains(words))
        };
        self.story.until(has).await;
        let request = self.request(Method::GET, &format!("/api/people/{user}/chats/{user}"));
        let (status, chat) = self.sends(request, &Value::Null).await;
        assert_eq!(status, StatusCode::OK);
        assert!(chat.to_string().contains(words), "{chat}");
        chat
    }

    async fn presses(&self, user: i64, words: &str, button: &str) {
        let chat = self.sees(user, words).await;
        let messages = chat["messages"].as_array().unwrap();
        let asked = |message: &&Value| message.to_string().contains(button);
        let message = messages.iter().rev().find(asked).unwrap();
        let (chat, id) = (format!("/api/people/{user}/chats/{user}"), &message["id"]);
        self.posts(
            &format!("{chat}/messages/{id}/presses"),
            json!({"button": button}),
        )
        .await;
    }
}

#[tokio::test]
async fn one_asks_and_another_approves() {
    let page = Page::open().await;
    let chat = "/api/people/42/chats/42";
    let says = async |text: &str| {
        page.posts(&format!("{chat}/messages"), json!({"text": text}))
            .await;
    };
    says("/start").await;
    page.presses(42, "Hello, Ann!", "🪪 Join the staff").await;
    page.sees(42, "first name?").await;
    says("Ann").await;
    page.sees(42, "last name?").await;
    says("Lee").await;
    page.sees(42, "phone number?").await;
    page.posts(
        &format!("{chat}/taps"),
        json!({"label": "📱 Share my number"}),
    )
    .await;
    page.sees(42, "Thank you!").await;
    page.presses(1, "Request to join", "✅ Approve as master")
        .await;
    page.sees(1, "approved by Boss").await;
    page.sees(42, "you are now a master").await;
}

#[tokio::test]
async fn foreign_pages_cannot_act() {
    let page = Page::open().await;
    let say = json!({"say": {"as": 42, "text": "/start"}});
    for (name, value) in [("origin", "http://evil.example"), ("host", "evil.example")] {
        let request = page.request(Method::POST, "/act").header(name, value);
        let (status, _) = page.sends(request, &say).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
    }
    let (status, _) = page.sends(page.request(Method::POST, "/act"), &say).await;
    assert_eq!(status, StatusCode::OK);
}
