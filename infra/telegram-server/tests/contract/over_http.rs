//! The Bot API and the delivery on loopback.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use clock::ManualClock;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use telegram_server::{CallEnd, Fault, On, Person, TelegramConfig, TelegramServer, UserId};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

const ANNA: UserId = UserId(100);

/// A server to which Anna has written, and a bot that calls it.
pub(crate) struct Connected {
    pub(crate) server: TelegramServer,
    pub(crate) clock: ManualClock,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// A request to the webhook that waits for its answer.
struct Hooked {
    headers: HeaderMap,
    update: Value,
    answer: oneshot::Sender<Response<Full<Bytes>>>,
}

impl Connected {
    pub(crate) async fn new() -> Self {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let config = TelegramConfig::new(Arc::new(clock.clone()));
        let server = TelegramServer::start(config).await.unwrap();
        server.telegram().add_person(Person::new(ANNA.0, "Anna"));
        server.telegram().say(ANNA, ANNA, "/start").unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self {
            server,
            clock,
            client,
        }
    }

    pub(crate) async fn calls(&self, method: &str, params: &Value) -> Option<(u16, Value)> {
        let path = format!("bot{}/{method}", TelegramConfig::TOKEN);
        self.posts(&path, "application/json", params.to_string())
            .await
    }

    pub(crate) async fn posts(
        &self,
        path: &str,
        content_type: &str,
        body: String,
    ) -> Option<(u16, Value)> {
        let request = Request::post(format!("{}/{path}", self.server.url()))
            .header("content-type", content_type)
            .body(Full::new(Bytes::from(body)))
            .unwrap();
        let response = self.client.request(request).await.ok()?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.ok()?.to_bytes();
        Some((status, serde_json::from_slice(&body).unwrap()))
    }

    async fn hook(&self) -> mpsc::UnboundedReceiver<Hooked> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/telegram", listener.local_addr().unwrap());
        let (sender, hooked) = mpsc::unbounded_channel();
        tokio::spawn(hook(listener, sender));
        let set = json!({"url": url, "secret_token": "s3cret"});
        assert_eq!(self.calls("setWebhook", &set).await.unwrap().0, 200);
        hooked
    }
}

async fn hook(listener: TcpListener, sender: mpsc::UnboundedSender<Hooked>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let sender = sender.clone();
        let service = service_fn(move |request| hooked(sender.clone(), request));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async { drop(connection.await) });
    }
}

async fn hooked(
    sender: mpsc::UnboundedSender<Hooked>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, oneshot::error::RecvError> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let (answer, answered) = oneshot::channel();
    let hooked = Hooked {
        headers: head.headers,
        update: serde_json::from_slice(&body).unwrap(),
        answer,
    };
    sender.send(hooked).ok().unwrap();
    answered.await
}

fn status(status: u16, body: &str) -> Response<Full<Bytes>> {
    let body = Full::new(Bytes::from(body.to_owned()));
    let response = Response::builder().status(status);
    response
        .header("Content-Type", "application/json")
        .body(body)
        .unwrap()
}

#[tokio::test]
async fn result_comes_with_ok() {
    let bot = Connected::new().await;
    let (status, body) = bot
        .calls("sendMessage", &json!({"chat_id": 100, "text": "Hi"}))
        .await
        .unwrap();
    assert_eq!(
        (status, &body["ok"], &body["result"]["text"]),
        (200, &json!(true), &json!("Hi"))
    );
}

#[tokio::test]
async fn error_comes_with_code_and_parameters() {
    let bot = Connected::new().await;
    let fault = Fault::too_many_requests(86_400);
    bot.server.telegram().fail_next(On::Any, fault);
    let answer = bot.calls("getMe", &json!({})).await.unwrap();
    let expected = json!({
        "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 86400",
        "parameters": {"retry_after": 86_400},
    });
    assert_eq!(answer, (429, expected));
}

#[tokio::test]
async fn wrong_token_is_unauthorized() {
    let bot = Connected::new().await;
    let (status, body) = bot.posts("bot1:x/getMe", "", String::new()).await.unwrap();
    assert_eq!(
        (status, body),
        (
            401,
            json!({"ok": false, "error_code": 401, "description": "Unauthorized"})
        )
    );
    assert!(bot.server.telegram().calls().is_empty());
}

#[tokio::test]
async fn parameters_come_in_any_form() {
    let bot = Connected::new().await;
    let path = format!("bot{}/sendMessage", TelegramConfig::TOKEN);
    let form = "application/x-www-form-urlencoded";
    let body = "chat_id=100&text=%D0%B4%D0%B0+%2B1".to_owned();
    assert_eq!(
        bot.posts(&path, form, body).await.unwrap().1["result"]["text"],
        "да +1"
    );
    let query = format!("{path}?chat_id=100&text=a%20b");
    assert_eq!(
        bot.posts(&query, "", String::new()).await.unwrap().1["result"]["text"],
        "a b"
    );
    let bad = bot
        .posts(&path, "application/json", "{".to_owned())
        .await
        .unwrap();
    assert_eq!(bad.1["description"], "Bad Request: can't parse JSON object");
}

