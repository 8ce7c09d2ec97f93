//! From /book to "you are booked", by buttons.

use std::time::Duration;

use outbox::Recipient;

use super::salon::{ANN, BOB, MAX, Salon, at, seen};

#[tokio::test]
async fn a_client_books_by_buttons() {
    let salon = Salon::new().await;
    let services = salon.says(ANN, "/book").await;
    insta::assert_snapshot!(seen(&services), @r"
    Which service would you like?
    [Haircut · 30 min]
    [Beard · 30 min]
    [Haircut and beard · 60 min]
    [‹ Menu]
    ");
    let masters = salon.taps(ANN, &services, "Haircut ·").await;
    insta::assert_snapshot!(seen(&masters), @r"
    <b>Haircut</b>
    Who shall do it?
    [🎲 Whoever is free]
    [Max]
    [Bob]
    [‹ Back]
    ");
    let month = salon.taps(ANN, &masters, "Max").await;
    insta::assert_snapshot!(seen(&month), @r"
    <b>Haircut</b>, Max
    March 2026
    Choose a day. Those with a number have free times.
    [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su]
    [ ] [ ] [ ] [ ] [ ] [ ] [·]
    [2] [3] [4] [5] [6] [7] [8]
    [9] [10] [11] [12] [13] [14] [15]
    [16] [17] [18] [19] [20] [21] [22]
    [23] [24] [25] [26] [27] [28] [29]
    [30] [31] [ ] [ ] [ ] [ ] [ ]
    [›]
    [‹ Back]
    ");
    let day = salon.taps(ANN, &month, "3").await;
    insta::assert_snapshot!(seen(&day), @r"
    <b>Haircut</b>, Max
    Tue, 3 March: choose a time.
    [10:00] [10:30] [11:00] [11:30]
    [12:00] [12:30] [14:00] [14:30]
    [15:00] [15:30] [16:00] [16:30]
    [17:00] [17:30] [18:00] [18:30]
    [19:00] [19:30] [20:00] [20:30]
    [‹ Back]
    ");
    let offer = salon.taps(ANN, &day, "14:00").await;
    insta::assert_snapshot!(seen(&offer), @r"
    Shall I book this?
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [✅ Book]
    [‹ Back]
    ");
    let booked = salon.taps(ANN, &offer, "✅ Book").await;
    insta::assert_snapshot!(seen(&booked), @r"
    ✅ You are booked. See you soon!
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [🔁 Move] [✖️ Cancel it]
    [📎 Add to calendar]
    [🗓 My bookings]
    ");
    assert_eq!(salon.booked(MAX).await.len(), 1);
    salon.both_sides_agree(&[MAX, BOB], &[ANN]).await;
}

/// All screens from `/book` on, in a language, with these buttons tapped.
async fn screens_in(language: &str, labels: &[&str]) -> String {
    let salon = Salon::new().await;
    salon.says(ANN, &format!("/language {language}")).await;
    let mut shown = salon.says(ANN, "/book").await;
    let mut screens = vec![seen(&shown)];
    for label in labels {
        shown = salon.taps(ANN, &shown, label).await;
        screens.push(seen(&shown));
    }
    screens.join("\n---\n")
}

#[tokio::test]
async fn russian_screens_read_well() {
    let screens = screens_in("ru", &["Стрижка ·", "Max", "3", "14:00", "✅"]).await;
    insta::assert_snapshot!(screens, @r"
    На какую услугу вас записать?
    [Стрижка · 30 мин]
    [Борода · 30 мин]
    [Стрижка и борода · 60 мин]
    [‹ Меню]
    ---
    <b>Стрижка</b>
    К кому вас записать?
    [🎲 Кто свободен]
    [Max]
    [Bob]
    [‹ Назад]
    ---
    <b>Стрижка</b>, Max
    Март 2026
    Выберите день. Где стоит число, есть свободное время.
    [Пн] [Вт] [Ср] [Чт] [Пт] [Сб] [Вс]
    [ ] [ ] [ ] [ ] [ ] [ ] [·]
    [2] [3] [4] [5] [6] [7] [8]
    [9] [10] [11] [12] [13] [14] [15]
    [16] [17] [18] [19] [20] [21] [22]
    [23] [24] [25] [26] [27] [28] [29]
    [30] [31] [ ] [ ] [ ] [ ] [ ]
    [›]
    [‹ Назад]
    ---
    <b>Стрижка</b>, Max
    вт, 3 марта: выберите время.
    [10:00] [10:30] [11:00] [11:30]
    [12:00] [12:30] [14:00] [14:30]
    [15:00] [15:30] [16:00] [16:30]
    [17:00] [17:30] [18:00] [18:30]
    [19:00] [19:30] [20:00] [20:30]
    [‹ Назад]
    ---
    Записать вас?
    📅 вт, 3 марта, <b>14:00</b>
    ✂️ Стрижка, 30 мин
    👤 Max
    [✅ Записать]
    [‹ Назад]
    ---
    ✅ Вы записаны. До встречи!
    📅 вт, 3 марта, <b>14:00</b>
    ✂️ Стрижка, 30 мин
    👤 Max
    [🔁 Перенести] [✖️ Отменить запись]
    [📎 В календарь]
    [🗓 Мои записи]
    ");
}

#[tokio::test]
async fn uzbek_screens_read_well() {
    let screens = screens_in("uz", &["Soch olish", "Max", "3", "14:00", "✅"]).await;
    insta::assert_snapshot!(screens, @r"
    Qaysi xizmatga yozilmoqchisiz?
    [Soch olish · 30 daq]
    [Soqol · 30 daq]
    [Soch va soqol · 60 daq]
    [‹ Menyu]
    ---
    <b>Soch olish</b>
    Kimga yozilmoqchisiz?
    [🎲 Kim boʻsh boʻlsa]
    [Max]
    [Bob]
    [‹ Orqaga]
    ---
    <b>Soch olish</b>, Max
    Mart 2026
    Kunni tanlang. Raqam turgan kunlarda boʻsh vaqt bor.
    [Du] [Se] [Ch] [Pa] [Ju] [Sh] [Ya]
    [ ] [ ] [ ] [ ] [ ] [ ] [·]
    [2] [3] [4] [5] [6] [7] [8]
    [9] [10] [11] [12] [13] [14] [15]
    [16] [17] [18] [19] [20] [21] [22]
    [23] [24] [25] [26] [27] [28] [29]
    [30] [31] [ ] [ ] [ ] [ ] [ ]
    [›]
    [‹ Orqaga]
    ---
    <b>Soch olish</b>, Max
    sesh, 3-mart: vaqtni tanlang.
    [10:00] [10:30] [11:00] [11:30]
    [12:00] [12:30] [14:00] [14:30]
    [15:00] [15:30] [16:00] [16:30]
    [17:00] [17:30] [18:00] [18:30]
    [19:00] [19:30] [20:00] [20:30]
    [‹ Orqaga]
    ---
    Shu vaqtga yozaymi?
    📅 sesh, 3-mart, <b>14:00</b>
    ✂️ Soch olish, 30 daq
    👤 Max
    [✅ Yozish]
    [‹ Orqaga]
    ---
    ✅ Siz yozildingiz. Koʻrishguncha!
    📅 sesh, 3-mart, <b>14:00</b>
    ✂️ Soch olish, 30 daq
    👤 Max
    [🔁 Koʻchirish] [✖️ Bekor qilish]
    [📎 Taqvimga qoʻshish]
    [🗓 Mening yozuvlarim]
    ");
}

#[tokio::test]
async fn only_what_fits_is_offered() {
    let salon = Salon::new().await;
    salon.books(ANN, "14:00").await;
    salon.rest();
    let day = salon.goes(43, &["Haircut and beard", "Max", "3"]).await;
    let shown = seen(&day);
    for free in ["10:00", "12:00", "14:30", "20:00"] {
        assert!(shown.contains(&format!("[{free}]")), "{free}: {shown}");
    }
    for taken in ["09:30", "12:30", "13:00", "13:30", "14:00", "20:30"] {
        assert!(!shown.contains(&format!("[{taken}]")), "{taken}: {shown}");
    }
}

#[tokio::test]
async fn today_has_a_lead_time() {
    let salon = Salon::new().await;
    salon.passes(Duration::from_secs(3 * 3600 + 60));
    let day = salon.goes(ANN, &["Haircut ·", "Max", "2"]).await;
    assert!(!seen(&day).contains("[12:30]"), "29 minutes from now");
    let day = salon.goes(ANN, &["Haircut ·", "Max", "2"]).await;
    assert!(seen(&day).contains("[14:00]"));
}

#[tokio::test]
async fn months_are_turned_to_the_horizon() {
    let salon = Salon::new().await;
    let march = salon.goes(ANN, &["Haircut ·", "Max"]).await;
    assert!(!seen(&march).contains("[‹]"), "there is nothing before");
    let april = salon.taps(ANN, &march, "›").await;
    assert!(april.text().contains("April 2026"), "{}", april.text());
    let may = salon.taps(ANN, &april, "›").await;
    let shown = seen(&may);
    assert!(shown.contains("[1] [·]"), "60 days end on 1 May: {shown}");
    assert!(!shown.contains("[›]"), "{shown}");
    let back = salon.taps(ANN, &may, "‹").await;
    assert_eq!(back.text(), april.text());
    let nothing = salon.taps(ANN, &may, "·").await;
    assert_eq!(nothing.call()["method"], "answerCallbackQuery");
    assert!(!nothing.text().is_empty());
}

#[tokio::test]
async fn there_is_a_way_back_at_every_step() {
    let salon = Salon::new().await;
    let labels = ["Haircut ·", "Max", "3", "14:00"];
    for depth in (1..=labels.len()).rev() {
        let shown = salon.goes(ANN, &labels[..depth]).await;
        let before = salon.goes(ANN, &labels[..depth - 1]).await;
        let back = salon.taps(ANN, &shown, "‹ Back").await;
        assert_eq!(back.text(), before.text(), "from step {depth}");
    }
}

#[tokio::test]
async fn any_master_is_the_first_who_is_free() {
    let salon = Salon::new().await;
    salon.books(ANN, "14:00").await;
    salon.rest();
    let offer = salon
        .goes(43, &["Haircut ·", "Whoever", "3", "14:00"])
        .await;
    assert!(offer.text().contains("Bob"), "{}", offer.text());
    salon.taps(43, &offer, "✅ Book").await;
    let [booking] = &salon.booked(BOB).await[..] else {
        panic!("Bob has one booking");
    };
    assert_eq!(booking.start, at(3, "14:00"));
    let day = salon.goes(44, &["Haircut ·", "Whoever", "3"]).await;
    assert!(!seen(&day).contains("[14:00]"), "nobody is free any more");
    salon.both_sides_agree(&[MAX, BOB], &[ANN, 43]).await;
}

/// Two were offered the same master; the second one gets the other.
#[tokio::test]
async fn any_master_makes_up_for_a_lost_race() {
    let salon = Salon::new().await;
    let labels = ["Haircut ·", "Whoever", "3", "14:00"];
    let (ann, eve) = (
        salon.goes(ANN, &labels).await,
        salon.goes(43, &labels).await,
    );
    assert_eq!(ann.text(), eve.text(), "both were offered Max");
    salon.taps(ANN, &ann, "✅ Book").await;
    let booked = salon.taps(43, &eve, "✅ Book").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
    assert!(booked.text().contains("Bob"), "{booked:?}");
    salon.both_sides_agree(&[MAX, BOB], &[ANN, 43]).await;
}

#[tokio::test]
async fn a_lost_race_shows_what_is_still_free() {
    let salon = Salon::new().await;
    let (ann, eve) = (
        salon.offer(ANN, "14:00").await,
        salon.offer(43, "14:00").await,
    );
    salon.taps(ANN, &ann, "✅ Book").await;
    let late = salon.taps(43, &eve, "✅ Book").await;
    assert!(
        late.text().contains("Somebody was faster"),
        "{}",
        late.text()
    );
    let shown = seen(&late);
    assert!(
        shown.contains("[14:30]") && !shown.contains("[14:00]"),
        "{shown}"
    );
    assert_eq!(salon.booked(MAX).await.len(), 1);
    let offer = salon.taps(43, &late, "14:30").await;
    let booked = salon.taps(43, &offer, "✅ Book").await;
    assert!(
        booked.text().contains("You are booked"),
        "it goes on from there"
    );
}

#[tokio::test]
async fn a_client_has_one_booking_ahead() {
    let salon = Salon::new().await;
    let second = salon.offer(ANN, "16:00").await;
    salon.books(ANN, "14:00").await;
    salon.rest();
    let refused = salon.taps(ANN, &second, "✅ Book").await;
    assert!(
        refused.text().contains("already have a booking"),
        "{refused:?}"
    );
    let refused = salon.says(ANN, "/book").await;
    assert!(
        refused.text().contains("already have a booking"),
        "{refused:?}"
    );
    let card = salon.taps(ANN, &refused, "Show my booking").await;
    assert!(card.text().contains("14:00"), "{card:?}");
    assert_eq!(salon.booked(MAX).await.len(), 1);
    salon.passes(Duration::from_secs(2 * 24 * 3600));
    let again = salon.says(ANN, "/book").await;
    assert!(
        again.text().contains("Which service"),
        "it is over: {again:?}"
    );
}

#[tokio::test]
async fn a_manager_may_lift_the_bound_of_one() {
    let salon = Salon::new().await;
    salon.books(ANN, "14:00").await;
    let head = salon.head(ANN).await.unwrap();
    salon
        .puts(desk::ClientHead {
            lifted: true,
            ..head
        })
        .await;
    salon.rest();
    salon.books(ANN, "16:00").await;
    assert_eq!(salon.booked(MAX).await.len(), 2);
    salon.both_sides_agree(&[MAX], &[ANN]).await;
}

#[tokio::test]
async fn the_master_hears_of_a_booking() {
    let salon = Salon::new().await;
    salon.books(ANN, "14:00").await;
    let notices = salon.notices().await;
    let told: Vec<_> = notices.iter().filter(|one| one.due.is_none()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to, Recipient::Person(MAX));
    let text = locales::Locale::of(locales::Language::Ru).html(&told[0].text);
    insta::assert_snapshot!(text.visible_text(), @r"
    📅 Новая запись
    вт, 3 марта, 14:00
    Person42: Стрижка
    ");
}

#[tokio::test]
async fn a_master_books_with_himself_in_silence() {
    let salon = Salon::new().await;
    salon.books(MAX, "14:00").await;
    let notices = salon.notices().await;
    assert!(notices.iter().all(|one| one.due.is_some()), "{notices:?}");
    salon.both_sides_agree(&[MAX], &[MAX]).await;
}
