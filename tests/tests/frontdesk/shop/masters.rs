//! Who can be booked: those who hold the role of a master, and whom the shop lets clients book.

use desk::{Catalogue, MAX_MASTERS, Member, Profile, Role};
use frontdesk_tests::Answer;
use store::Key;

use crate::schedule::studio::{ANN, BOB, EVE, MAX, Studio, profile, seen};

const BOOK_BOB: &str = "/book haircut bob 2026-03-03 14:00";
const BOOK_MAX: &str = "/book haircut max 2026-03-03 14:00";

/// The manager presses a button on somebody's card.
async fn changes(studio: &Studio, of: i64, label: &str) -> Answer {
    studio.goes(EVE, &format!("/people {of}"), &[label]).await
}

/// What an answer shows over the chat, and nothing else.
fn over_the_chat(answer: &Answer) -> String {
    let call = answer.call();
    assert_eq!(call["method"], "answerCallbackQuery");
    call["text"].as_str().unwrap().to_owned()
}

async fn is_booked(studio: &Studio, typed: &str) -> bool {
    let answer = studio.says(ANN, typed).await;
    answer.text().contains("You are booked")
}

/// Somebody who has started the bot under this name.
async fn met(studio: &Studio, id: i64, name: &str) {
    studio.puts(profile(id, name, None)).await;
}

/// The first of the shop's masters of that name.
async fn called(studio: &Studio, name: &str) -> Option<Member> {
    let mut masters = studio.shop().await.masters.into_iter();
    masters.find(|master| master.name == name)
}

