//! The typed form, for scripts and for those who cannot use buttons well.

use super::salon::{ANN, BOB, MAX, Salon, at, seen};

#[tokio::test]
async fn a_typed_booking_is_made_at_once() {
    let salon = Salon::new().await;
    let booked = salon.says(ANN, "/book haircut max 2026-03-03 14:00").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
    let any = salon.says(43, "/book стрижка ANY 03.03.2026 14:00").await;
    assert!(any.text().contains("Bob"), "{any:?}");
    assert_eq!(salon.booked(MAX).await[0].start, at(3, "14:00"));
    salon.both_sides_agree(&[MAX, BOB], &[ANN, 43]).await;
}

#[tokio::test]
async fn bad_arguments_get_the_usage() {
    let salon = Salon::new().await;
    let long = "x".repeat(10_000);
    for (arguments, says) in [
        ("haircut", "Type it like this"),
        ("massage max 2026-03-03 14:00", "not offered"),
        ("haircut eve 2026-03-03 14:00", "cannot be booked"),
        ("haircut max 2026-02-31 14:00", "no such date"),
        ("haircut max 2026-03-03 14:15", "no such time"),
        ("haircut max 2026-03-03 24:30", "no such time"),
        (long.as_str(), "Type it like this"),
        (
            "\u{202e}haircut\u{301} <b>max</b> 2026-03-03 14:00",
            "not offered",
        ),
        (
            "haircut <b>max</b>&amp; 2026-03-03 14:00",
            "cannot be booked",
        ),
    ] {
        let refused = salon.says(ANN, &format!("/book {arguments}")).await;
        assert!(refused.text().contains(says), "{arguments}: {refused:?}");
        assert!(refused.text().contains("/book haircut any"), "{arguments}");
    }
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn times_that_cannot_be_booked_say_why() {
    let salon = Salon::new().await;
    for (when, says) in [
        ("2026-03-01 14:00", "too late"),
        ("2020-01-01 14:00", "too late"),
        ("2026-05-02 14:00", "too far"),
        ("9999-12-31 14:00", "too far"),
        ("2026-03-03 13:00", "Nobody works"),
        ("2026-03-03 09:30", "Nobody works"),
        ("2026-03-03 21:00", "Nobody works"),
    ] {
        let refused = salon.says(ANN, &format!("/book haircut max {when}")).await;
        assert!(refused.text().contains(says), "{when}: {refused:?}");
    }
    assert!(salon.booked(MAX).await.is_empty());
}

/// The same refusals in the other languages, each with the usage.
#[tokio::test]
async fn bad_arguments_get_the_usage_in_other_languages() {
    let salon = Salon::new().await;
    let long = "ы".repeat(10_000);
    let mirrored = "\u{202e}стрижка\u{301} max 2026-03-03 14:00";
    for (user, language, usage, stories) in [
        (
            ANN,
            "ru",
            "Напишите так",
            [
                ("стрижка", "Напишите так"),
                ("массаж max 03.03.2026 14:00", "Такой услуги нет"),
                ("стрижка ева 03.03.2026 14:00", "записаться нельзя"),
                ("стрижка max 31.02.2026 14:00", "Такой даты нет"),
                ("стрижка max 03.03.2026 14:15", "Такого времени нет"),
                (long.as_str(), "Напишите так"),
                (mirrored, "Такой услуги нет"),
            ],
        ),
        (
            43,
            "uz",
            "Shunday yozing",
            [
                ("soqol", "Shunday yozing"),
                ("massaj max 03.03.2026 14:00", "Bunday xizmat yoʻq"),
                ("soqol eva 03.03.2026 14:00", "yozilib boʻlmaydi"),
                ("soqol max 31.02.2026 14:00", "Bunday sana yoʻq"),
                ("soqol max 03.03.2026 14:15", "Bunday vaqt yoʻq"),
                (long.as_str(), "Shunday yozing"),
                (mirrored, "Bunday xizmat yoʻq"),
            ],
        ),
    ] {
        salon.says(user, &format!("/language {language}")).await;
        for (arguments, says) in stories {
            let refused = salon.says(user, &format!("/book {arguments}")).await;
            let text = refused.text();
            assert!(text.contains(says) && text.contains(usage), "{text}");
        }
    }
    assert!(salon.booked(MAX).await.is_empty());
}

#[tokio::test]
async fn times_that_cannot_be_booked_say_why_in_other_languages() {
    let salon = Salon::new().await;
    salon.books(44, "14:00").await;
    for (user, language, stories) in [
        (
            ANN,
            "ru",
            [
                ("01.03.2026 14:00", "уже нельзя"),
                ("02.05.2026 14:00", "слишком далеко"),
                ("03.03.2026 13:00", "никто не работает"),
                ("03.03.2026 14:00", "Кто-то успел раньше"),
            ],
        ),
        (
            43,
            "uz",
            [
                ("01.03.2026 14:00", "endi yozilib boʻlmaydi"),
                ("02.05.2026 14:00", "juda uzoq"),
                ("03.03.2026 13:00", "hech kim ishlamaydi"),
                ("03.03.2026 14:00", "Kimdir tezroq ulgurdi"),
            ],
        ),
    ] {
        salon.says(user, &format!("/language {language}")).await;
        for (when, says) in stories {
            let typed = format!("/book haircut max {when}");
            let refused = salon.says(user, &typed).await;
            assert!(refused.text().contains(says), "{when}: {refused:?}");
        }
    }
    assert_eq!(salon.booked(MAX).await.len(), 1);
}

/// What is still free is offered at once, and one goes on by buttons.
#[tokio::test]
async fn a_taken_time_shows_what_is_still_free() {
    let salon = Salon::new().await;
    salon.books(43, "14:00").await;
    salon.says(ANN, "/language ru").await;
    let taken = salon.says(ANN, "/book стрижка max 03.03.2026 14:00").await;
    let shown = seen(&taken);
    assert!(!shown.contains("[14:00]"), "{shown}");
    let offer = salon.taps(ANN, &taken, "14:30").await;
    let booked = salon.taps(ANN, &offer, "✅ Записать").await;
    assert!(booked.text().contains("Вы записаны"), "{booked:?}");
    let any = salon.says(44, "/book стрижка любой 03.03.2026 14:00").await;
    assert!(any.text().contains("Bob"), "Max is taken: {any:?}");
    salon.both_sides_agree(&[MAX, BOB], &[ANN, 43, 44]).await;
}

#[tokio::test]
async fn a_second_typed_booking_is_refused() {
    let salon = Salon::new().await;
    salon.says(ANN, "/language uz").await;
    let typed = "/book soqol istalgan 03.03.2026 14:00";
    let booked = salon.says(ANN, typed).await;
    assert!(booked.text().contains("Siz yozildingiz"), "{booked:?}");
    let refused = salon.says(ANN, "/book soqol max 04.03.2026 15:00").await;
    assert!(
        refused.text().contains("allaqachon yozuv bor"),
        "{refused:?}"
    );
    assert_eq!(salon.appointments(ANN).await.len(), 1);
}

/// What the usage shows can be typed as it stands, in the words of its language.
#[tokio::test]
async fn the_sample_of_each_language_books() {
    for (language, sample) in [
        ("en", "/book haircut any 2026-03-31 14:00"),
        ("ru", "/book стрижка любой 31.03.2026 14:00"),
        ("uz", "/book soqol istalgan 31.03.2026 14:00"),
    ] {
        let salon = Salon::new().await;
        salon.says(ANN, &format!("/language {language}")).await;
        let usage = salon.says(ANN, "/book ?").await;
        assert!(usage.text().contains(sample), "{usage:?}");
        salon.says(ANN, sample).await;
        assert_eq!(salon.booked(MAX).await.len(), 1, "{sample}");
    }
}
