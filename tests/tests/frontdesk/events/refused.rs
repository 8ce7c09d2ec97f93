//! What is turned away, and changes nothing; and the health page.

use super::case::{Answer, Case};

pub(crate) const CASES: [Case; 9] = [
    plain("secret_wrong", 401, "secret token is missing or wrong"),
    plain("secret_missing", 401, "secret token is missing or wrong"),
    plain("body_malformed", 400, "integer update_id"),
    plain("body_without_update_id", 400, "integer update_id"),
    plain("body_too_large", 413, "at most 128 KiB"),
    plain("content_type_wrong", 415, "application/json"),
    plain("path_unknown", 404, "nothing here"),
    plain("method_wrong", 405, "see Allow"),
    plain("health", 200, r#""status":"ok""#),
];

const fn plain(file: &'static str, status: u16, text: &'static str) -> Case {
    Case {
        file,
        after: &[],
        answer: Answer::Plain(status, text),
        keys: &[],
        holds: &[],
    }
}

#[tokio::test]
async fn every_bad_request_has_its_status() {
    for case in &CASES {
        case.check().await;
    }
}
