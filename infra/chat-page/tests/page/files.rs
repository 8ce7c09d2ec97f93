use axum::http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Full};

use crate::browser::Browser;

/// A file and its type.
async fn file(browser: &Browser, path: &str) -> (String, String) {
    let request = browser.request(&Method::GET, path);
    let response = browser.answer(request.body(Full::default()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let kind = response.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (kind, String::from_utf8(body.to_vec()).unwrap())
}

/// What stands between two words, each time that it does.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let pieces = text.split(before).skip(1);
    pieces
        .filter_map(|piece| Some(piece.split_once(after)?.0))
        .collect()
}

#[tokio::test]
async fn everything_that_is_referred_to_is_there() {
    let browser = Browser::open().await;
    let (kind, page) = file(&browser, "/").await;
    assert_eq!(kind, "text/html; charset=utf-8");
    let mut wanted = between(&page, "\"/page/", "\"")
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let mut seen = Vec::new();
    while let Some(name) = wanted.pop() {
        if seen.contains(&name) {
            continue;
        }
        let (kind, text) = file(&browser, &format!("/page/{name}")).await;
        let expected = match name.rsplit_once('.').unwrap().1 {
            "js" => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            _ => "image/svg+xml",
        };
        assert_eq!(kind, expected, "{name}");
        wanted.extend(
            between(&text, "from \"./", "\"")
                .into_iter()
                .map(str::to_owned),
        );
        seen.push(name);
    }
    assert!(seen.len() > 15, "the search finds the scripts: {seen:?}");
}

#[tokio::test]
async fn no_file_asks_another_server() {
    let browser = Browser::open().await;
    let (_, page) = file(&browser, "/").await;
    assert!(!page.contains("://"), "the page refers to another server");
    assert!(
        !page.contains(" style=") && !page.contains(" onclick="),
        "the policy forbids those"
    );
}
