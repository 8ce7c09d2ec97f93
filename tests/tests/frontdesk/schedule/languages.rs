//! What a master does most, in Russian and in Uzbek.

use locales::{Language, Locale};
use outbox::{NoticeRow, Recipient};
use store::Key;

use super::studio::{ANN, MAX, Studio, hours, seen};

/// A studio that Max reads in a language.
async fn studio_in(language: &str) -> Studio {
    let studio = Studio::new().await;
    studio.says(MAX, &format!("/language {language}")).await;
    studio
}

#[tokio::test]
async fn a_time_is_blocked_in_russian() {
    let studio = studio_in("ru").await;
    let starts = studio.goes(MAX, "/schedule 2026-03-03", &["Перерыв"]).await;
    insta::assert_snapshot!(starts.text(), @"Когда вас не будет? Выберите начало или напишите, например 13:00-15:00.");
    let odd = studio.says(MAX, "15:00-13:00").await;
    insta::assert_snapshot!(odd.text(), @r"
    Конец должен быть позже начала.
    Когда вас не будет? Выберите начало или напишите, например 13:00-15:00.
    ");
    let ends = studio.taps(MAX, &starts, "13:00").await;
    insta::assert_snapshot!(ends.text(), @"Перерыв с 13:00. До скольки?");
    let note = studio.taps(MAX, &ends, "15:00").await;
    insta::assert_snapshot!(seen(&note), @r"
    По какой причине? Это заметка для вас.
    [Без заметки]
    [‹ Назад]
    ");
    let done = studio.says(MAX, "к врачу").await;
    insta::assert_snapshot!(seen(&done), @r"
    🚫 Перерыв: вт, 3 марта, 13:00–15:00.
    [‹ вт, 3 марта]
    ");
    let card = studio
        .goes(MAX, "/schedule 2026-03-03", &["🚫 13:00"])
        .await;
    insta::assert_snapshot!(seen(&card), @r"
    🚫 Перерыв: вт, 3 марта, 13:00–15:00.
    к врачу
    [🕘 Другое время] [✏️ Заметка]
    [✅ Убрать перерыв]
    [‹ вт, 3 марта]
    ");
    let back = studio.taps(MAX, &card, "Убрать перерыв").await;
    insta::assert_snapshot!(back.text(), @"✅ вт, 3 марта, 13:00–15:00: перерыв убран.");
}

#[tokio::test]
async fn a_time_is_blocked_in_uzbek() {
    let studio = studio_in("uz").await;
    let open = ["Tanaffus", "13:00", "15:00", "Izohsiz"];
    let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    insta::assert_snapshot!(seen(&done), @r"
    🚫 Tanaffus: sesh, 3-mart, 13:00–15:00.
    [‹ sesh, 3-mart]
    ");
}

#[tokio::test]
async fn a_day_off_lists_bookings_in_both_languages() {
    let studio = studio_in("ru").await;
    studio.books(ANN, "14:00").await;
    let refused = studio
        .goes(MAX, "/schedule 2026-03-03", &["Выходной"])
        .await;
    insta::assert_snapshot!(seen(&refused), @r"
    вт, 3 марта есть записи. Сначала отмените их, пожалуйста:
    • вт, 3 марта, 14:00: Ann &lt;i&gt;&amp;
    [‹ вт, 3 марта]
    ");
    studio.says(MAX, "/language uz").await;
    let refused = studio
        .goes(MAX, "/schedule 2026-03-03", &["Dam olish"])
        .await;
    insta::assert_snapshot!(seen(&refused), @r"
    sesh, 3-mart kuni yozuvlar bor. Iltimos, avval ularni bekor qiling:
    • sesh, 3-mart, 14:00: Ann &lt;i&gt;&amp;
    [‹ sesh, 3-mart]
    ");
    let off = studio
        .goes(MAX, "/schedule 2026-03-04", &["Dam olish"])
        .await;
    insta::assert_snapshot!(seen(&off), @r"
    🌴 chor, 4-mart — dam olish kuni.
    [‹ chor, 4-mart]
    ");
}

/// What the client hears of it is in the client's language.
#[tokio::test]
async fn each_reason_is_told_in_russian() {
    for (choice, reason) in [
        ("Слишком много дел", "Причина: много работы"),
        ("Болезнь", "Причина: болезнь"),
        ("Личные причины", "Причина: личные обстоятельства"),
        ("", "Причина: прорвало <трубу>"),
    ] {
        let studio = studio_in("ru").await;
        studio.books(ANN, "14:00").await;
        let open = ["👤 14:00", "Отменить запись"];
        let why = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
        let done = match choice {
            "" => studio.says(MAX, "прорвало <трубу>").await,
            choice => studio.taps(MAX, &why, choice).await,
        };
        insta::allow_duplicates! {
            insta::assert_snapshot!(seen(&why), @r"
            Почему отменяете? Выберите или напишите: клиент это прочитает.
            [🏃 Слишком много дел]
            [🤒 Болезнь]
            [🏠 Личные причины]
            [‹ Назад]
            ");
            insta::assert_snapshot!(seen(&done), @r"
            ❌ Запись отменена, вт, 3 марта. Я сообщу клиенту.
            [‹ вт, 3 марта]
            ");
        }
        let told = told_in(&studio, Language::Ru).await;
        assert!(told.ends_with(reason), "{told}");
    }
}

#[tokio::test]
async fn each_reason_is_told_in_uzbek() {
    for (choice, reason) in [
        ("Ish koʻp", "Sabab: ish koʻp"),
        ("Kasallik", "Sabab: kasallik"),
        ("Shaxsiy sabablar", "Sabab: shaxsiy"),
    ] {
        let studio = studio_in("uz").await;
        studio.books(ANN, "14:00").await;
        let open = ["👤 14:00", "bekor", choice];
        let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
        assert!(done.text().contains("Mijozga xabar beraman"), "{done:?}");
        let told = told_in(&studio, Language::Uz).await;
        assert!(told.ends_with(reason), "{told}");
    }
}

/// The one notice of a cancellation, in a language.
async fn told_in(studio: &Studio, language: Language) -> String {
    let keys = studio.world.dump().await.into_keys();
    for key in keys.filter(|key| key.starts_with("notice#")) {
        let id = key["notice#".len()..]
            .split(" / ")
            .next()
            .unwrap()
            .to_owned();
        let notice: NoticeRow = studio.stored(Key::notice(&id)).await.unwrap();
        if notice.to == Recipient::Person(ANN) && notice.due.is_none() {
            return Locale::of(language).plain(&notice.text);
        }
    }
    panic!("Ann hears nothing");
}

#[tokio::test]
async fn what_became_of_a_booking_reads_well() {
    for (language, came) in [
        ("ru", ["Клиент был", "Не пришёл"]),
        ("uz", ["Keldi", "Kelmadi"]),
    ] {
        for (nth, label) in came.iter().enumerate() {
            let studio = studio_in(language).await;
            studio.books(ANN, "14:00").await;
            studio.passes(hours(30));
            let open = ["👤 14:00", label];
            let card = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
            match (language, nth) {
                ("ru", 0) => insta::assert_snapshot!(seen(&card), @r"
                <b>вт, 3 марта, 14:00–14:30</b>
                Ann &lt;i&gt;&amp;
                Стрижка · ✅ клиент был
                [‹ вт, 3 марта]
                "),
                ("ru", _) => insta::assert_snapshot!(seen(&card), @r"
                <b>вт, 3 марта, 14:00–14:30</b>
                Ann &lt;i&gt;&amp;
                Стрижка · 👻 клиент не пришёл
                [‹ вт, 3 марта]
                "),
                (_, 0) => insta::assert_snapshot!(seen(&card), @r"
                <b>sesh, 3-mart, 14:00–14:30</b>
                Ann &lt;i&gt;&amp;
                Soch olish · ✅ keldi
                [‹ sesh, 3-mart]
                "),
                _ => insta::assert_snapshot!(seen(&card), @r"
                <b>sesh, 3-mart, 14:00–14:30</b>
                Ann &lt;i&gt;&amp;
                Soch olish · 👻 kelmadi
                [‹ sesh, 3-mart]
                "),
            }
        }
    }
}

#[tokio::test]
async fn lunch_moves_in_both_languages() {
    let studio = studio_in("ru").await;
    let choice = studio.goes(MAX, "/schedule 2026-03-03", &["Обед"]).await;
    insta::assert_snapshot!(seen(&choice), @r"
    Когда обед, вт, 3 марта? Он длится час.
    [10:00] [10:30] [11:00] [11:30] [12:00] [12:30]
    [13:00] [13:30] [14:00] [14:30] [15:00] [15:30]
    [16:00] [16:30] [17:00] [17:30] [18:00] [18:30]
    [19:00] [19:30] [20:00]
    [Как обычно] [Без обеда]
    [‹ вт, 3 марта]
    ");
    let done = studio.taps(MAX, &choice, "15:00").await;
    insta::assert_snapshot!(seen(&done), @r"
    🍽 вт, 3 марта: обед 15:00–16:00.
    [‹ вт, 3 марта]
    ");
    let open = ["Обед", "Без обеда"];
    let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    insta::assert_snapshot!(done.text(), @"🍽 вт, 3 марта: без обеда.");
    studio.says(MAX, "/language uz").await;
    let open = ["Tushlik", "Odatdagidek"];
    let done = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    insta::assert_snapshot!(seen(&done), @r"
    🍽 sesh, 3-mart: tushlik odatdagidek.
    [‹ sesh, 3-mart]
    ");
}

#[tokio::test]
async fn hours_change_in_both_languages() {
    let studio = studio_in("ru").await;
    studio.books(ANN, "14:00").await;
    let starts = studio.goes(MAX, "/schedule", &["Часы работы", "Ср"]).await;
    insta::assert_snapshot!(starts.text(), @"Ср: во сколько начинается работа?");
    let ends = studio.taps(MAX, &starts, "12:00").await;
    insta::assert_snapshot!(ends.text(), @"Ср с 12:00: до скольки?");
    let week = studio.taps(MAX, &ends, "18:00").await;
    insta::assert_snapshot!(seen(&week), @r"
    <b>Ваши часы работы</b>
    Пн: 10:00–21:00
    Вт: 10:00–21:00
    Ср: 12:00–18:00
    Чт: 10:00–21:00
    Пт: 10:00–21:00
    Сб: 10:00–21:00
    Вс: 10:00–21:00
    🍽 Обед: 13:00–14:00
    [Пн] [Вт] [Ср] [Чт]
    [Пт] [Сб] [Вс]
    [🍽 Обед]
    [‹ Назад]
    ");
    let closed = ["Часы работы", "Вт", "Закрыто"];
    let refused = studio.goes(MAX, "/schedule", &closed).await;
    insta::assert_snapshot!(seen(&refused), @r"
    Есть записи, которым не хватит места. Сначала отмените их, пожалуйста:
    • вт, 3 марта, 14:00: Ann &lt;i&gt;&amp;
    [‹ Назад]
    ");
    studio.says(MAX, "/language uz").await;
    let closed = ["Ish vaqti", "Pa", "Ish yoʻq"];
    let week = studio.goes(MAX, "/schedule", &closed).await;
    insta::assert_snapshot!(seen(&week), @r"
    <b>Ish vaqtingiz</b>
    Du: 10:00–21:00
    Se: 10:00–21:00
    Ch: 12:00–18:00
    Pa: ish yoʻq
    Ju: 10:00–21:00
    Sh: 10:00–21:00
    Ya: 10:00–21:00
    🍽 Tushlik: 13:00–14:00
    [Du] [Se] [Ch] [Pa]
    [Ju] [Sh] [Ya]
    [🍽 Tushlik]
    [‹ Orqaga]
    ");
}

#[tokio::test]
async fn a_master_books_for_somebody_in_both_languages() {
    let studio = studio_in("ru").await;
    let services = studio
        .goes(MAX, "/schedule 2026-03-03", &["Записать клиента"])
        .await;
    insta::assert_snapshot!(seen(&services), @r"
    Какая услуга, вт, 3 марта?
    [Стрижка]
    [Борода]
    [Стрижка и борода]
    [‹ вт, 3 марта]
    ");
    let times = studio.taps(MAX, &services, "Борода").await;
    insta::assert_snapshot!(times.text(), @"Борода, вт, 3 марта. На какое время?");
    let name = studio.taps(MAX, &times, "12:00").await;
    insta::assert_snapshot!(seen(&name), @r"
    На кого записать? Напишите имя.
    [‹ Назад]
    ");
    let done = studio.says(MAX, "Мария Ивановна").await;
    insta::assert_snapshot!(seen(&done), @r"
    ✅ Записано: Мария Ивановна, вт, 3 марта в 12:00.
    [‹ вт, 3 марта]
    ");
    let open = ["👤 12:00", "Отменить запись"];
    let sure = studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    insta::assert_snapshot!(seen(&sure), @r"
    Отменить эту запись? Я не могу написать клиенту: сообщите ему сами, пожалуйста.
    [❌ Отменить запись]
    [‹ Назад]
    ");
    let done = studio.taps(MAX, &sure, "Отменить").await;
    insta::assert_snapshot!(seen(&done), @r"
    ❌ Запись отменена, вт, 3 марта. Сообщите клиенту сами, пожалуйста.
    [‹ вт, 3 марта]
    ");
    studio.says(MAX, "/language uz").await;
    let open = ["Mijozni yozish", "Soqol", "12:00"];
    studio.goes(MAX, "/schedule 2026-03-03", &open).await;
    let done = studio.says(MAX, "Malika opa").await;
    insta::assert_snapshot!(seen(&done), @r"
    ✅ Yozildi: Malika opa, sesh, 3-mart, 12:00.
    [‹ sesh, 3-mart]
    ");
}
