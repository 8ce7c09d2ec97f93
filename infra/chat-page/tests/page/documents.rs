use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use serde_json::json;
use telegram_server::Upload;

use crate::browser::{ANN, ANNS_CHAT, Browser, refused};

const FILE: &str = "BEGIN:VCALENDAR\r\n";

/// A page on which the bot has sent Ann a file, as message 2.
async fn with_file(name: &str) -> Browser {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    let file = Upload {
        field: "document".to_owned(),
        name: name.to_owned(),
        content: FILE.into(),
    };
    let params = json!({"chat_id": 42, "caption": "Your visit"});
    let sent = browser.telegram.upload("sendDocument", params, vec![file]);
    sent.unwrap();
    browser
}

async fn download(browser: &Browser) -> (HeaderMap, Bytes) {
    let path = format!("{ANNS_CHAT}/messages/2/document");
    let request = browser.request(&Method::GET, &path);
    let response = browser.answer(request.body(Full::default()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (headers, body)
}

#[tokio::test]
async fn a_file_is_listed_with_its_name() {
    let browser = with_file("visit.ics").await;
    let message = browser.anns_chat().await["messages"][1].clone();
    let document = json!({"name": "visit.ics", "mime": "text/calendar", "size": FILE.len()});
    assert_eq!(message["document"], document);
    assert_eq!(
        (&message["kind"], &message["html"]),
        (&json!("document"), &json!("Your visit"))
    );
}

#[tokio::test]
async fn a_file_is_saved_and_never_shown() {
    let browser = with_file("visit.html").await;
    let (headers, body) = download(&browser).await;
    assert_eq!(body, FILE);
    assert_eq!(headers["content-type"], "text/html");
    let saved = "attachment; filename=\"visit.html\"; filename*=UTF-8''visit.html";
    assert_eq!(headers["content-disposition"], saved);
    assert_eq!(headers["x-content-type-options"], "nosniff");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
}

#[tokio::test]
async fn any_name_goes_into_the_header() {
    let browser = with_file("визит \"1\"\r\n.ics").await;
    let (headers, _) = download(&browser).await;
    let saved = "attachment; filename=\"_______1___.ics\"; \
        filename*=UTF-8''%D0%B2%D0%B8%D0%B7%D0%B8%D1%82%20%221%22%0D%0A.ics";
    assert_eq!(headers["content-disposition"], saved);
}

#[tokio::test]
async fn only_those_in_the_chat_get_its_files() {
    let browser = with_file("visit.ics").await;
    let get = async |path: &str| browser.sends(Method::GET, path, json!(null)).await;
    let foreign = get("/api/people/43/chats/42/messages/2/document").await;
    let said = "Person 43 is not in chat 42: let them join it first.";
    assert_eq!(refused(&foreign), (422, said));
    for message in [1, 9] {
        let none = get(&format!("{ANNS_CHAT}/messages/{message}/document")).await;
        assert_eq!(refused(&none), (404, "There is no file in this message."));
    }
}
