//! Delivers updates over HTTP.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::task::JoinSet;

use crate::webhook::MAX_REPLY_BYTES;
use crate::{Delivery, Outcome, Telegram, WebhookAnswer};

/// How long Telegram waits for the answer of a webhook.
const ANSWER_LIMIT: Duration = Duration::from_secs(60);

type HttpClient = Client<HttpConnector, Full<Bytes>>;

/// Makes every delivery when it is due, until the future is dropped.
pub(crate) async fn deliver(telegram: Arc<Telegram>) {
    let client = Client::builder(TokioExecutor::new()).build_http();
    let mut under_way = JoinSet::new();
    let mut changes = telegram.changes();
    loop {
        changes.mark_unchanged();
        for delivery in telegram.due() {
            under_way.spawn(make(Arc::clone(&telegram), client.clone(), delivery));
        }
        tokio::select! {
            _ = changes.changed() => {}
            () = next_due(&telegram) => {}
            Some(_) = under_way.join_next() => {}
        }
    }
}

async fn next_due(telegram: &Telegram) {
    match telegram.until_next_due() {
        Some(wait) => telegram.config().clock.sleep(wait).await,
        None => std::future::pending().await,
    }
}

async fn make(telegram: Arc<Telegram>, client: HttpClient, delivery: Delivery) {
    let clock = &*telegram.config().clock;
    let answer = clock::within(clock, ANSWER_LIMIT, post(&client, &delivery)).await;
    let outcome = answer.map_or(Outcome::TimedOut, |answer| {
        answer.map_or(Outcome::Closed, Outcome::Answered)
    });
    telegram.finished(&delivery, &outcome);
}

/// None when the connection was refused or closed. Redirects are not followed.
async fn post(client: &HttpClient, delivery: &Delivery) -> Option<WebhookAnswer> {
    let mut request = Request::post(&delivery.url);
    for (name, value) in delivery.headers() {
        request = request.header(name, value);
    }
    let request = request.body(Full::new(delivery.body.clone())).ok()?;
    let response = client.request(request).await.ok()?;
    let (head, body) = response.into_parts();
    let text = |value: &http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)));
    // A body that is too large is no call, and one that breaks off is no answer.
    let body = match Limited::new(body, MAX_REPLY_BYTES).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => Bytes::new(),
        Err(_) => return None,
    };
    Some(WebhookAnswer {
        status: head.status.as_u16(),
        headers: headers.collect(),
        body,
    })
}
