use axum::http::request::Builder;
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use serde_json::Value;

use crate::browser::{ANNS_CHAT, Answer, Browser, refused};

async fn answer(browser: &Browser, request: Builder, body: &str) -> Answer {
    let body = Full::from(Bytes::from(body.to_owned()));
    let response = browser.answer(request.body(body).unwrap()).await;
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// Something said with this body and this header.
async fn says(browser: &Browser, body: &str, (name, value): (&str, &str)) -> Answer {
    let messages = format!("{ANNS_CHAT}/messages");
    let mut request = browser
        .request(&Method::POST, &messages)
        .header(name, value);
    if name != "content-type" {
        request = request.header("content-type", "application/json");
    }
    answer(browser, request, body).await
}

#[tokio::test]
async fn foreign_names_of_this_machine_are_refused() {
    let browser = Browser::open().await;
    let sentence =
        "This page is for this machine alone: open it as http://127.0.0.1 with its port.";
    for path in ["/", "/page/main.js", "/api/people", "/api/nowhere"] {
        for host in ["evil.example", "127.0.0.1.evil.example:8480", "10.0.0.1"] {
            let request = browser.request(&Method::GET, path).header("host", host);
            assert_eq!(
                refused(&answer(&browser, request, "").await),
                (403, sentence),
                "{host}"
            );
        }
    }
    for host in ["localhost:8480", "127.0.0.1", "[::1]:9", "LOCALHOST"] {
        let request = browser
            .request(&Method::GET, "/api/people")
            .header("host", host);
        assert_eq!(
            answer(&browser, request, "").await.0,
            StatusCode::OK,
            "{host}"
        );
    }
}

#[tokio::test]
async fn pages_of_other_sites_cannot_act() {
    let browser = Browser::open().await;
    let sentence = "Pages of other sites cannot act here: use the page of this server.";
    let other_port = "http://127.0.0.1:1".to_owned();
    let other_scheme = format!("https://{}", browser.host);
    for origin in ["http://evil.example", "null", &other_port, &other_scheme] {
        let said = says(&browser, r#"{"text": "x"}"#, ("origin", origin)).await;
        assert_eq!(refused(&said), (403, sentence), "{origin}");
    }
    let own = format!("http://{}", browser.host);
    let said = says(&browser, r#"{"text": "x"}"#, ("origin", &own)).await;
    assert_eq!(said.0, StatusCode::CREATED);
    assert_eq!(browser.telegram.pending().len(), 1);
}

#[tokio::test]
async fn only_json_is_taken() {
    let browser = Browser::open().await;
    let form = says(&browser, r#"{"text": "x"}"#, ("content-type", "text/plain")).await;
    assert_eq!(form.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let json = ("content-type", "application/json");
    for body in ["{", "{}", r#"{"text": 5}"#, "[]", ""] {
        let said = says(&browser, body, json).await;
        assert_eq!(said.0, StatusCode::BAD_REQUEST, "{body}");
        assert!(
            said.1["error"].as_str().unwrap().ends_with('.'),
            "{}",
            said.1
        );
    }
    let huge = format!(r#"{{"text": "{}"}}"#, "x".repeat(3 * 1024 * 1024));
    assert_eq!(
        says(&browser, &huge, json).await.0,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert!(browser.telegram.pending().is_empty());
}

#[tokio::test]
async fn other_methods_are_refused() {
    let browser = Browser::open().await;
    let sentence = "This address does not take requests of this method.";
    for path in [
        "/api/people",
        "/api/events",
        ANNS_CHAT,
        &format!("{ANNS_CHAT}/taps"),
    ] {
        assert_eq!(
            refused(&browser.deletes(path).await),
            (405, sentence),
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_answer_forbids_what_is_foreign() {
    let browser = Browser::open().await;
    for path in [
        "/",
        "/page/main.js",
        "/api/people",
        "/api/nowhere",
        "/nowhere",
    ] {
        let request = browser.request(&Method::GET, path);
        let response = browser.answer(request.body(Full::default()).unwrap()).await;
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; "),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(
            response.headers()["x-content-type-options"],
            "nosniff",
            "{path}"
        );
    }
}
