//! The same update in whichever event AWS puts it.

use serde_json::Value;

use super::case::{Answer, Case, To, says};
use super::deployed::Deployed;
use super::sample;

const STARTED: &[&str] = &[
    "audience#en#61 / 0000000000042",
    "person#42 / me#conversation",
    "person#42 / me#profile",
];

pub(crate) const CASES: [Case; 4] = [
    started("body_base64"),
    started("apigateway_text_start"),
    started("apigateway_base64"),
    Case {
        file: "apigateway_callback_language",
        after: &[],
        answer: Answer::Call {
            method: "editMessageText",
            to: To::Chat(42),
            says: "русски",
        },
        keys: &[
            "audience#ru#61 / 0000000000042",
            "person#42 / me#conversation",
            "person#42 / me#profile",
        ],
        holds: &[("person#42 / me#profile", "language", "ru")],
    },
];

const fn started(file: &'static str) -> Case {
    Case {
        file,
        after: &[],
        answer: says("Hello, Ann Lee!"),
        keys: STARTED,
        holds: &[("person#42 / me#profile", "first_name", "Ann")],
    }
}

#[tokio::test]
async fn every_envelope_is_understood() {
    for case in &CASES {
        case.check().await;
    }
}

#[tokio::test]
async fn one_update_gets_one_answer_in_every_envelope() {
    same_answer(&[
        "text_start",
        "body_base64",
        "apigateway_text_start",
        "apigateway_base64",
    ])
    .await;
    same_answer(&["callback_language", "apigateway_callback_language"]).await;
}

async fn same_answer(files: &[&str]) {
    let (first, others) = files.split_first().unwrap();
    let (body, answer) = (sample::body(&sample::event(first)), answer(first).await);
    for other in others {
        assert_eq!(sample::body(&sample::event(other)), body, "{other}");
        assert_eq!(self::answer(other).await, answer, "{other}");
    }
}

async fn answer(file: &str) -> Value {
    Deployed::start().await.play(file).await
}
