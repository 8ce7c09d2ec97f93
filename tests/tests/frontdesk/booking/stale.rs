//! Every button again: later, twice, by somebody else, and with forged data. Nothing changes that
//! should not, and there is always an answer.

use std::collections::BTreeMap;

use frontdesk_tests::{Answer, updates};

use super::salon::{ANN, BOB, MAX, Salon, every_button};

/// A whole story with a booking, a move and a cancelling; every button that was ever shown.
async fn whole_story(salon: &Salon) -> Vec<String> {
    let mut seen = Vec::new();
    let mut note = |answer: &Answer| seen.extend(every_button(answer));
    let mut shown = salon.says(ANN, "/book").await;
    note(&shown);
    for label in ["Haircut ·", "Max", "3", "14:00", "✅ Book"] {
        shown = salon.taps(ANN, &shown, label).await;
        note(&shown);
    }
    for label in ["Move", "4", "15:00", "✅ Move it"] {
        shown = salon.taps(ANN, &shown, label).await;
        note(&shown);
    }
    let list = salon.taps(ANN, &shown, "My bookings").await;
    note(&list);
    salon.rest();
    for label in ["Cancel it", "without a reason"] {
        shown = salon.taps(ANN, &shown, label).await;
        note(&shown);
    }
    seen.sort();
    seen.dedup();
    seen
}

#[tokio::test]
async fn every_button_pressed_later_changes_nothing() {
    let salon = Salon::new().await;
    let buttons = whole_story(&salon).await;
    assert!(buttons.len() > 80, "{}", buttons.len());
    for user in [ANN, 43, MAX] {
        for data in buttons.iter().filter(|data| !is_calendar(data)) {
            salon.rest();
            let before = business(&salon).await;
            let answer = salon.presses(user, data).await;
            assert!(!answer.call().is_null(), "{data} has no answer");
            let same = business(&salon).await == before;
            assert!(same, "{user} pressed {data}");
        }
    }
}

/// Days and times are many alike.
fn is_calendar(data: &str) -> bool {
    data.starts_with("b:d:") && !data.contains("2026030")
}

/// All that is not a conversation.
async fn business(salon: &Salon) -> BTreeMap<String, String> {
    let dump = salon.world.dump().await.into_iter();
    let mine = dump.filter(|(key, _)| !key.starts_with("person#") && !key.contains("profile"));
    mine.map(|(key, item)| (key, format!("{item:?}"))).collect()
}

#[tokio::test]
async fn a_confirm_pressed_again_shows_what_it_has_booked() {
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    let booked = salon.taps(ANN, &offer, "✅ Book").await;
    let before = business(&salon).await;
    let again = salon.taps(ANN, &offer, "✅ Book").await;
    assert_eq!(again.call()["text"], booked.call()["text"]);
    assert!(business(&salon).await == before, "nothing has changed");
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.taps(ANN, &why, "without a reason").await;
    salon.rest();
    let asked = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(
        asked.text().contains("Shall I book"),
        "asked anew: {asked:?}"
    );
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn a_confirm_delivered_again_books_nothing_twice() {
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    let update = updates::press(50_000, ANN, &offer.data("✅ Book"));
    let first = salon.world.ok(&update).await;
    let before = salon.world.dump().await;
    assert_eq!(salon.world.ok(&update).await, first);
    assert_eq!(salon.world.dump().await, before);
}

#[tokio::test]
async fn a_move_pressed_again_shows_what_it_has_moved() {
    let salon = Salon::new().await;
    let mut shown = salon.books(ANN, "14:00").await;
    for label in ["Move", "4", "15:00"] {
        shown = salon.taps(ANN, &shown, label).await;
    }
    let moved = salon.taps(ANN, &shown, "✅ Move it").await;
    let before = business(&salon).await;
    let again = salon.taps(ANN, &shown, "✅ Move it").await;
    assert_eq!(again.call()["text"], moved.call()["text"]);
    assert!(business(&salon).await == before, "nothing has changed");
}

/// Moved away and back, it has the same start; an old button does not fit all the same.
#[tokio::test]
async fn a_button_from_before_a_move_does_not_fit() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.taps(ANN, &why, "Keep").await;
    let mut shown = booked.clone();
    for label in [
        "Move",
        "4",
        "15:00",
        "✅ Move it",
        "Move",
        "3",
        "14:00",
        "✅ Move it",
    ] {
        salon.rest();
        shown = salon.taps(ANN, &shown, label).await;
    }
    assert!(shown.text().contains("is moved"), "{shown:?}");
    let before = business(&salon).await;
    let refused = salon.taps(ANN, &why, "without a reason").await;
    assert!(refused.text().contains("not there any more"), "{refused:?}");
    assert!(business(&salon).await == before, "nothing has changed");
}

#[tokio::test]
async fn forged_data_changes_nothing() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let cancel = salon.taps(ANN, &booked, "Cancel it").await;
    let data = cancel.data("without a reason");
    let before = business(&salon).await;
    let mut forged = vec![
        "b:".to_owned(),
        "b:y:haircut:zz:0:1".to_owned(),
        "b:y:nothing:jg:zzzzzz:1".to_owned(),
        "b:c:b:haircut::999913".to_owned(),
        "b:c:b:haircut:zzzzzzzzzzzzz:999912".to_owned(),
        "b:c:b:haircut::999912".to_owned(),
        "b:d:b:haircut:jg:99991231".to_owned(),
        "b:d:b:haircut:jg:20260231".to_owned(),
        "b:t:b:haircut::zik0zj".to_owned(),
        "b:k:1:1".to_owned(),
        "b:u:>zzz".to_owned(),
        "b:p:<".to_owned(),
        "b:w:0:1:0:0:0".to_owned(),
    ];
    for at in 2..data.len() {
        let mut bytes = data.clone().into_bytes();
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
        forged.push(String::from_utf8(bytes).unwrap());
        forged.push(data[..at].to_owned());
    }
    for data in forged {
        salon.rest();
        let answer = salon.presses(ANN, &data).await;
        assert!(!answer.call().is_null(), "{data} has no answer");
        assert!(business(&salon).await == before, "{data}");
    }
    assert_eq!(salon.booked(MAX).await.len(), 1);
    salon.both_sides_agree(&[MAX, BOB], &[ANN]).await;
}
