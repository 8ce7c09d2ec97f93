//! One's own bookings, as an impatient person goes about them: twice, too late, in Uzbek.

use std::time::Duration;

use desk::{Appointment, Status};
use diary::BookingId;
use frontdesk_tests::Answer;
use jiff::SignedDuration;

use super::salon::{ANN, MAX, Salon, at, buttons, every_button, seen};

/// Ann has been here on each of the last 30 days.
async fn a_regular() -> Salon {
    let salon = Salon::new().await;
    let service = salon.shop().await.services[0].clone();
    for day in 1..=30 {
        let past = Appointment {
            client: ANN,
            id: BookingId::new(day.to_string()).unwrap(),
            start: at(2, "15:00") - SignedDuration::from_hours(24 * day),
            duration: service.duration,
            service: service.id.clone(),
            names: service.names.clone(),
            price: 0,
            master: MAX,
            master_name: "Max".into(),
            moves: 0,
            status: Status::Completed,
            why: None,
            cancelled: None,
        };
        salon.table.insert(past).await.unwrap();
    }
    salon
}

/// The labels of the bookings of a list.
fn listed(list: &Answer) -> Vec<String> {
    let labels = buttons(list);
    let labels = labels.lines().filter(|label| label.contains(" · "));
    labels.map(str::to_owned).collect()
}

