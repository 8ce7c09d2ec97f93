//! A stray text is no answer: whoever has gone elsewhere by a button has left the open question.

use desk::Dialogue;
use frontdesk_tests::{Answer, updates};
use store::Key;

use crate::schedule::studio::{ANN, BOB, EVE, MAX, Studio};

/// A studio with a booking, and Max asked why he cancels it.
async fn asked() -> (Studio, Answer) {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let why = studio
        .goes(MAX, "/schedule 2026-03-03", &["14:00 Ann", "Cancel"])
        .await;
    (studio, why)
}

/// Says something that is no answer to anything.
async fn says_hello(studio: &Studio, user: i64) {
    let hint = studio.says(user, "hello").await;
    assert!(hint.text().contains("what I can do"), "{hint:?}");
}

#[tokio::test]
async fn turning_the_day_leaves_the_reason() {
    let (studio, _) = asked().await;
    let day = studio.says(BOB, "/schedule 2026-03-03").await;
    let before = studio.state().await;
    studio.taps(MAX, &day, "›").await;
    says_hello(&studio, MAX).await;
    assert_eq!(studio.state().await, before);
    assert!(studio.told(ANN).await.is_empty());
}

/// Those of every other capability, too.
#[tokio::test]
async fn any_other_screen_leaves_the_reason() {
    for data in ["t:t", "t:h:w", "b:s", "b:u:", "m:m", "t:b:20260303:1"] {
        let (studio, _) = asked().await;
        let before = studio.state().await;
        studio.presses(MAX, data).await;
        says_hello(&studio, MAX).await;
        assert_eq!(studio.state().await, before, "{data}");
    }
}

/// Somebody's request to join comes in between, and those who look around have not left either.
#[tokio::test]
async fn deciding_and_looking_leave_the_reason_open() {
    for data in ["m:h", "m:l", "l:en", "d:43:7:r", "d:43:7:c1"] {
        let (studio, _) = asked().await;
        let max = studio.stored::<desk::Profile>(Key::profile(MAX)).await;
        let manager = max.unwrap().with_role(desk::Role::Manager);
        studio.puts(manager).await;
        studio.presses(MAX, data).await;
        let done = studio.says(MAX, "A burst pipe").await;
        assert!(done.text().contains("is cancelled"), "{data}: {done:?}");
    }
}

/// The times at which a time away can end stand below the same question.
#[tokio::test]
async fn buttons_of_the_form_keep_it_open() {
    let studio = Studio::new().await;
    let open = ["Be away", "13:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    let done = studio.says(MAX, "13:00-15:00 dentist").await;
    assert!(done.text().contains("You are away"), "{done:?}");
}

#[tokio::test]
async fn no_stray_name_books_anything() {
    let studio = Studio::new().await;
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    let day = studio.says(BOB, "/schedule 2026-03-03").await;
    studio.taps(MAX, &day, "Week").await;
    says_hello(&studio, MAX).await;
    assert!(studio.day(MAX, 3).await.sheet.bookings().is_empty());
}

#[tokio::test]
async fn no_stray_note_blocks_anything() {
    let studio = Studio::new().await;
    let open = ["Be away", "13:00", "15:00"];
    let note = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    assert!(note.text().contains("note for yourself"), "{note:?}");
    studio.presses(MAX, "t:d:20260304").await;
    says_hello(&studio, MAX).await;
    assert!(studio.day(MAX, 3).await.sheet.blocks().is_empty());
    let stale = studio.taps(MAX, &note, "No note").await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
    assert!(studio.day(MAX, 3).await.sheet.blocks().is_empty());
}

#[tokio::test]
async fn a_client_leaves_the_reason_likewise() {
    for elsewhere in ["My bookings", "Menu"] {
        let studio = Studio::new().await;
        let booked = studio.books(ANN, "14:00").await;
        let menu = studio.says(ANN, "/help").await;
        let start = studio.says(ANN, "/start").await;
        let why = studio.taps(ANN, &booked, "Cancel it").await;
        assert!(why.text().contains("Why"), "{why:?}");
        let under = if elsewhere == "Menu" { &menu } else { &start };
        studio.taps(ANN, under, elsewhere).await;
        says_hello(&studio, ANN).await;
        assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 1);
        assert_eq!(studio.told(MAX).await.len(), 1, "of the booking alone");
    }
}

#[tokio::test]
async fn no_stray_text_names_or_prices_a_service() {
    for question in [
        vec!["Services", "Beard", "✏️ English"],
        vec!["Services", "Beard", "Price"],
        vec!["Services", "A new service"],
    ] {
        let studio = Studio::new().await;
        let services = studio.goes(EVE, "/shop", &["Services"]).await;
        studio.goes(EVE, "/shop", &question).await;
        let before = studio.state().await;
        studio.taps(EVE, &services, "Haircut").await;
        let hint = studio.says(EVE, "100").await;
        assert!(hint.text().contains("what I can do"), "{hint:?}");
        assert_eq!(studio.state().await, before, "{question:?}");
    }
}

/// As by a command, but the menu alone is only looked at.
#[tokio::test]
async fn booking_leaves_the_form_of_joining() {
    let studio = Studio::new().await;
    studio.says(ANN, "/join").await;
    studio.presses(ANN, "m:m").await;
    let last = studio.says(ANN, "Ann").await;
    assert!(last.text().contains("last name"), "{last:?}");
    studio.presses(ANN, "b:s").await;
    says_hello(&studio, ANN).await;
}

/// A search goes on while its people are looked at; elsewhere it has ended.
#[tokio::test]
async fn a_search_stays_among_the_people() {
    let studio = Studio::new().await;
    studio.says(EVE, "/people").await;
    studio.presses(EVE, &format!("p:c:{MAX}")).await;
    assert!(matches!(open(&studio, EVE).await, Dialogue::People(_)));
    studio.presses(EVE, "s:t").await;
    assert_eq!(open(&studio, EVE).await, Dialogue::Idle);
}

#[tokio::test]
async fn leaving_costs_one_write() {
    let (studio, _) = asked().await;
    studio.world.wire.operations();
    studio.presses(MAX, "t:d:20260304").await;
    let made = ["Query", "BatchGetItem", "TransactWriteItems"];
    assert_eq!(studio.world.wire.operations(), made, "a role is checked");
    studio.presses(MAX, "t:d:20260304").await;
    assert_eq!(studio.world.wire.operations(), made[..2], "no form is open");
    let list = studio.says(ANN, "/mybookings").await;
    let card = studio.taps(ANN, &list, "3 March").await;
    studio.taps(ANN, &card, "Cancel it").await;
    studio.world.wire.operations();
    studio.presses(ANN, "b:u:").await;
    let made = studio.world.wire.operations();
    assert_eq!(made.last().unwrap(), "UpdateItem", "{made:?}");
}

/// Leaving is a change, and a repetition of the press gives the same answer.
#[tokio::test]
async fn a_repeated_press_leaves_once() {
    let (studio, _) = asked().await;
    let press = updates::press(studio.next_id(), MAX, "t:d:20260304");
    let first = studio.world.ok(&press).await;
    let after = studio.world.dump().await;
    assert_eq!(studio.world.ok(&press).await, first);
    assert_eq!(studio.world.dump().await, after);
}

async fn open(studio: &Studio, user: i64) -> Dialogue {
    let loaded = studio.table().load_private(user).await.unwrap();
    let stored = loaded.conversation.dialogue;
    stored.map_or_else(Dialogue::default, |stored| {
        serde_json::from_str(&stored.json).unwrap()
    })
}