#[tokio::test]
async fn closed_connection_hides_what_was_done() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    for (fault, sent) in [(Fault::Drop, 0), (Fault::Close, 1)] {
        telegram.fail_next(On::method("sendMessage"), fault);
        let send = json!({"chat_id": 100, "text": "Hi"});
        assert_eq!(bot.calls("sendMessage", &send).await, None);
        let from_bot = telegram
            .screen(ANNA)
            .into_iter()
            .filter(|m| m.user.is_none());
        assert_eq!(from_bot.count(), sent);
    }
}

#[tokio::test]
async fn hanging_answer_never_comes() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    telegram.fail_next(On::Any, Fault::Hang);
    let mut changes = telegram.changes();
    let send = json!({"chat_id": 100, "text": "Hi"});
    tokio::select! {
        _ = bot.calls("sendMessage", &send) => panic!("there is no answer"),
        _ = changes.changed() => {}
    }
    let call = telegram.calls().pop().unwrap();
    assert!(matches!(call.end, CallEnd::Hanging(Ok(_))));
}

#[tokio::test]
async fn update_reaches_the_webhook_with_its_secret() {
    let bot = Connected::new().await;
    let mut hook = bot.hook().await;
    let hooked = hook.recv().await.unwrap();
    assert_eq!(hooked.headers["x-telegram-bot-api-secret-token"], "s3cret");
    assert_eq!(hooked.headers["content-type"], "application/json");
    assert_eq!(hooked.update["message"]["text"], "/start");
}

#[tokio::test]
async fn failure_is_retried_and_the_reply_performed() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let mut hook = bot.hook().await;
    hook.recv()
        .await
        .unwrap()
        .answer
        .send(status(500, ""))
        .unwrap();
    let reply = json!({"method": "sendMessage", "chat_id": 100, "text": "Hello"}).to_string();
    let mut changes = telegram.changes();
    hook.recv()
        .await
        .unwrap()
        .answer
        .send(status(200, &reply))
        .unwrap();
    let greeted = || {
        telegram
            .last_from_bot(ANNA)
            .is_some_and(|shown| shown.text == "Hello")
    };
    while !greeted() {
        changes.changed().await.unwrap();
    }
    assert!(telegram.pending().is_empty());
}

#[tokio::test]
async fn slow_webhook_is_called_again_meanwhile() {
    let bot = Connected::new().await;
    let mut hook = bot.hook().await;
    let slow = hook.recv().await.unwrap();
    bot.clock.advance(Duration::from_secs(59));
    assert!(hook.try_recv().is_err());
    bot.clock.advance(Duration::from_secs(1));
    let again = hook.recv().await.unwrap();
    assert_eq!(again.update, slow.update);
    assert_eq!(
        bot.calls("getWebhookInfo", &json!({})).await.unwrap().1["result"]["last_error_message"],
        "Read timeout expired"
    );
}

#[tokio::test]
async fn later_retries_wait_for_the_clock() {
    let bot = Connected::new().await;
    let telegram = bot.server.telegram();
    let mut hook = bot.hook().await;
    for _ in 0..2 {
        hook.recv()
            .await
            .unwrap()
            .answer
            .send(status(500, ""))
            .unwrap();
    }
    let mut changes = telegram.changes();
    while telegram.until_next_due().is_none() {
        changes.changed().await.unwrap();
    }
    tokio::task::yield_now().await;
    bot.clock.advance(Duration::from_secs(2));
    assert!(hook.recv().await.is_some());
}

#[tokio::test]
async fn webhook_is_set_when_a_connection_opens() {
    let bot = Connected::new().await;
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", taken.local_addr().unwrap());
    assert_eq!(
        bot.calls("setWebhook", &json!({"url": url}))
            .await
            .unwrap()
            .0,
        200
    );
    drop(taken);
    let (status, body) = bot.calls("setWebhook", &json!({"url": url})).await.unwrap();
    assert_eq!(
        (status, &body["description"]),
        (400, &json!("Bad Request: bad webhook: Connection refused"))
    );
}

#[tokio::test]
async fn stopped_server_leaves_its_port() {
    let bot = Connected::new().await;
    let address = bot.server.url().replace("http://", "");
    let telegram = bot.server.telegram();
    bot.server.stop().await;
    assert!(TcpListener::bind(address).await.is_ok());
    assert_eq!(telegram.pending().len(), 1, "the model lives on");
}

#[tokio::test]
async fn port_of_the_configuration_is_taken() {
    let connected = Connected::new().await;
    let url = connected.server.url();
    let port = url.rsplit_once(':').unwrap().1.parse().unwrap();
    let mut config = TelegramConfig::new(Arc::new(connected.clock.clone()));
    config.port = port;
    let taken = TelegramServer::start(config.clone()).await.unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);
    connected.server.stop().await;
    let second = TelegramServer::start(config).await.unwrap();
    assert_eq!(second.url(), url);
    second.stop().await;
}
