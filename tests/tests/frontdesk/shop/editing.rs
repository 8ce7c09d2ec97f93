//! Managers edit services and masters.

use std::collections::BTreeSet;

use crate::schedule::studio::{ANN, EVE, MAX, Studio, alerted, every_button, seen};

#[tokio::test]
async fn a_new_shop_offers_three_services() {
    let studio = Studio::empty().await;
    let top = studio.says(EVE, "/shop").await;
    insta::assert_snapshot!(seen(&top), @r"
    <b>The shop</b>
    3 services on offer, 0 masters to book
    Time zone: UTC
    [✂️ Services]
    [👥 Masters]
    ");
    let services = studio.taps(EVE, &top, "Services").await;
    insta::assert_snapshot!(seen(&services), @r"
    <b>Services</b>, ✅ on offer. Which one shall we look at?
    [✅ Haircut]
    [✅ Beard]
    [✅ Haircut and beard]
    [➕ A new service]
    [‹ Back]
    ");
    let none = studio.goes(EVE, "/shop", &["Masters"]).await;
    assert!(none.text().contains("no masters yet"), "{none:?}");
    assert!(
        !studio
            .state()
            .await
            .contains_key("shop#catalogue / catalogue")
    );
    let card = studio.taps(EVE, &services, "Beard").await;
    insta::assert_snapshot!(seen(&card), @r"
    🇬🇧 Beard
    🇷🇺 Борода
    🇺🇿 Soqol
    ⏱ 30 min
    💰 No price is shown
    👥 Nobody does it yet: choose who does, under Masters
    [✏️ English] [✏️ Русский] [✏️ Oʻzbekcha]
    [⏱ Duration] [💰 Price]
    [🚫 Offer it no more]
    [‹ Back]
    ");
    studio.taps(EVE, &card, "Offer it no more").await;
    let shop = studio.shop().await;
    assert_eq!(shop.zone.name(), "UTC", "the zone is stored at first use");
    let lengths = shop
        .services
        .iter()
        .map(|one| (one.id.as_str(), one.duration.minutes(), one.on));
    let lengths: Vec<_> = lengths.collect();
    assert_eq!(
        lengths,
        [
            ("haircut", 30, true),
            ("beard", 30, false),
            ("haircut_beard", 60, true)
        ]
    );
}

#[tokio::test]
async fn russian_and_uzbek_cards_read_well() {
    for (language, labels) in [
        ("ru", ["Услуги", "Стрижка"]),
        ("uz", ["Xizmatlar", "Soch olish"]),
    ] {
        let studio = Studio::new().await;
        studio.says(EVE, &format!("/language {language}")).await;
        let card = studio.goes(EVE, "/shop", &labels).await;
        match language {
            "ru" => insta::assert_snapshot!(seen(&card), @r"
            🇬🇧 Haircut
            🇷🇺 Стрижка
            🇺🇿 Soch olish
            ⏱ 30 мин
            💰 Цена не показывается
            👥 Её делают 2 мастера
            [✏️ English] [✏️ Русский] [✏️ Oʻzbekcha]
            [⏱ Длительность] [💰 Цена]
            [🚫 Больше не предлагать]
            [‹ Назад]
            "),
            _ => insta::assert_snapshot!(seen(&card), @r"
            🇬🇧 Haircut
            🇷🇺 Стрижка
            🇺🇿 Soch olish
            ⏱ 30 daqiqa
            💰 Narxi koʻrsatilmaydi
            👥 Uni 2 ta usta bajaradi
            [✏️ English] [✏️ Русский] [✏️ Oʻzbekcha]
            [⏱ Davomiyligi] [💰 Narxi]
            [🚫 Boshqa taklif qilmaslik]
            [‹ Orqaga]
            "),
        }
    }
}

#[tokio::test]
async fn a_service_is_added_step_by_step() {
    let studio = Studio::new().await;
    let english = studio
        .goes(EVE, "/shop", &["Services", "A new service"])
        .await;
    let long = "я".repeat(41);
    for (odd, says) in [
        (long.as_str(), "at most 40"),
        ("\u{200b}", "nothing to read"),
        ("a\u{7}b", "cannot be shown"),
    ] {
        let again = studio.says(EVE, odd).await;
        assert!(again.text().contains(says), "{again:?}");
        assert!(again.text().contains("in English"), "{again:?}");
    }
    let russian = studio.says(EVE, "Massage <b>&").await;
    assert!(russian.text().contains("in Russian"), "{russian:?}");
    let stale = studio.taps(EVE, &english, "Back").await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
    let back = studio.taps(EVE, &russian, "Back").await;
    assert!(back.text().contains("in English"), "{back:?}");
    for name in ["Massage <b>&", "Массаж", "Massaj"] {
        studio.says(EVE, name).await;
    }
    for odd in ["45", "0", "1500", "an hour"] {
        let again = studio.says(EVE, odd).await;
        assert!(again.text().contains("multiple of 30"), "{again:?}");
    }
    let price = studio.says(EVE, "90").await;
    let back = studio.taps(EVE, &price, "Back").await;
    let price = studio.taps(EVE, &back, "120 min").await;
    assert!(price.text().contains("cost"), "{price:?}");
    for odd in ["-5", "many", "1 000 000 001", "1.5"] {
        let again = studio.says(EVE, odd).await;
        assert!(again.text().contains("no price"), "{again:?}");
    }
    let card = studio.says(EVE, "150 000").await;
    insta::assert_snapshot!(seen(&card), @r"
    🇬🇧 Massage &lt;b&gt;&amp;
    🇷🇺 Массаж
    🇺🇿 Massaj
    ⏱ 120 min
    💰 150 000
    👥 Nobody does it yet: choose who does, under Masters
    [✏️ English] [✏️ Русский] [✏️ Oʻzbekcha]
    [⏱ Duration] [💰 Price]
    [🚫 Offer it no more]
    [‹ Back]
    ");
    let service = studio.shop().await.services[3].clone();
    assert_eq!((service.duration.minutes(), service.price), (120, 150_000));
    studio
        .goes(EVE, "/shop", &["Masters", "Max", "Massage"])
        .await;
    let book = studio.says(ANN, "/book").await;
    assert!(seen(&book).contains("Massage"), "{book:?}");
}

#[tokio::test]
async fn a_service_is_renamed_repriced_and_shortened() {
    let studio = Studio::new().await;
    let open = ["Services", "Haircut and beard"];
    let card = studio.goes(EVE, "/shop", &open).await;
    studio.taps(EVE, &card, "Русский").await;
    studio.says(EVE, "Всё сразу").await;
    studio.taps(EVE, &card, "Price").await;
    studio.says(EVE, "90000").await;
    let card = studio
        .goes(EVE, "/shop", &[&open[..], &["Duration", "90 min"]].concat())
        .await;
    assert!(card.text().contains("Всё сразу"), "{card:?}");
    assert!(card.text().contains("90 min"), "{card:?}");
    assert!(card.text().contains("90\u{a0}000"), "{card:?}");
    let price = studio.taps(EVE, &card, "Price").await;
    let card = studio.taps(EVE, &price, "Show no price").await;
    assert!(card.text().contains("No price is shown"), "{card:?}");
    let service = studio.shop().await.services[2].clone();
    assert_eq!((service.duration.minutes(), service.price), (90, 0));
    assert_eq!(service.names.ru, "Всё сразу");
}

#[tokio::test]
async fn a_master_does_what_a_manager_says() {
    let studio = Studio::new().await;
    let max = studio.goes(EVE, "/shop", &["Masters", "Max"]).await;
    insta::assert_snapshot!(seen(&max), @r"
    <b>Max</b>. Which services does this master do?
    [✅ Haircut]
    [✅ Beard]
    [✅ Haircut and beard]
    [🕘 Hours] [🚫 No more bookings]
    [‹ Back]
    ");
    studio.taps(EVE, &max, "Haircut").await;
    let refused = studio.says(ANN, "/book haircut max 2026-03-03 14:00").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    let max = studio.goes(EVE, "/shop", &["Masters", "Max"]).await;
    let off = studio.taps(EVE, &max, "No more bookings").await;
    assert!(off.text().contains("cannot book this master"), "{off:?}");
    let refused = studio.says(ANN, "/book beard max 2026-03-03 14:00").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    studio.taps(EVE, &off, "Let clients book").await;
    let booked = studio.says(ANN, "/book beard max 2026-03-03 14:00").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
}

#[tokio::test]
async fn an_old_button_shows_the_present_shop() {
    let studio = Studio::new().await;
    let card = studio.goes(EVE, "/shop", &["Services", "Beard"]).await;
    studio.taps(EVE, &card, "Offer it no more").await;
    let before = studio.state().await;
    let shown = studio.taps(EVE, &card, "Offer it no more").await;
    assert!(shown.text().contains("Not on offer"), "{shown:?}");
    assert!(alerted(&studio).contains("changed the shop meanwhile"));
    assert_eq!(studio.state().await, before);
}

#[tokio::test]
async fn no_stale_button_changes_the_shop() {
    let studio = Studio::new().await;
    let mut buttons = BTreeSet::new();
    for labels in [
        vec!["Services", "Beard", "Duration", "60 min"],
        vec!["Services", "Beard", "Offer it no more"],
        vec!["Services", "Beard", "English", "Back"],
        vec!["Masters", "Bob", "Beard"],
        vec!["Masters", "Bob", "No more bookings"],
        vec!["Masters", "Bob", "Hours", "Mon", "10:00", "20:00"],
        vec!["Services", "A new service", "Cancel"],
    ] {
        let mut shown = studio.says(EVE, "/shop").await;
        for label in labels {
            buttons.extend(every_button(&shown));
            shown = studio.taps(EVE, &shown, label).await;
        }
    }
    studio
        .goes(EVE, "/shop", &["Masters", "Max", "Beard"])
        .await;
    studio
        .goes(
            EVE,
            "/shop",
            &["Masters", "Bob", "Hours", "Mon", "11:00", "20:00"],
        )
        .await;
    let before = studio.state().await;
    for data in buttons {
        for user in [EVE, EVE, MAX, ANN] {
            let answer = studio.presses(user, &data).await;
            assert!(!answer.body.is_empty(), "{data}");
        }
        assert_eq!(studio.state().await, before, "{data}");
    }
}

#[tokio::test]
async fn only_managers_edit_the_shop() {
    let studio = Studio::new().await;
    for user in [ANN, MAX] {
        let refused = studio.says(user, "/shop").await;
        assert!(refused.text().contains("who run the staff"), "{refused:?}");
    }
    let boss = studio.says(frontdesk_tests::BOSS, "/shop").await;
    assert!(boss.text().contains("The shop"), "{boss:?}");
}

#[tokio::test]
async fn a_shop_has_room_for_thirty_services() {
    let studio = Studio::new().await;
    let mut shop = studio.shop().await;
    for number in shop.services.len()..30 {
        let mut service = shop.services[0].clone();
        service.id = diary::ServiceId::new(format!("s{number}")).unwrap();
        shop.services.push(service);
    }
    studio.puts(shop).await;
    let services = studio
        .goes(EVE, "/shop", &["Services", "›", "›", "›"])
        .await;
    assert_eq!(
        seen(&services).matches("Haircut").count(),
        6,
        "{services:?}"
    );
    let full = studio.taps(EVE, &services, "A new service").await;
    assert!(full.text().contains("as many services"), "{full:?}");
}
