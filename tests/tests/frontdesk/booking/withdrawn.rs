//! What nobody offers any more: it is not shown, not booked, and a booking of it stands.

use desk::Catalogue;
use frontdesk_tests::Answer;

use super::salon::{ANN, MAX, Salon, seen};

/// How a haircut by Max is offered no more.
const WAYS: [fn(&mut Catalogue); 3] = [
    |shop| shop.services[0].on = false,
    |shop| shop.masters[0].on = false,
    |shop| shop.masters[0].services.clear(),
];

async fn changes(salon: &Salon, change: fn(&mut Catalogue)) {
    let mut shop = salon.shop().await;
    change(&mut shop);
    salon.puts(shop).await;
}

fn refuses(answer: &Answer) -> bool {
    answer.text().contains("not offered any more")
}

#[tokio::test]
async fn services_that_nobody_does_are_not_shown() {
    let salon = Salon::new().await;
    let shown = salon.says(ANN, "/book").await;
    changes(&salon, |shop| {
        let beard = shop.services[1].id.clone();
        for master in &mut shop.masters {
            master.services.retain(|service| *service == beard);
        }
    })
    .await;
    let fewer = salon.says(ANN, "/book").await;
    insta::assert_snapshot!(seen(&fewer), @r"
    Which service would you like?
    [Beard · 30 min]
    [‹ Menu]
    ");
    let refused = salon.taps(ANN, &shown, "Haircut ·").await;
    insta::assert_snapshot!(seen(&refused), @r"
    That is not offered any more. Please choose something else.
    Which service would you like?
    [Beard · 30 min]
    [‹ Menu]
    ");
    let typed = salon.says(ANN, "/book haircut any 2026-03-03 14:00").await;
    assert!(typed.text().contains("is not offered"), "{typed:?}");
}

#[tokio::test]
async fn a_shop_where_nobody_works_says_so() {
    let salon = Salon::of_masters(&[]).await;
    for (user, language, says) in [
        (ANN, "en", "There is nothing to book just now."),
        (43, "ru", "Сейчас записаться не на что."),
        (44, "uz", "Hozircha yoziladigan xizmat yoʻq."),
    ] {
        salon.says(user, &format!("/language {language}")).await;
        let nothing = salon.says(user, "/book").await;
        assert!(nothing.text().starts_with(says), "{nothing:?}");
        assert_eq!(super::salon::every_button(&nothing).len(), 1, "the menu");
    }
}

#[tokio::test]
async fn a_confirm_of_what_is_withdrawn_books_nothing() {
    for change in WAYS {
        let salon = Salon::new().await;
        let offer = salon.offer(ANN, "14:00").await;
        changes(&salon, change).await;
        let refused = salon.taps(ANN, &offer, "✅ Book").await;
        assert!(refuses(&refused), "{refused:?}");
        assert!(salon.appointments(ANN).await.is_empty());
        let on = salon.taps(ANN, &refused, "Beard ·").await;
        assert!(on.text().contains("Who shall do it"), "it goes on: {on:?}");
    }
}

#[tokio::test]
async fn every_step_says_what_is_withdrawn() {
    for change in WAYS {
        let salon = Salon::new().await;
        let masters = salon.goes(ANN, &["Haircut ·"]).await;
        let month = salon.taps(ANN, &masters, "Max").await;
        let day = salon.taps(ANN, &month, "3").await;
        changes(&salon, change).await;
        for (under, label) in [(&masters, "Max"), (&month, "3"), (&day, "14:00")] {
            let refused = salon.taps(ANN, under, label).await;
            assert!(refuses(&refused), "{label}: {refused:?}");
        }
    }
}

/// The button was pressed, and pressed again after the shop has changed: it has booked.
#[tokio::test]
async fn a_confirm_that_has_booked_shows_it_again() {
    for change in WAYS {
        let salon = Salon::new().await;
        let offer = salon.offer(ANN, "14:00").await;
        let booked = salon.taps(ANN, &offer, "✅ Book").await;
        changes(&salon, change).await;
        let again = salon.taps(ANN, &offer, "✅ Book").await;
        assert_eq!(seen(&again), seen(&booked));
        assert_eq!(salon.booked(MAX).await.len(), 1);
        salon.rest();
        let why = salon.taps(ANN, &booked, "Cancel it").await;
        salon.taps(ANN, &why, "without a reason").await;
        let refused = salon.taps(ANN, &offer, "✅ Book").await;
        assert!(refuses(&refused), "it has booked nothing that stands");
    }
}

#[tokio::test]
async fn a_booking_of_a_withdrawn_master_stands() {
    let salon = Salon::new().await;
    let booked = salon.books(ANN, "14:00").await;
    changes(&salon, WAYS[1]).await;
    let refused = salon.taps(ANN, &booked, "Move").await;
    insta::assert_snapshot!(seen(&refused), @r"
    This master takes no bookings just now, so your booking cannot be moved. It stands unless you cancel it.
    📅 Tue, 3 March, <b>14:00</b>
    ✂️ Haircut, 30 min
    👤 Max
    [✖️ Cancel it]
    [🗓 My bookings]
    ");
    assert_eq!(salon.booked(MAX).await.len(), 1);
    let why = salon.taps(ANN, &refused, "Cancel it").await;
    let cancelled = salon.taps(ANN, &why, "without a reason").await;
    assert!(cancelled.text().contains("is cancelled"), "{cancelled:?}");
}