#[tokio::test]
async fn who_is_no_master_is_not_booked() {
    let studio = Studio::new().await;
    let open = studio.goes(EVE, "/shop", &["Masters", "Bob"]).await;
    let off = studio.taps(EVE, &open, "No more bookings").await;
    changes(&studio, BOB, "➖ master").await;
    let former = studio.goes(EVE, "/shop", &["Masters", "▫️ Bob"]).await;
    insta::assert_snapshot!(seen(&former), @r"
    <b>Bob</b> is not a master any more, and clients cannot book them. The role is given in /people; what they did and when they worked is kept.
    [‹ Back]
    ");
    let before = studio.state().await;
    let stale = studio.taps(EVE, &off, "Let clients book").await;
    assert!(stale.text().contains("not a master any more"), "{stale:?}");
    let edits = studio.shop().await.edits;
    for data in [format!("s:v:{BOB}:1:{edits}"), off.data("Let clients book")] {
        studio.presses(EVE, &data).await;
    }
    assert_eq!(studio.state().await, before);
    assert!(!is_booked(&studio, BOOK_BOB).await);
}

/// As an older build has left the shop: it did not know of those who were masters.
#[tokio::test]
async fn the_role_decides_whatever_the_shop_says() {
    let studio = Studio::new().await;
    let mut shop = studio.shop().await;
    shop.masters[1].on = false;
    studio.puts(shop).await;
    studio.puts(profile(BOB, "Bob", None)).await;
    let off = studio.goes(EVE, "/shop", &["Masters", "Bob"]).await;
    let before = studio.state().await;
    let refused = studio.taps(EVE, &off, "Let clients book").await;
    assert!(over_the_chat(&refused).contains("not a master now"));
    assert_eq!(studio.state().await, before);
    changes(&studio, BOB, "➕ master").await;
    let off = studio.goes(EVE, "/shop", &["Masters", "Bob"]).await;
    studio.taps(EVE, &off, "Let clients book").await;
    assert!(is_booked(&studio, BOOK_BOB).await);
}

#[tokio::test]
async fn no_more_bookings_outlives_the_role() {
    let studio = Studio::new().await;
    let path = ["Masters", "Max", "No more bookings"];
    studio.goes(EVE, "/shop", &path).await;
    for [out, back] in [["Deactivate", "Reactivate"], ["➖ master", "➕ master"]] {
        changes(&studio, MAX, out).await;
        changes(&studio, MAX, back).await;
        assert!(!is_booked(&studio, BOOK_MAX).await, "{back}");
    }
    let path = ["Masters", "Max", "Let clients book"];
    studio.goes(EVE, "/shop", &path).await;
    changes(&studio, MAX, "Deactivate").await;
    assert!(!is_booked(&studio, BOOK_MAX).await);
    changes(&studio, MAX, "Reactivate").await;
    assert!(is_booked(&studio, BOOK_MAX).await);
}

#[tokio::test]
async fn one_goes_and_another_comes() {
    let studio = Studio::new().await;
    let hire = |shop: Catalogue, id: i64| shop.with_master(id, &format!("M{id}")).unwrap();
    let others = 800..800 + i64::try_from(MAX_MASTERS).unwrap() - 2;
    studio.puts(others.fold(studio.shop().await, hire)).await;
    let before = studio.state().await;
    let full = changes(&studio, ANN, "➕ master").await;
    assert!(over_the_chat(&full).contains("no room for one more master"));
    assert_eq!(studio.state().await, before);
    changes(&studio, BOB, "➖ master").await;
    let given = changes(&studio, ANN, "➕ master").await;
    assert!(given.text().contains("Roles: master"), "{given:?}");
    let full = changes(&studio, BOB, "➕ master").await;
    assert!(over_the_chat(&full).contains("no room for one more master"));
    let shop = studio.shop().await;
    assert!(shop.master(ANN).is_some_and(|ann| ann.on));
    assert_eq!(shop.masters.last().map(|last| last.id), Some(BOB));
}

#[tokio::test]
async fn a_masters_new_name_reaches_the_clients() {
    let studio = Studio::new().await;
    let max: Profile = studio.stored(Key::profile(MAX)).await.unwrap();
    let first_name = "Maximilian".to_owned();
    studio.puts(Profile { first_name, ..max }).await;
    let path = ["Masters", "Max", "✅ Beard"];
    let shown = studio.goes(EVE, "/shop", &path).await;
    assert!(shown.text().contains("<b>Maximilian</b>"), "{shown:?}");
    let book = studio.goes(ANN, "/book", &["Haircut ·"]).await;
    assert!(seen(&book).contains("Maximilian"), "{book:?}");
}

#[tokio::test]
async fn namesakes_are_told_apart() {
    let studio = Studio::new().await;
    met(&studio, 50, "Max").await;
    let max: Profile = studio.stored(Key::profile(50)).await.unwrap();
    let username = Some("second_max".to_owned());
    studio.puts(Profile { username, ..max }).await;
    met(&studio, 51, "Max").await;
    for id in [50, 51] {
        changes(&studio, id, "➕ master").await;
    }
    let book = studio.goes(ANN, "/book", &["Haircut ·"]).await;
    for label in ["[Max]", "[Max (@second_max)]", "[Max (51)]"] {
        assert!(seen(&book).contains(label), "{label}: {book:?}");
    }
    assert_eq!(called(&studio, "Max (51)").await.unwrap().id, 51);
    assert!(is_booked(&studio, "/book haircut 51 2026-03-03 14:00").await);
}

/// A manager who is a master is both sides at once.
#[tokio::test]
async fn a_manager_lets_clients_book_themselves() {
    let studio = Studio::new().await;
    let eve: Profile = studio.stored(Key::profile(EVE)).await.unwrap();
    studio.puts(eve.with_role(Role::Master)).await;
    let shop = studio.shop().await.with_master(EVE, "Eve").unwrap();
    studio.puts(shop).await;
    let path = ["Masters", "Eve", "No more bookings", "Let clients book"];
    studio.goes(EVE, "/shop", &path).await;
    assert!(is_booked(&studio, "/book haircut eve 2026-03-03 14:00").await);
}

#[tokio::test]
async fn a_change_of_a_master_costs_a_read_more() {
    let studio = Studio::new().await;
    let max = studio.goes(EVE, "/shop", &["Masters", "Max"]).await;
    studio.world.wire.operations();
    studio.taps(EVE, &max, "No more bookings").await;
    let requests = studio.world.wire.operations();
    let all = ["Query", "GetItem", "GetItem", "TransactWriteItems"];
    assert_eq!(requests, all);
}
