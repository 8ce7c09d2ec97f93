//! The day and the week at a glance, in three languages.

use super::studio::{ANN, EVE, MAX, Studio, every_button, seen};

/// A day with a booking, a time away and lunch.
async fn busy() -> Studio {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let asked = studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    assert!(asked.text().contains("When are you away"), "{asked:?}");
    studio.says(MAX, "16:00-17:30 the <b>dentist</b>").await;
    studio
}

#[tokio::test]
async fn a_day_shows_bookings_and_free_times() {
    let studio = busy().await;
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    insta::assert_snapshot!(seen(&day), @r"
    <b>Tue, 3 March</b>
    🕘 10:00–21:00
    10:00–13:00 free
    13:00–14:00 🍽 lunch
    14:00–14:30 👤 Ann &lt;i&gt;&amp; · Haircut
    14:30–16:00 free
    16:00–17:30 🚫 the &lt;b&gt;dentist&lt;/b&gt;
    17:30–21:00 free
    [👤 14:00 Ann <i>&] [🚫 16:00]
    [➕ Book for somebody] [🍽 Lunch]
    [🚫 Be away] [🌴 Day off]
    [‹] [🗓 Week] [›]
    [Today] [🕘 Hours]
    ");
}

#[tokio::test]
async fn russian_and_uzbek_days_read_well() {
    for language in ["ru", "uz"] {
        let studio = busy().await;
        studio.says(MAX, &format!("/language {language}")).await;
        let day = studio.says(MAX, "/schedule 2026-03-03").await;
        match language {
            "ru" => insta::assert_snapshot!(seen(&day), @r"
            <b>вт, 3 марта</b>
            🕘 10:00–21:00
            10:00–13:00 свободно
            13:00–14:00 🍽 обед
            14:00–14:30 👤 Ann &lt;i&gt;&amp; · Стрижка
            14:30–16:00 свободно
            16:00–17:30 🚫 the &lt;b&gt;dentist&lt;/b&gt;
            17:30–21:00 свободно
            [👤 14:00 Ann <i>&] [🚫 16:00]
            [➕ Записать клиента] [🍽 Обед]
            [🚫 Перерыв] [🌴 Выходной]
            [‹] [🗓 Неделя] [›]
            [Сегодня] [🕘 Часы работы]
            "),
            _ => insta::assert_snapshot!(seen(&day), @r"
            <b>sesh, 3-mart</b>
            🕘 10:00–21:00
            10:00–13:00 boʻsh
            13:00–14:00 🍽 tushlik
            14:00–14:30 👤 Ann &lt;i&gt;&amp; · Soch olish
            14:30–16:00 boʻsh
            16:00–17:30 🚫 the &lt;b&gt;dentist&lt;/b&gt;
            17:30–21:00 boʻsh
            [👤 14:00 Ann <i>&] [🚫 16:00]
            [➕ Mijozni yozish] [🍽 Tushlik]
            [🚫 Tanaffus] [🌴 Dam olish]
            [‹] [🗓 Hafta] [›]
            [Bugun] [🕘 Ish vaqti]
            "),
        }
    }
}

#[tokio::test]
async fn a_week_tells_how_full_it_is() {
    let studio = busy().await;
    studio.goes(MAX, "/schedule 2026-03-05", &["Day off"]).await;
    studio
        .goes(MAX, "/schedule", &["Hours", "Sun", "Closed"])
        .await;
    let week = studio.goes(MAX, "/schedule", &["Week"]).await;
    insta::assert_snapshot!(seen(&week), @r"
    <b>The week</b>
    Mon, 2 March: no bookings, 10:00 h free
    Tue, 3 March: 1 booking, 8:00 h free
    Wed, 4 March: no bookings, 10:00 h free
    Thu, 5 March: 🌴 day off
    Fri, 6 March: no bookings, 10:00 h free
    Sat, 7 March: no bookings, 10:00 h free
    Sun, 8 March: closed
    [Mon 2] [Tue 3] [Wed 4] [Thu 5]
    [Fri 6] [Sat 7] [Sun 8]
    [‹] [Today] [›]
    ");
    let day = studio.taps(MAX, &week, "Tue").await;
    assert!(day.text().contains("14:00–14:30"), "{day:?}");
}

#[tokio::test]
async fn days_and_weeks_are_turned_both_ways() {
    let studio = Studio::new().await;
    let today = studio.says(MAX, "/schedule").await;
    assert!(today.text().contains("Mon, 2 March"), "{today:?}");
    let tomorrow = studio.taps(MAX, &today, "›").await;
    assert!(tomorrow.text().contains("Tue, 3 March"), "{tomorrow:?}");
    let yesterday = studio.goes(MAX, "/schedule", &["‹"]).await;
    assert!(yesterday.text().contains("Sun, 1 March"), "{yesterday:?}");
    assert!(!seen(&yesterday).contains("Day off"), "it is over");
    let next = studio.goes(MAX, "/schedule", &["Week", "›"]).await;
    assert!(next.text().contains("Mon, 9 March"), "{next:?}");
}

#[tokio::test]
async fn only_masters_have_a_calendar() {
    let studio = Studio::new().await;
    let before = studio.state().await;
    let day = studio.says(MAX, "/schedule").await;
    for user in [ANN, EVE] {
        let refused = studio.says(user, "/schedule").await;
        assert!(refused.text().contains("for masters"), "{refused:?}");
        for data in every_button(&day) {
            let refused = studio.presses(user, &data).await;
            assert_eq!(refused.call()["method"], "answerCallbackQuery", "{data}");
        }
    }
    assert_eq!(studio.state().await, before);
}

#[tokio::test]
async fn an_unreadable_date_gets_the_usage() {
    let studio = Studio::new().await;
    let long = "9".repeat(4_000);
    for odd in ["tomorrow", "2026-02-31", "31.03", long.as_str()] {
        let usage = studio.says(MAX, &format!("/schedule {odd}")).await;
        assert!(usage.text().contains("/schedule 2026-03-05"), "{usage:?}");
    }
}

#[tokio::test]
async fn a_glance_costs_few_requests() {
    let studio = busy().await;
    let day = studio.says(MAX, "/schedule 2026-03-04").await;
    studio.world.wire.operations();
    studio.presses(MAX, &day.data("Week")).await;
    assert_eq!(
        studio.world.wire.operations(),
        ["Query", "BatchGetItem", "Query"],
        "the person; zone and hours; the days"
    );
    studio.says(MAX, "/schedule 2026-03-04").await;
    assert_eq!(studio.world.wire.operations(), ["Query", "BatchGetItem"]);
    studio.says(MAX, "/schedule 2026-03-03").await;
    assert_eq!(
        studio.world.wire.operations(),
        ["Query", "BatchGetItem", "BatchGetItem"],
        "and what its clients are called"
    );
}
