//! One's own bookings: the list, one of them, moving it to another time.

use std::time::Duration;

use desk::Status;
use frontdesk_tests::Answer;
use outbox::Status as Sending;

use super::salon::{ANN, BOB, MAX, Salon, at, code, march, seen};

/// The offer to move Ann's booking to that date and time.
async fn offer_to_move(salon: &Salon, under: &Answer, labels: &[&str]) -> Answer {
    let mut shown = salon.taps(ANN, under, "Move").await;
    for label in labels {
        shown = salon.taps(ANN, &shown, label).await;
    }
    shown
}

async fn moves(salon: &Salon, under: &Answer, labels: &[&str]) -> Answer {
    let offer = offer_to_move(salon, under, labels).await;
    salon.taps(ANN, &offer, "✅ Move it").await
}

#[tokio::test]
async fn a_list_leads_to_each_booking() {
    let salon = Salon::new().await;
    let none = salon.says(ANN, "/mybookings").await;
    insta::assert_snapshot!(seen(&none), @r"
    You have no upcoming bookings.
    [🕓 Past ones] [📅 Book a time]
    [‹ Menu]
    ");
    salon.books(ANN, "14:00").await;
    let list = salon.says(ANN, "/mybookings").await;
    insta::assert_snapshot!(seen(&list), @r"
    Your upcoming bookings:
    [Tue, 3 March, 14:00 · Haircut]
    [🕓 Past ones] [📅 Book a time]
    [‹ Menu]
    ");
    let card = salon.taps(ANN, &list, "3 March").await;
    insta::assert_snapshot!(seen(&card), @r"
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [🔁 Move] [✖️ Cancel it]
    [📎 Add to calendar]
    [🗓 My bookings]
    ");
    let back = salon.taps(ANN, &card, "My bookings").await;
    assert_eq!(seen(&back), seen(&list));
}

#[tokio::test]
async fn a_booking_moves_to_another_day() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let offer = offer_to_move(&salon, &booked, &["4", "15:00"]).await;
    insta::assert_snapshot!(seen(&offer), @r"
    Shall I move your booking from Tue, 3 March, 14:00?
    📅 Wed, 4 March, <b>15:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [✅ Move it]
    [‹ Back]
    ");
    let moved = salon.taps(ANN, &offer, "✅ Move it").await;
    insta::assert_snapshot!(seen(&moved), @r"
    ✅ Your booking is moved.
    📅 Wed, 4 March, <b>15:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [🔁 Move] [✖️ Cancel it]
    [📎 Add to calendar]
    [🗓 My bookings]
    ");
    let sheet = |day| salon.day(MAX, march(day));
    assert!(sheet(3).await.sheet.bookings().is_empty());
    assert_eq!(sheet(4).await.sheet.bookings()[0].start, at(4, "15:00"));
    salon.both_sides_agree(&[MAX, BOB], &[ANN]).await;
}

/// Half of the new time is the old one's.
#[tokio::test]
async fn a_booking_moves_within_its_day() {
    let salon = Salon::new().await;
    let offer = salon.goes(ANN, &["Haircut and", "Max", "3", "14:00"]).await;
    let booked = salon.taps(ANN, &offer, "✅ Book").await;
    let day = offer_to_move(&salon, &booked, &["3"]).await;
    let shown = seen(&day);
    assert!(
        shown.contains("[14:30]") && !shown.contains("[14:00]"),
        "{shown}"
    );
    let offer = salon.taps(ANN, &day, "14:30").await;
    let moved = salon.taps(ANN, &offer, "✅ Move it").await;
    assert!(moved.text().contains("is moved"), "{moved:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "14:30"));
    salon.both_sides_agree(&[MAX], &[ANN]).await;
}

#[tokio::test]
async fn moving_onto_its_own_time_changes_nothing() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let offer = offer_to_move(&salon, &booked, &["3", "14:30"]).await;
    let (data, was) = (offer.data("✅ Move it"), code(at(3, "14:30")));
    let data = data.replace(&was, &code(at(3, "14:00")));
    let before = salon.world.dump().await;
    let card = salon.presses(ANN, &data).await;
    assert!(card.text().contains("14:00"), "{card:?}");
    assert_eq!(salon.world.dump().await, before);
}

#[tokio::test]
async fn a_time_that_is_taken_moves_nothing() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let offer = offer_to_move(&salon, &booked, &["3", "15:00"]).await;
    salon.books(43, "15:00").await;
    let before = salon.world.dump().await;
    let refused = salon.taps(ANN, &offer, "✅ Move it").await;
    assert!(
        refused.text().contains("Somebody was faster"),
        "{refused:?}"
    );
    assert!(seen(&refused).contains("[15:30]"), "what is still free");
    assert_eq!(salon.world.dump().await, before);
}

#[tokio::test]
async fn a_master_who_is_gone_keeps_the_booking() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let offer = offer_to_move(&salon, &booked, &["3", "15:00"]).await;
    salon.puts(salon.shop().await.without_master(MAX)).await;
    let refused = salon.taps(ANN, &offer, "✅ Move it").await;
    assert!(refused.text().contains("cannot be moved"), "{refused:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "14:00"));
}

#[tokio::test]
async fn the_master_hears_of_a_move() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    moves(&salon, &booked, &["4", "15:00"]).await;
    let notices = salon.notices().await;
    let told = notices
        .iter()
        .find(|it| it.text.key() == "booking-notice-moved");
    let text = &told.unwrap().text;
    let texts = locales::Language::ALL.map(|language| {
        let text = locales::Locale::of(language).html(text);
        text.visible_text()
    });
    insta::assert_snapshot!(texts.join("\n"), @r"
    🔁 Booking moved
    Person42: Haircut
    Now Wed, 4 March, 15:00
    Before: Tue, 3 March, 14:00
    🔁 Запись перенесена
    Person42: Стрижка
    Теперь ср, 4 марта, 15:00
    Было: вт, 3 марта, 14:00
    🔁 Yozuv koʻchirildi
    Person42: Soch olish
    Endi chor, 4-mart, 15:00
    Oldin: sesh, 3-mart, 14:00
    ");
}

#[tokio::test]
async fn reminders_go_with_the_booking() {
    let salon = Salon::new().await;
    let booked = salon.goes(ANN, &["Haircut ·", "Max", "5", "14:00"]).await;
    let booked = salon.taps(ANN, &booked, "✅ Book").await;
    assert_eq!(
        dues(&salon).await,
        ["4T18:00 Scheduled", "5T12:00 Scheduled"]
    );
    let moved = moves(&salon, &booked, &["6", "10:00"]).await;
    assert_eq!(
        dues(&salon).await,
        [
            "4T18:00 Cancelled",
            "5T12:00 Cancelled",
            "5T18:00 Scheduled",
            "6T08:00 Scheduled"
        ]
    );
    let back = moves(&salon, &moved, &["5", "14:00"]).await;
    assert!(back.text().contains("is moved"), "{back:?}");
    assert_eq!(
        dues(&salon).await,
        [
            "4T18:00 Scheduled",
            "5T12:00 Scheduled",
            "5T18:00 Cancelled",
            "6T08:00 Cancelled"
        ]
    );
}

#[tokio::test]
async fn reminders_come_only_if_booked_that_long_ahead() {
    let salon = Salon::new().await;
    salon.passes(Duration::from_secs(10 * 3600));
    salon.books(ANN, "14:00").await;
    assert_eq!(
        dues(&salon).await,
        ["3T12:00 Scheduled"],
        "it is past 18:00"
    );
    let salon = Salon::new().await;
    let offer = salon.goes(ANN, &["Haircut ·", "Max", "2", "11:00"]).await;
    salon.taps(ANN, &offer, "✅ Book").await;
    assert!(
        dues(&salon).await.is_empty(),
        "just two hours are too short"
    );
}

/// Due times in March of all reminders, with their states.
async fn dues(salon: &Salon) -> Vec<String> {
    let notices = salon.notices().await;
    let due = |notice: &outbox::NoticeRow| {
        let due = notice.due?.to_string();
        let state: Sending = notice.status;
        let due = due.strip_prefix("2026-03-0")?.strip_suffix(":00Z")?;
        Some(format!("{due} {state:?}"))
    };
    let mut dues: Vec<_> = notices.iter().filter_map(due).collect();
    dues.sort();
    dues
}

#[tokio::test]
async fn past_bookings_are_turned_page_by_page() {
    let salon = Salon::new().await;
    let mut last = None;
    for day in 0..8 {
        salon.books_today(ANN, "15:00").await;
        salon.passes(Duration::from_secs(24 * 3600));
        last = Some(day);
    }
    assert_eq!(last, Some(7));
    let past = salon.says(ANN, "/mybookings").await;
    let past = salon.taps(ANN, &past, "Past ones").await;
    let first = seen(&past);
    assert!(
        first.contains("9 March") && first.contains("4 March"),
        "{first}"
    );
    assert!(
        !first.contains("3 March") && !first.contains("[‹]"),
        "{first}"
    );
    let next = salon.taps(ANN, &past, "›").await;
    let second = seen(&next);
    assert!(
        second.contains("3 March") && second.contains("2 March"),
        "{second}"
    );
    assert!(!second.contains("[›]"), "{second}");
    let back = salon.taps(ANN, &next, "‹").await;
    assert_eq!(seen(&back), first);
}

#[tokio::test]
async fn what_has_begun_is_neither_moved_nor_cancelled() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let offer = offer_to_move(&salon, &booked, &["4", "15:00"]).await;
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.passes(Duration::from_secs(29 * 3600));
    let before = salon.booked(MAX).await;
    for (under, label) in [
        (&offer, "✅ Move it"),
        (&why, "without a reason"),
        (&booked, "Cancel it"),
        (&booked, "Move"),
    ] {
        let refused = salon.taps(ANN, under, label).await;
        assert!(refused.text().contains("begun"), "{label}: {refused:?}");
    }
    assert_eq!(salon.booked(MAX).await, before);
    assert_eq!(salon.appointments(ANN).await[0].status, Status::Active);
}

/// What somebody else's button shows is one's own, and one has none.
#[tokio::test]
async fn a_file_for_the_calendar_is_sent() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let sent = salon.taps(ANN, &booked, "Add to calendar").await;
    assert!(sent.text().contains("on its way"), "{sent:?}");
    let notices = salon.notices().await;
    let file = notices.iter().find_map(|it| it.document.as_ref()).unwrap();
    assert_eq!(file.mime(), "text/calendar");
    assert!(file.content().contains("DTSTART:20260303T140000Z"));
    let foreign = salon.presses(43, &booked.data("Add to calendar")).await;
    assert!(foreign.text().contains("not there"), "{foreign:?}");
}

/// What is in the way of a move is told as it is for a new booking.
#[tokio::test]
async fn a_move_says_what_is_in_its_way() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    let times = offer_to_move(&salon, &booked, &["4"]).await;
    let mut day = salon.day(MAX, march(4)).await;
    day.sheet = day.sheet.take_off(salon.now()).unwrap();
    salon.puts(day).await;
    let refused = salon.taps(ANN, &times, "15:00").await;
    assert!(refused.text().contains("Nobody works"), "{refused:?}");
    let today = offer_to_move(&salon, &booked, &["2"]).await;
    salon.passes(Duration::from_secs(40 * 60));
    let late = salon.taps(ANN, &today, "10:00").await;
    assert!(late.text().contains("too late for that time"), "{late:?}");
    salon.books(43, "15:00").await;
    let times = offer_to_move(&salon, &booked, &["3"]).await;
    let taken = times
        .data("15:30")
        .replace(&code(at(3, "15:30")), &code(at(3, "15:00")));
    let taken = salon.presses(ANN, &taken).await;
    assert!(taken.text().contains("Somebody was faster"), "{taken:?}");
}

/// Half of a time is one's own: that is nobody who was faster.
#[tokio::test]
async fn ones_own_time_is_not_taken() {
    let salon = Salon::new().await;
    let labels = ["Haircut and", "Max", "3", "14:00", "✅ Book"];
    let booked = salon.goes(ANN, &labels).await;
    let times = offer_to_move(&salon, &booked, &["3"]).await;
    let (later, lunch) = (code(at(3, "14:30")), code(at(3, "13:30")));
    let lunch = times.data("14:30").replace(&later, &lunch);
    let refused = salon.presses(ANN, &lunch).await;
    assert!(refused.text().contains("Nobody works"), "{refused:?}");
}
