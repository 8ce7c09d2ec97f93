use std::time::Duration;

use axum::body::Body;
use axum::http::Method;
use bytes::Bytes;
use clock::SystemClock;
use http_body_util::{BodyExt as _, Full};
use serde_json::json;

use crate::browser::{ANN, ANNS_CHAT, Browser};

/// What has not come by then will not come.
const PATIENCE: Duration = Duration::from_secs(10);

struct Stream(Body);

impl Stream {
    async fn open(browser: &Browser) -> Self {
        let request = browser.request(&Method::GET, "/api/events");
        let request = request.body(Full::<Bytes>::default()).unwrap();
        let response = browser.answer(request).await;
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self(response.into_body())
    }

    /// The next event; none at the end.
    async fn next(&mut self) -> Option<String> {
        let frame = clock::within(&SystemClock::new(), PATIENCE, self.0.frame()).await;
        let frame = frame.expect("something happens on the stream")?.unwrap();
        Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
    }
}

#[tokio::test]
async fn each_change_is_told() {
    let browser = Browser::open().await;
    let mut stream = Stream::open(&browser).await;
    assert_eq!(stream.next().await.unwrap(), "retry: 1000\ndata: 1\n\n");
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    assert_eq!(stream.next().await.unwrap(), "retry: 1000\ndata: 2\n\n");
    browser
        .posts(&format!("{ANNS_CHAT}/read"), json!({"up_to": 1}))
        .await;
    assert_eq!(stream.next().await.unwrap(), "retry: 1000\ndata: 3\n\n");
}

#[tokio::test]
async fn a_closed_page_ends_its_streams() {
    let browser = Browser::open().await;
    let mut stream = Stream::open(&browser).await;
    stream.next().await.unwrap();
    browser.page.close();
    assert_eq!(stream.next().await, None);
}
