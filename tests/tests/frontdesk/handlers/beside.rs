//! Calls beside the reply: made once, and nothing depends on them.

use engine::Class;
use frontdesk_tests::town::ANN;
use telegram_server::{Fault, On, UserId};

use super::office::{Office, text};

/// An office in which Ann sees a message of the bot, and the words that edit it.
async fn with_a_message() -> (Office, String) {
    let office = Office::new().await;
    let message = office.town.telegram().last_from_bot(UserId(ANN)).unwrap();
    let command = format!("beside {}", message.message_id);
    (office, command)
}

#[tokio::test]
async fn a_call_beside_the_reply_is_made() {
    let (office, command) = with_a_message().await;
    let report = office.ann(1_000, &command).await;
    assert_eq!(text(&report), "answered");
    assert_eq!((report.class, report.direct_calls), (Class::Answered, 1));
    assert_eq!(office.town.last(ANN), "edited");
    assert_eq!(office.operations(), ["Query"], "it changes no state");
}

#[tokio::test]
async fn a_call_that_fails_disturbs_nobody() {
    let (office, command) = with_a_message().await;
    let before = office.town.last(ANN);
    let telegram = office.town.telegram();
    telegram.fail_next(On::Any, Fault::Drop);
    let report = office.ann(1_000, &command).await;
    assert_eq!(text(&report), "answered");
    assert_eq!(office.town.last(ANN), before);
}

#[tokio::test]
async fn a_repetition_makes_no_call_beside() {
    let (office, command) = with_a_message().await;
    let booking = format!("book 1 ann {command}");
    let first = office.ann(1_000, &booking).await;
    assert_eq!((first.class, first.direct_calls), (Class::Changed, 1));
    assert_eq!(office.town.last(ANN), "edited");
    let again = office.ann(1_000, &booking).await;
    assert_eq!((again.class, again.direct_calls), (Class::Duplicate, 0));
    assert_eq!(text(&again), "booked");
}
