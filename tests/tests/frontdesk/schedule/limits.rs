//! Long names, far dates, and the ends of days.

use desk::Day;
use diary::{Booking, BookingId, Client, ClientName, Duration, ServiceId, Sheet, State};
use jiff::Timestamp;

use super::studio::{ANN, MAX, Studio, hours, march, seen};

/// A day without lunch that is booked from 10:00 to 21:00 for people with long names.
async fn full() -> Studio {
    let studio = Studio::new().await;
    studio
        .goes(MAX, "/schedule 2026-03-03", &["Lunch", "No lunch"])
        .await;
    for hour in 10..21 {
        for minute in ["00", "30"] {
            let time = format!("{hour}:{minute}");
            let open = ["Book for somebody", "Haircut", &time];
            studio.goes(MAX, "/schedule 2026-03-03", &open).await;
            let name = "<b>&\"👩‍👩‍👧".chars().cycle().take(160).collect::<String>();
            let done = studio.says(MAX, &name).await;
            assert!(done.text().contains("Booked"), "{done:?}");
        }
    }
    studio
}

#[tokio::test]
async fn a_day_full_of_long_names_is_shown() {
    let studio = full().await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    assert_eq!(day.text().matches('👤').count(), 22, "{day:?}");
    assert!(day.text().contains("…"), "{day:?}");
    let refused = studio.taps(MAX, &day, "Day off").await;
    assert!(refused.text().contains("and 14 more"), "{refused:?}");
    let card = studio.taps(MAX, &day, "👤 20:30").await;
    assert!(!card.text().contains("…"), "a card has the whole name");
}

