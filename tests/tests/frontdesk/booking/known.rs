//! Who books is known from then on, with or without a start before.

use desk::Profile;
use frontdesk_tests::{Answer, updates};
use serde_json::json;
use store::Key;

use super::salon::{ANN, MAX, Salon};

/// Presses a button as somebody who is called that today.
async fn taps_as(salon: &Salon, first_name: &str, under: &Answer, label: &str) -> Answer {
    let mut update = updates::press(salon.next_id(), ANN, &under.data(label));
    update["callback_query"]["from"]["first_name"] = json!(first_name);
    salon.world.ok(&update).await
}

/// The rows by which people are found.
async fn found(salon: &Salon) -> Vec<String> {
    let keys = salon.world.dump().await.into_keys();
    keys.filter(|key| key.starts_with("find#")).collect()
}

async fn profile(salon: &Salon) -> Profile {
    salon.stored(Key::profile(ANN)).await.unwrap()
}

#[tokio::test]
async fn who_books_without_a_start_is_known() {
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    assert!(found(&salon).await.is_empty(), "nobody has started the bot");
    taps_as(&salon, "Ann <b>", &offer, "✅ Book").await;
    assert_eq!(profile(&salon).await.first_name, "Ann <b>");
    assert_eq!(found(&salon).await, ["find#an / ann b#42"]);
    let max = Profile {
        id: MAX,
        roles: vec![desk::Role::Master],
        ..profile(&salon).await
    };
    salon.table.insert(max).await.unwrap();
    let day = salon.says(MAX, "/schedule 2026-03-03").await;
    assert!(day.text().contains("Ann &lt;b&gt;"), "{}", day.text());
}

#[tokio::test]
async fn a_new_name_comes_with_a_booking() {
    let salon = Salon::new().await;
    salon.says(ANN, "/language uz").await;
    let labels = ["Soch olish ·", "Max", "3", "14:00"];
    let offer = salon.goes(ANN, &labels).await;
    taps_as(&salon, "Anna", &offer, "✅ Yozish").await;
    let kept = profile(&salon).await;
    assert_eq!(kept.first_name, "Anna");
    assert_eq!(
        kept.language,
        Some(locales::Language::Uz),
        "the choice stays"
    );
    assert_eq!(found(&salon).await, ["find#an / anna#42"]);
}

#[tokio::test]
async fn a_typed_booking_makes_known_as_well() {
    let salon = Salon::new().await;
    salon.says(ANN, "/book haircut any 2026-03-03 14:00").await;
    assert_eq!(profile(&salon).await.first_name, "Person42");
}

#[tokio::test]
async fn who_books_nothing_leaves_no_name() {
    let salon = Salon::new().await;
    let late = salon.offer(ANN, "14:00").await;
    salon.books(43, "14:00").await;
    let refused = salon.taps(ANN, &late, "✅ Book").await;
    assert!(refused.text().contains("faster"), "{refused:?}");
    assert_eq!(salon.stored::<Profile>(Key::profile(ANN)).await, None);
}

/// Word of a booking goes by what was last known of its client.
#[tokio::test]
async fn a_move_and_a_cancel_make_known_as_well() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let month = salon.taps(ANN, &booked, "Move").await;
    let day = salon.taps(ANN, &month, "4").await;
    let offer = salon.taps(ANN, &day, "15:00").await;
    let moved = taps_as(&salon, "Anna", &offer, "✅ Move it").await;
    assert_eq!(profile(&salon).await.first_name, "Anna");
    let why = salon.taps(ANN, &moved, "Cancel it").await;
    taps_as(&salon, "Annabel", &why, "without a reason").await;
    assert_eq!(profile(&salon).await.first_name, "Annabel");
    assert_eq!(found(&salon).await, ["find#an / annabel#42"]);
}
