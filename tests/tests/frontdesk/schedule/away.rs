//! Days off and blocks: half-open, never over a booking or over each other.

use super::studio::{ANN, MAX, Studio, march, seen};

#[tokio::test]
async fn a_time_is_blocked_by_buttons() {
    let studio = Studio::new().await;
    let ends = studio
        .goes(MAX, "/schedule 2026-03-03", &["Be away", "13:00"])
        .await;
    assert!(!seen(&ends).contains("[13:00]"), "it ends after it starts");
    let note = studio.taps(MAX, &ends, "15:00").await;
    let done = studio.taps(MAX, &note, "No note").await;
    insta::assert_snapshot!(seen(&done), @r"
    🚫 You are away on Tue, 3 March, 13:00–15:00.
    [‹ Tue, 3 March]
    ");
    let day = studio.day(MAX, 3).await;
    assert_eq!(day.sheet.blocks()[0].span.to_string(), "13:00–15:00");
    let refused = studio.says(ANN, "/book haircut max 2026-03-03 14:30").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    studio.books(ANN, "15:00").await;
}

#[tokio::test]
async fn a_typed_time_may_bring_its_note() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    for (typed, says) in [
        ("soon", "cannot read that"),
        ("13:15-15:00", "half hour"),
        ("13:00-25:00", "00:00 to 24:00"),
        ("15:00-13:00", "after the start"),
        ("13:00-14:00 \u{202e}x", "cannot be shown"),
    ] {
        let again = studio.says(MAX, typed).await;
        assert!(again.text().contains(says), "{typed}: {again:?}");
        assert!(again.text().contains("When are you away"), "{again:?}");
    }
    let note = studio.says(MAX, "16:00-17:00").await;
    assert!(note.text().contains("note for yourself"), "{note:?}");
    let back = studio.taps(MAX, &note, "Back").await;
    assert!(back.text().contains("When are you away"), "{back:?}");
    studio.says(MAX, "16:00 – 17:00 <b>dentist</b>").await;
    let card = studio
        .goes(MAX, "/schedule 2026-03-03", &["🚫 16:00"])
        .await;
    insta::assert_snapshot!(seen(&card), @r"
    🚫 You are away on Tue, 3 March, 16:00–17:00.
    &lt;b&gt;dentist&lt;/b&gt;
    [🕘 Another time] [✏️ Note]
    [✅ Be there after all]
    [‹ Tue, 3 March]
    ");
}

#[tokio::test]
async fn a_block_is_edited_and_removed() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    studio.says(MAX, "16:00-17:00 dentist").await;
    let open = ["🚫 16:00", "Another time", "16:30", "18:00"];
    let moved = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    assert!(moved.text().contains("16:30–18:00"), "{moved:?}");
    let open = ["🚫 16:30", "Note"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    studio.says(MAX, "the other dentist").await;
    let block = studio.day(MAX, 3).await.sheet.blocks()[0].clone();
    assert_eq!(block.span.to_string(), "16:30–18:00");
    assert_eq!(block.reason.unwrap().as_str(), "the other dentist");
    let open = ["🚫 16:30", "Be there after all"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    assert!(studio.day(MAX, 3).await.sheet.blocks().is_empty());
}

#[tokio::test]
async fn nothing_is_blocked_over_bookings() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let before = studio.state().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    let refused = studio.says(MAX, "13:00-14:30 lunch").await;
    insta::assert_snapshot!(seen(&refused), @r"
    There are bookings on Tue, 3 March. Please cancel them first:
    • Tue, 3 March, 14:00: Ann &lt;i&gt;&amp;
    [‹ Tue, 3 March]
    ");
    let refused = studio.goes(MAX, "/schedule 2026-03-03", &["Day off"]).await;
    assert!(refused.text().contains("Ann"), "{refused:?}");
    assert_eq!(studio.state().await, before);
    for touching in ["13:00-14:00 before", "14:30-15:00 after"] {
        studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
        let done = studio.says(MAX, touching).await;
        assert!(done.text().contains("You are away"), "{done:?}");
    }
}

#[tokio::test]
async fn times_away_do_not_overlap() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    studio.says(MAX, "16:00-17:00 dentist").await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    let refused = studio.says(MAX, "16:30-18:00 again").await;
    assert!(refused.text().contains("16:00–17:00"), "{refused:?}");
    let refused = studio.goes(MAX, "/schedule 2026-03-03", &["Day off"]).await;
    assert!(refused.text().contains("16:00–17:00"), "{refused:?}");
    assert_eq!(studio.day(MAX, 3).await.sheet.blocks().len(), 1);
}

#[tokio::test]
async fn a_day_off_comes_and_goes() {
    let studio = Studio::new().await;
    let off = studio.goes(MAX, "/schedule 2026-03-03", &["Day off"]).await;
    insta::assert_snapshot!(seen(&off), @r"
    🌴 Tue, 3 March is a day off.
    [‹ Tue, 3 March]
    ");
    assert!(studio.day(MAX, 3).await.sheet.is_day_off());
    let refused = studio.says(ANN, "/book haircut max 2026-03-03 14:00").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    studio
        .goes(MAX, "/schedule 2026-03-03", &["Work on this day"])
        .await;
    studio.books(ANN, "14:00").await;
}

#[tokio::test]
async fn what_is_over_cannot_be_planned() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    studio.passes(super::studio::hours(48));
    let refused = studio.says(MAX, "13:00-15:00 too late").await;
    assert!(refused.text().contains("is over"), "{refused:?}");
    let far = studio.says(MAX, "/schedule 2027-06-01").await;
    assert!(!seen(&far).contains("Day off"), "{far:?}");
    let near = studio.says(MAX, "/schedule 2026-06-01").await;
    let forged = near.data("Day off").replace("20260601", "20270601");
    let refused = studio.presses(MAX, &forged).await;
    assert!(refused.text().contains("further away"), "{refused:?}");
    assert!(studio.day(MAX, 3).await.sheet.blocks().is_empty());
    assert_eq!(studio.day(MAX, 3).await.date, march(3));
}

/// It is over and nobody has said whether the client came: it cannot be cancelled any more.
#[tokio::test]
async fn what_is_over_stands_in_no_way() {
    let studio = Studio::new().await;
    studio.books(ANN, "10:00").await;
    studio.passes(super::studio::hours(26));
    studio.goes(MAX, "/schedule", &["Be away"]).await;
    let away = studio.says(MAX, "10:00-12:00 late").await;
    assert!(away.text().contains("You are away"), "{away:?}");
    let open = ["🚫 10:00", "Be there after all"];
    studio.goes(MAX, "/schedule", &open).await;
    let lunch = studio.goes(MAX, "/schedule", &["Lunch", "10:00"]).await;
    assert!(lunch.text().contains("lunch is 10:00"), "{lunch:?}");
    let off = studio.goes(MAX, "/schedule", &["Day off"]).await;
    assert!(off.text().contains("is a day off"), "{off:?}");
}

/// Its buttons were shown while it was still ahead.
#[tokio::test]
async fn the_past_stays_as_it_was() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Be away"]).await;
    studio.says(MAX, "16:00-17:00 dentist").await;
    let card = studio
        .goes(MAX, "/schedule 2026-03-03", &["🚫 16:00"])
        .await;
    let open = ["Day off"];
    studio.goes(MAX, "/schedule 2026-03-04", &open).await;
    let off = studio.says(MAX, "/schedule 2026-03-04").await;
    studio.passes(super::studio::hours(72));
    let before = studio.state().await;
    let unblocked = studio.taps(MAX, &card, "Be there").await;
    let working = studio.taps(MAX, &off, "Work on").await;
    studio.taps(MAX, &card, "Note").await;
    let noted = studio.says(MAX, "another").await;
    studio.taps(MAX, &card, "Another time").await;
    let moved = studio.says(MAX, "18:00-19:00").await;
    for refused in [unblocked, working, noted, moved] {
        assert!(refused.text().contains("is over"), "{refused:?}");
    }
    assert_eq!(studio.state().await, before);
}

#[tokio::test]
async fn a_day_off_that_was_ended_meanwhile_is_shown() {
    let studio = Studio::new().await;
    studio.goes(MAX, "/schedule 2026-03-03", &["Day off"]).await;
    let off = studio.says(MAX, "/schedule 2026-03-03").await;
    let mut day = studio.day(MAX, 3).await;
    day.sheet = day.sheet.work().unwrap();
    studio.puts(day).await;
    let refused = studio.taps(MAX, &off, "Work on").await;
    insta::assert_snapshot!(seen(&refused), @r"
    Tue, 3 March is no day off.
    [‹ Tue, 3 March]
    ");
}