#[tokio::test]
async fn a_passed_time_is_not_free() {
    let studio = Studio::new().await;
    studio.passes(hours(2));
    let today = studio.says(MAX, "/schedule").await;
    insta::assert_snapshot!(today.text(), @r"
    <b>Mon, 2 March</b>
    🕘 10:00–21:00
    11:30–13:00 free
    13:00–14:00 🍽 lunch
    14:00–21:00 free
    ");
    let week = studio.taps(MAX, &today, "Week").await;
    assert!(
        week.text()
            .contains("Mon, 2 March: no bookings, 8:30 h free"),
        "{week:?}"
    );
    studio.passes(hours(6));
    let today = studio.says(MAX, "/schedule").await;
    insta::assert_snapshot!(today.text(), @r"
    <b>Mon, 2 March</b>
    🕘 10:00–21:00
    13:00–14:00 🍽 lunch
    17:30–21:00 free
    ");
}

#[tokio::test]
async fn a_past_day_has_nothing_free() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio.passes(hours(48));
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    insta::assert_snapshot!(seen(&day), @r"
    <b>Tue, 3 March</b>
    🕘 10:00–21:00
    13:00–14:00 🍽 lunch
    14:00–14:30 👤 Ann &lt;i&gt;&amp; · Haircut
    [👤 14:00 Ann <i>&]
    [‹] [🗓 Week] [›]
    [Today] [🕘 Hours]
    ");
    let week = studio.taps(MAX, &day, "Week").await;
    let text = week.text();
    let days: Vec<_> = text.lines().skip(1).take(3).collect();
    insta::assert_snapshot!(days.join("\n"), @r"
    Mon, 2 March: no bookings
    Tue, 3 March: 1 booking
    Wed, 4 March: no bookings, 10:00 h free
    ");
}

#[tokio::test]
async fn a_day_may_end_at_midnight() {
    let studio = Studio::new().await;
    let open = ["Hours", "Tue", "22:00", "24:00"];
    studio.goes(MAX, "/schedule", &open).await;
    studio
        .goes(MAX, "/schedule", &["Hours", "🍽 Lunch", "No lunch"])
        .await;
    let open = ["Hours", "Tue", "22:00", "24:00"];
    studio.goes(MAX, "/schedule", &open).await;
    studio.books(ANN, "23:30").await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    insta::assert_snapshot!(day.text(), @r"
    <b>Tue, 3 March</b>
    🕘 22:00–24:00
    22:00–23:30 free
    23:30–24:00 👤 Ann &lt;i&gt;&amp; · Haircut
    ");
    let card = studio.taps(MAX, &day, "👤 23:30").await;
    assert!(card.text().contains("23:30–24:00"), "{card:?}");
}

#[tokio::test]
async fn a_far_date_shows_its_year() {
    let studio = Studio::new().await;
    let far = studio.says(MAX, "/schedule 2030-01-01").await;
    insta::assert_snapshot!(seen(&far), @r"
    <b>Tue, 1 January 2030</b>
    🕘 10:00–21:00
    10:00–13:00 free
    13:00–14:00 🍽 lunch
    14:00–21:00 free
    [‹] [🗓 Week] [›]
    [Today] [🕘 Hours]
    ");
    let week = studio.taps(MAX, &far, "Week").await;
    assert!(week.text().contains("Mon, 31 December 2029:"), "{week:?}");
    assert!(week.text().contains("Tue, 1 January 2030:"), "{week:?}");
}

/// Nobody can book there yet, and the master can plan.
#[tokio::test]
async fn a_date_beyond_the_horizon_can_be_planned() {
    let studio = Studio::new().await;
    let day = studio.says(MAX, "/schedule 2027-02-01").await;
    assert!(!seen(&day).contains("Book for somebody"), "{day:?}");
    let off = studio.taps(MAX, &day, "Day off").await;
    insta::assert_snapshot!(seen(&off), @r"
    🌴 Mon, 1 February 2027 is a day off.
    [‹ Mon, 1 February 2027]
    ");
    let last = studio.says(MAX, "/schedule 2026-05-01").await;
    assert!(seen(&last).contains("Book for somebody"), "{last:?}");
}

/// The year that it is by the shop's clock goes without saying, and no other does.
#[tokio::test]
async fn at_new_year_the_old_one_is_told() {
    let studio = Studio::new().await;
    studio.passes(hours(24 * 304 + 16));
    let today = studio.says(MAX, "/schedule").await;
    assert!(today.text().contains("Fri, 1 January</b>"), "{today:?}");
    let before = studio.taps(MAX, &today, "‹").await;
    assert!(
        before.text().contains("Thu, 31 December 2026"),
        "{before:?}"
    );
}

#[tokio::test]
async fn years_say_so_in_every_language() {
    let studio = Studio::new().await;
    for (language, title) in [
        ("ru", "<b>вт, 1 января 2030 г.</b>"),
        ("uz", "<b>sesh, 1-yanvar, 2030-yil</b>"),
    ] {
        studio.says(MAX, &format!("/language {language}")).await;
        let far = studio.says(MAX, "/schedule 2030-01-01").await;
        assert!(far.text().starts_with(title), "{far:?}");
    }
}

#[tokio::test]
async fn there_are_no_days_before_the_first_year() {
    let studio = Studio::new().await;
    for odd in ["-000001-01-01", "0000-01-01", "+010000-01-01"] {
        let usage = studio.says(MAX, &format!("/schedule {odd}")).await;
        assert!(usage.text().contains("/schedule 2026-03-05"), "{usage:?}");
    }
    let last = studio.says(MAX, "/schedule 9999-12-31").await;
    let same = studio.taps(MAX, &last, "›").await;
    assert!(same.text().contains("31 December 9999"), "{same:?}");
}

/// As many as a sheet holds: each time was booked again and again after nobody had come.
#[tokio::test]
async fn a_day_with_every_booking_it_can_have_is_shown() {
    let studio = Studio::new().await;
    let name = ClientName::parse(&"я".repeat(160)).unwrap();
    let booking = |number: i64| {
        let start: Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
        Booking {
            id: BookingId::new(format!("m{number}")).unwrap(),
            start: start + jiff::SignedDuration::from_mins(30 * (number % 48)),
            duration: Duration::from_minutes(30).unwrap(),
            client: Client::Named(name.clone()),
            service: ServiceId::new("haircut").unwrap(),
            state: State::NoShow,
        }
    };
    let bookings: Vec<_> = (0..100).map(booking).collect();
    let stored = serde_json::json!({ "b": bookings });
    let sheet: Sheet = serde_json::from_value(stored).unwrap();
    let day = Day::empty(MAX, march(2));
    studio.puts(Day { sheet, ..day }).await;
    let shown = studio.says(MAX, "/schedule").await;
    assert_eq!(shown.text().matches('👻').count(), 100, "{shown:?}");
    assert!(shown.text().chars().count() <= 4096);
    assert!(shown.text().contains("яяяяяяяяя… · Haircut\n"), "{shown:?}");
    let open = ["Book for somebody", "Haircut", "12:00"];
    studio.goes(MAX, "/schedule", &open).await;
    let full = studio.says(MAX, "Mrs Smith").await;
    assert!(full.text().contains("as many bookings as"), "{full:?}");
    let taken = studio.says(ANN, "/book haircut max 2026-03-02 12:00").await;
    assert!(taken.text().contains("Somebody was faster"), "{taken:?}");
}

/// As `/book` takes it, too.
#[tokio::test]
async fn a_date_is_typed_either_way() {
    let studio = Studio::new().await;
    for typed in ["02.12.2026", "2026-12-02"] {
        let day = studio.says(MAX, &format!("/schedule {typed}")).await;
        assert!(day.text().contains("Wed, 2 December"), "{day:?}");
    }
    for odd in ["31.02.2026", "2026-12-2", "tomorrow"] {
        let usage = studio.says(MAX, &format!("/schedule {odd}")).await;
        assert!(usage.text().contains("or with a date"), "{usage:?}");
    }
}