#[tokio::test]
async fn thirty_past_ones_are_turned_to_the_end_and_back() {
    let salon = a_regular().await;
    salon.says(ANN, "/language uz").await;
    let list = salon.says(ANN, "/mybookings").await;
    insta::assert_snapshot!(seen(&list), @r"
    Kelgusi yozuvlaringiz yoʻq.
    [🕓 Oʻtganlari] [📅 Yozilish]
    [‹ Menyu]
    ");
    let mut page = salon.taps(ANN, &list, "Oʻtganlari").await;
    insta::assert_snapshot!(seen(&page), @r"
    Oʻtgan yozuvlaringiz:
    [✅ yak, 1-mart, 15:00 · Soch olish]
    [✅ shan, 28-fevral, 15:00 · Soch olish]
    [✅ jum, 27-fevral, 15:00 · Soch olish]
    [✅ pay, 26-fevral, 15:00 · Soch olish]
    [✅ chor, 25-fevral, 15:00 · Soch olish]
    [✅ sesh, 24-fevral, 15:00 · Soch olish]
    [›]
    [🗓 Mening yozuvlarim]
    [‹ Menyu]
    ");
    let first = seen(&page);
    let mut all = listed(&page);
    while buttons(&page).contains("[›]") {
        page = salon.taps(ANN, &page, "›").await;
        all.extend(listed(&page));
        assert!(all.len() <= 30, "{all:?}");
    }
    assert_eq!(all.len(), 30, "{all:?}");
    all.dedup();
    assert_eq!(all.len(), 30, "each once");
    let card = salon.taps(ANN, &page, "31-yanvar").await;
    insta::assert_snapshot!(seen(&card), @r"
    📅 shan, 31-yanvar, <b>15:00</b>
    ✂️ Soch olish, 30 daq
    👤 Max
    ✅ Bajarilgan.
    [‹ Orqaga]
    ");
    while buttons(&page).contains("[‹]") {
        page = salon.taps(ANN, &page, "‹").await;
    }
    assert_eq!(seen(&page), first);
}

#[tokio::test]
async fn a_booking_is_cancelled_once() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.taps(ANN, &why, "without a reason").await;
    salon.rest();
    let notices = salon.notices().await.len();
    for (under, label) in [(&why, "without a reason"), (&booked, "Cancel it")] {
        let gone = salon.taps(ANN, under, label).await;
        assert_eq!(gone.call()["method"], "answerCallbackQuery", "{label}");
        assert!(gone.text().contains("moved or cancelled"), "{gone:?}");
    }
    let kept = salon.taps(ANN, &why, "Keep").await;
    assert!(kept.text().contains("moved or cancelled"), "{kept:?}");
    assert_eq!(salon.notices().await.len(), notices, "Max hears it once");
}

#[tokio::test]
async fn what_is_cancelled_does_not_move() {
    let salon = Salon::new().await;
    salon.says(ANN, "/language uz").await;
    let labels = ["Soch olish ·", "Max", "3", "14:00", "✅"];
    let booked = salon.goes(ANN, &labels).await;
    let month = salon.taps(ANN, &booked, "Koʻchirish").await;
    let day = salon.taps(ANN, &month, "4").await;
    let offer = salon.taps(ANN, &day, "15:00").await;
    salon.rest();
    let why = salon.taps(ANN, &booked, "Bekor qilish").await;
    let cancelled = salon.taps(ANN, &why, "Sababsiz").await;
    insta::assert_snapshot!(seen(&cancelled), @r"
    ✖️ Yozuvingiz bekor qilindi.
    📅 sesh, 3-mart, <b>14:00</b>
    ✂️ Soch olish, 30 daq
    👤 Max
    [📅 Yozilish]
    ");
    for (under, label) in [
        (&booked, "Koʻchirish"),
        (&month, "4"),
        (&day, "15:00"),
        (&offer, "✅"),
    ] {
        let gone = salon.taps(ANN, under, label).await;
        assert!(
            gone.text().contains("Bu yozuv endi yoʻq"),
            "{label}: {gone:?}"
        );
    }
    let gone = salon.taps(ANN, &booked, "Koʻchirish").await;
    assert_eq!(buttons(&gone), "[🗓 Mening yozuvlarim]", "no dead end");
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn a_reason_that_comes_after_the_start_cancels_nothing() {
    let salon = Salon::new().await;
    salon.says(ANN, "/language uz").await;
    let labels = ["Soch olish ·", "Max", "3", "14:00", "✅"];
    let booked = salon.goes(ANN, &labels).await;
    let why = salon.taps(ANN, &booked, "Bekor qilish").await;
    assert_eq!(every_button(&why).len(), 2);
    salon.passes(Duration::from_secs(29 * 3600));
    let begun = salon.says(ANN, "kasalman").await;
    assert!(begun.text().contains("boshlanib boʻlgan"), "{begun:?}");
    assert_eq!(salon.appointments(ANN).await[0].status, Status::Active);
    let hint = salon.says(ANN, "kasalman").await;
    assert!(!hint.text().contains("boshlanib"), "it is closed: {hint:?}");
}

#[tokio::test]
async fn a_reason_after_the_master_has_cancelled_says_so() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    salon.taps(ANN, &booked, "Cancel it").await;
    let [booking] = &salon.appointments(ANN).await[..] else {
        panic!("Ann has one booking");
    };
    let cancelled = Appointment {
        status: Status::CancelledByMaster,
        ..booking.clone()
    };
    salon.puts(cancelled).await;
    let gone = salon.says(ANN, "I am ill").await;
    assert!(gone.text().contains("moved or cancelled"), "{gone:?}");
    assert_eq!(buttons(&gone), "[🗓 My bookings]");
    let hint = salon.says(ANN, "I am ill").await;
    assert!(hint.text().contains("did not quite get"), "{hint:?}");
}

/// The list goes back to years in which the day alone says nothing.
#[tokio::test]
async fn what_was_in_another_year_tells_it() {
    let salon = a_regular().await;
    salon.passes(Duration::from_secs(310 * 24 * 3600));
    for (language, past, label, card) in [
        (
            "en",
            "Past ones",
            "1 March 2026",
            "Sun, 1 March 2026, <b>15:00</b>",
        ),
        (
            "ru",
            "Прошлые",
            "1 марта 2026 г.",
            "вс, 1 марта 2026 г., <b>15:00</b>",
        ),
        (
            "uz",
            "Oʻtganlari",
            "1-mart, 2026-yil",
            "yak, 1-mart, 2026-yil, <b>15:00</b>",
        ),
    ] {
        salon.rest();
        salon.says(ANN, &format!("/language {language}")).await;
        let list = salon.says(ANN, "/mybookings").await;
        let page = salon.taps(ANN, &list, past).await;
        let shown = salon.taps(ANN, &page, label).await;
        assert!(shown.text().contains(card), "{}", shown.text());
    }
}
