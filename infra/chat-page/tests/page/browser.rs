//! Where every test begins: a page with two people on a port of its own, and who asks it.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use bytes::Bytes;
use chat_page::ChatPage;
use clock::ManualClock;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use telegram_server::{Person, Telegram, TelegramConfig, UserId};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(crate) const ANN: UserId = UserId(42);
pub(crate) const BOB: UserId = UserId(43);

/// Ann's private chat, as Ann.
pub(crate) const ANNS_CHAT: &str = "/api/people/42/chats/42";

pub(crate) struct Browser {
    pub(crate) telegram: Arc<Telegram>,
    pub(crate) clock: ManualClock,
    pub(crate) page: ChatPage,
    pub(crate) host: String,
    http: Client<HttpConnector, Full<Bytes>>,
    server: JoinHandle<()>,
}

/// A status and a body; null where there is none.
pub(crate) type Answer = (StatusCode, Value);

impl Browser {
    /// A page with Ann and Bob, who have not written yet.
    pub(crate) async fn open() -> Self {
        let clock = ManualClock::at("2026-03-01T09:00:00Z");
        let telegram = Telegram::new(TelegramConfig::new(Arc::new(clock.clone())));
        telegram.add_person(Person::new(42, "Ann").last_name("Lee"));
        telegram.add_person(Person::new(43, "Bob").language("ru"));
        Self::at(telegram, clock).await
    }

    pub(crate) async fn at(telegram: Arc<Telegram>, clock: ManualClock) -> Self {
        let page = ChatPage::new(Arc::clone(&telegram));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let routes = page.routes();
        let server = tokio::spawn(async { drop(axum::serve(listener, routes).await) });
        Self {
            telegram,
            clock,
            page,
            host,
            http: Client::builder(TokioExecutor::new()).build_http(),
            server,
        }
    }

    pub(crate) fn request(&self, method: &Method, path: &str) -> axum::http::request::Builder {
        let address = format!("http://{}{path}", self.host);
        Request::builder().method(method).uri(address)
    }

    pub(crate) async fn answer(&self, request: Request<Full<Bytes>>) -> Response<Body> {
        let response = self.http.request(request).await;
        response.unwrap().map(Body::new)
    }

    /// Sends JSON, or nothing for null.
    pub(crate) async fn sends(&self, method: Method, path: &str, body: Value) -> Answer {
        let mut request = self.request(&method, path);
        let mut bytes = Bytes::new();
        if !body.is_null() {
            request = request.header("content-type", "application/json");
            bytes = body.to_string().into();
        }
        let response = self.answer(request.body(bytes.into()).unwrap()).await;
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    pub(crate) async fn posts(&self, path: &str, body: Value) -> Answer {
        self.sends(Method::POST, path, body).await
    }

    pub(crate) async fn puts(&self, path: &str) -> Answer {
        self.sends(Method::PUT, path, Value::Null).await
    }

    pub(crate) async fn deletes(&self, path: &str) -> Answer {
        self.sends(Method::DELETE, path, Value::Null).await
    }

    /// What is there.
    pub(crate) async fn sees(&self, path: &str) -> Value {
        let (status, body) = self.sends(Method::GET, path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    pub(crate) async fn anns_chat(&self) -> Value {
        self.sees(ANNS_CHAT).await
    }

    /// One person of the list.
    pub(crate) async fn person(&self, id: i64) -> Value {
        let everybody = self.sees("/api/people").await;
        let people = everybody["people"].as_array().unwrap();
        let found = people.iter().find(|person| person["id"] == id);
        found.cloned().unwrap_or_default()
    }

    /// The bot writes, with a keyboard or null.
    pub(crate) fn bot_says(&self, chat: i64, html: &str, markup: &Value) -> i64 {
        let mut call = json!({"chat_id": chat, "text": html, "parse_mode": "HTML"});
        if !markup.is_null() {
            call["reply_markup"] = markup.clone();
        }
        let sent = self.telegram.call("sendMessage", call).unwrap();
        sent["message_id"].as_i64().unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A refusal, as a status and a sentence.
pub(crate) fn refused(answer: &Answer) -> (u16, &str) {
    let (status, body) = answer;
    (status.as_u16(), body["error"].as_str().unwrap_or_default())
}
