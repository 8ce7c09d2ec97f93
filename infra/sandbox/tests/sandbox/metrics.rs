//! What the sandbox counts, as Prometheus finds it on its port.

use std::sync::Arc;

use clock::SystemClock;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use sandbox::Place;
use telemetry::{Buffer, Filter};
use tracing_subscriber::layer::SubscriberExt as _;

use crate::story::{Story, options};

async fn page(story: &Story) -> (StatusCode, String) {
    let url = format!("http://127.0.0.1:{}/metrics", story.sandbox.port());
    let client = Client::builder(TokioExecutor::new()).build_http();
    let request = Request::get(url).body(Empty::<bytes::Bytes>::new());
    let answer = client.request(request.unwrap()).await.unwrap();
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// The sum of all samples of a metric with these labels.
fn sum(page: &str, metric: &str, labels: &str) -> u64 {
    let samples = page.lines().filter_map(|line| line.rsplit_once(' '));
    let samples = samples.filter(|(series, _)| {
        let name = series.split('{').next();
        name == Some(metric) && series.contains(labels)
    });
    samples
        .map(|(_, value)| value.parse::<u64>().unwrap())
        .sum()
}

#[tokio::test]
async fn a_story_is_counted_on_the_page() {
    let options = options(Place::Memory);
    let clock = Arc::new(SystemClock::new());
    let lines = telemetry::subscriber(clock, Filter::parse(Some("off")), Buffer::default());
    let lines = lines.with(options.metrics.layer());
    let _guard = telemetry::listen(lines);
    let story = Story::with(options).await.unwrap();
    story.asks_to_join().await;
    story.sees(1, "Request to join").await;
    // A notice comes to its end after the person has seen it.
    let page = loop {
        let (status, page) = page(&story).await;
        assert_eq!(status, StatusCode::OK);
        if sum(&page, "notices_total", r#"kind="access",outcome="sent""#) > 0 {
            break page;
        }
        tokio::task::yield_now().await;
    };
    assert!(
        sum(&page, "updates_total", r#"outcome="changed""#) >= 5,
        "{page}"
    );
    let sent = r#"method="sendMessage",outcome="ok""#;
    assert_eq!(sum(&page, "bot_api_requests_total", sent), 1, "{page}");
    assert_eq!(
        sum(&page, "update_duration_seconds_count", ""),
        sum(&page, "updates_total", "")
    );
    assert!(sum(&page, "heartbeat_timestamp_seconds", "") > 1_700_000_000);
    assert_eq!(sum(&page, "active_users", ""), 2);
    story.sandbox.stop().await;
}
