//! Every open dialogue and request of an earlier build goes on, and its last replies are known.

use frontdesk_tests::{BOSS, updates};

use super::business::{ANN, EVE, MAX, business, no_reminder_is_left, says};
use crate::schedule::studio::seen;

#[tokio::test]
async fn every_open_question_takes_its_answer() {
    for (user, answer, says_then) in [
        (ANN, "I have to work", "is cancelled"),
        (BOSS, "lee", "[Ann Lee]"),
        (EVE, "Массаж", "in Uzbek"),
        (MAX, "18:00-19:00 gym", "You are away on Thu, 5 March"),
    ] {
        let world = business().await;
        let next = says(&world, 601, user, answer).await;
        assert!(seen(&next).contains(says_then), "{answer}: {next:?}");
        if user == ANN {
            no_reminder_is_left(&world).await;
        }
    }
}

#[tokio::test]
async fn every_stored_reply_is_repeated() {
    let world = business().await;
    for (repeated, says) in [
        (updates::press(546, ANN, "-"), "Why do you cancel it?"),
        (updates::text(536, ANN, "-"), "Wed, 4 March"),
        (updates::text(564, BOSS, "-"), "Whom are you looking for?"),
        (updates::press(559, BOSS, "-"), "master, technician by Boss"),
        (updates::text(570, EVE, "-"), "And in Russian?"),
        (updates::text(533, MAX, "-"), "Booked: Mrs Smith"),
    ] {
        let answer = world.ok(&repeated).await;
        assert!(answer.text().contains(says), "{says}: {answer:?}");
    }
}

#[tokio::test]
async fn stored_requests_are_decided_once() {
    let world = business().await;
    let decided = world.ok(&updates::press(601, BOSS, "d:47:555:r")).await;
    assert!(decided.text().contains("master, technician"), "{decided:?}");
    let pending = world.ok(&updates::press(602, BOSS, "d:46:563:m")).await;
    assert!(
        pending.text().contains("approved by Person1"),
        "{pending:?}"
    );
    let card = says(&world, 603, BOSS, "/people 47").await;
    let approved = "request approved: master (Boss)";
    assert!(card.text().contains(approved), "{}", card.text());
}
