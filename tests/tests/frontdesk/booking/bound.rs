//! A client has one booking ahead, unless a manager lets them have more.

use std::sync::Arc;

use frontdesk_tests::{Answer, BOSS, updates};
use outbox::Recipient;

use super::salon::{ANN, MAX, Salon, buttons};

const LIFT: &str = "Allow several bookings";
const BIND: &str = "One booking at a time";

/// A salon that Ann has come to, and her card, as the boss sees it.
async fn with_card() -> (Salon, Answer) {
    let salon = Salon::new().await;
    salon.says(ANN, "/start").await;
    let card = salon.says(BOSS, "/people 42").await;
    (salon, card)
}

async fn is_lifted(salon: &Salon) -> bool {
    salon.head(ANN).await.is_some_and(|head| head.lifted)
}

#[tokio::test]
async fn a_manager_lifts_the_bound_and_binds_again() {
    let (salon, card) = with_card().await;
    salon.books(ANN, "14:00").await;
    let lifted = salon.taps(BOSS, &card, LIFT).await;
    insta::assert_snapshot!(lifted.text(), @r"
    <b>Person42</b>
    ID 42
    Roles: client
    🔓 May have several bookings ahead.
    2026-03-02 09:00 — several bookings allowed (Person1)
    ");
    salon.rest();
    salon.books(ANN, "16:00").await;
    let bound = salon.taps(BOSS, &lifted, BIND).await;
    assert!(buttons(&bound).contains(LIFT), "{}", buttons(&bound));
    salon.rest();
    let refused = salon.says(ANN, "/book").await;
    assert!(refused.text().contains("already"), "{refused:?}");
    assert_eq!(salon.booked(MAX).await.len(), 2, "those she has stay");
    salon.both_sides_agree(&[MAX], &[ANN]).await;
    let history = salon.taps(BOSS, &bound, "History").await;
    insta::assert_snapshot!(history.text(), @r"
    <b>What was changed about Person42</b>
    2026-03-02 09:00 — one booking at a time (1)
    2026-03-02 09:00 — several bookings allowed (1)
    ");
}

#[tokio::test]
async fn a_card_looked_at_later_shows_it() {
    let (salon, card) = with_card().await;
    salon.taps(BOSS, &card, LIFT).await;
    salon.says(BOSS, "/language ru").await;
    let card = salon.says(BOSS, "/people 42").await;
    assert!(card.text().contains("несколько записей вперёд"), "{card:?}");
    let granted = salon.taps(BOSS, &card, "➕ техник").await;
    assert!(granted.text().contains("несколько записей вперёд"));
    assert!(buttons(&granted).contains("Только одна запись"));
    assert!(is_lifted(&salon).await);
}

#[tokio::test]
async fn the_client_hears_of_it() {
    let (salon, card) = with_card().await;
    salon.taps(BOSS, &card, LIFT).await;
    let notices = salon.notices().await;
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].to, Recipient::Person(ANN));
    assert_eq!(notices[0].text.key(), "people-notice-lifted");
}

#[tokio::test]
async fn a_button_of_before_changes_nothing() {
    let (salon, old) = with_card().await;
    let press = updates::press(salon.next_id(), BOSS, &old.data(LIFT));
    let lifted = salon.world.ok(&press).await;
    let before = salon.world.dump().await;
    salon.world.ok(&press).await;
    let twice = salon.taps(BOSS, &old, LIFT).await;
    assert!(buttons(&twice).contains(BIND), "{}", buttons(&twice));
    let forged = old.data(LIFT).replacen("p:l:", "p:b:", 1);
    salon.presses(BOSS, &forged).await;
    salon
        .presses(BOSS, &lifted.data(BIND).replacen("p:b:", "p:l:", 1))
        .await;
    assert_eq!(salon.world.dump().await, before);
    let bound = salon.taps(BOSS, &lifted, BIND).await;
    salon.taps(BOSS, &old, LIFT).await;
    salon.taps(BOSS, &lifted, BIND).await;
    assert!(!is_lifted(&salon).await);
    salon.taps(BOSS, &bound, LIFT).await;
    assert!(is_lifted(&salon).await);
}

#[tokio::test]
async fn no_client_lifts_their_own_bound() {
    let (salon, card) = with_card().await;
    let before = salon.world.dump().await;
    for user in [ANN, MAX] {
        let refused = salon.taps(user, &card, LIFT).await;
        assert_eq!(refused.call()["method"], "answerCallbackQuery");
    }
    assert_eq!(salon.world.dump().await, before);
}

/// The head is one item: neither the booking nor the bound is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_booking_meanwhile_is_not_lost() {
    let (salon, card) = with_card().await;
    let salon = Arc::new(salon);
    salon.books(ANN, "14:00").await;
    let head = salon.head(ANN).await.unwrap();
    let step = head.step + 1;
    let booking = salon.puts(desk::ClientHead { step, ..head });
    let lifted = salon.interrupted(BOSS, &card.data(LIFT), booking).await;
    assert!(buttons(&lifted).contains(BIND), "{}", buttons(&lifted));
    assert!(is_lifted(&salon).await);
    assert_eq!(salon.head(ANN).await.unwrap().step, step);
    salon.both_sides_agree(&[MAX], &[ANN]).await;
}

#[tokio::test]
async fn lifting_it_costs_two_reads() {
    let (salon, card) = with_card().await;
    salon.world.wire.operations();
    salon.taps(BOSS, &card, LIFT).await;
    let mut requests = salon.world.wire.operations();
    requests.retain(|request| request != "SendMessageBatch");
    assert_eq!(
        requests,
        ["Query", "BatchGetItem", "GetItem", "TransactWriteItems"]
    );
}
