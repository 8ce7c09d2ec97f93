//! "Whoever is free": one master's trouble does not speak for all of them.

use std::time::Duration;

use desk::{Catalogue, Day};
use diary::Sheet;
use frontdesk_tests::Answer;

use super::salon::{ANN, BOB, MAX, Salon, march, seen};

/// The times of the 3rd, with whoever is free.
async fn times(salon: &Salon) -> Answer {
    salon.goes(ANN, &["Haircut ·", "Whoever", "3"]).await
}

async fn takes_off(salon: &Salon, master: i64) {
    let sheet = Sheet::default().take_off(salon.now()).unwrap();
    let day = Day::empty(master, march(3));
    salon.puts(Day { sheet, ..day }).await;
}

async fn changes(salon: &Salon, change: impl FnOnce(&mut Catalogue)) {
    let mut shop = salon.shop().await;
    change(&mut shop);
    salon.puts(shop).await;
}

/// The first master has a day off, and the other one is taken meanwhile.
#[tokio::test]
async fn a_taken_time_is_called_taken() {
    let salon = Salon::new().await;
    takes_off(&salon, MAX).await;
    let times = times(&salon).await;
    salon.says(43, "/book haircut bob 2026-03-03 12:00").await;
    let late = salon.taps(ANN, &times, "12:00").await;
    let typed = salon.says(ANN, "/book haircut any 2026-03-03 12:00").await;
    for told in [late, typed] {
        assert!(told.text().contains("Somebody was faster"), "{told:?}");
        assert!(told.text().contains("whoever is free"), "{told:?}");
        assert!(!seen(&told).contains("[12:00]"), "{told:?}");
    }
}

#[tokio::test]
async fn a_confirm_that_loses_to_all_is_taken() {
    let salon = Salon::new().await;
    let times = times(&salon).await;
    let offer = salon.taps(ANN, &times, "12:00").await;
    takes_off(&salon, MAX).await;
    salon.says(43, "/book haircut bob 2026-03-03 12:00").await;
    let late = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(late.text().contains("Somebody was faster"), "{late:?}");
    assert!(late.text().contains("whoever is free"), "{late:?}");
    assert!(salon.appointments(ANN).await.is_empty());
}

#[tokio::test]
async fn a_confirm_when_nobody_works_says_so() {
    let salon = Salon::new().await;
    let times = times(&salon).await;
    let offer = salon.taps(ANN, &times, "12:00").await;
    for master in [MAX, BOB] {
        takes_off(&salon, master).await;
    }
    let typed = salon.says(ANN, "/book haircut any 2026-03-03 12:00").await;
    let late = salon.taps(ANN, &times, "12:00").await;
    let confirmed = salon.taps(ANN, &offer, "✅ Book").await;
    for told in [typed, late, confirmed] {
        assert!(told.text().contains("Nobody works"), "{told:?}");
    }
}

#[tokio::test]
async fn a_confirm_too_late_says_so() {
    let salon = Salon::new().await;
    let labels = ["Haircut ·", "Whoever", "2", "10:00"];
    let offer = salon.goes(ANN, &labels).await;
    salon.passes(Duration::from_secs(40 * 60));
    let late = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(late.text().contains("too late for that time"), "{late:?}");
    assert!(salon.appointments(ANN).await.is_empty());
}

/// Any master was asked for, so another one will do when the offered one has gone.
#[tokio::test]
async fn another_master_stands_in_for_one_who_left() {
    let ways: [fn(&mut Catalogue); 2] = [
        |shop| shop.masters[0].on = false,
        |shop| shop.masters[0].services.clear(),
    ];
    for way in ways {
        let salon = Salon::new().await;
        let times = times(&salon).await;
        let offer = salon.taps(ANN, &times, "12:00").await;
        assert!(offer.text().contains("Max"), "{offer:?}");
        changes(&salon, way).await;
        let booked = salon.taps(ANN, &offer, "✅ Book").await;
        assert!(booked.text().contains("You are booked"), "{booked:?}");
        assert!(booked.text().contains("Bob"), "{booked:?}");
        let again = salon.taps(ANN, &offer, "✅ Book").await;
        assert_eq!(seen(&again), seen(&booked));
        salon.both_sides_agree(&[MAX, BOB], &[ANN]).await;
    }
}

/// On the last evening of March its last free time is gone.
#[tokio::test]
async fn a_month_without_a_free_day_says_so() {
    let salon = Salon::new().await;
    salon.passes(Duration::from_secs((29 * 24 + 12) * 3600));
    for (language, service, who, says) in [
        (
            "en",
            "Haircut ·",
            "Whoever",
            "No time is free in this month.",
        ),
        (
            "ru",
            "Стрижка ·",
            "Кто свободен",
            "В этом месяце свободного времени нет.",
        ),
        (
            "uz",
            "Soch olish ·",
            "Kim boʻsh",
            "Bu oyda boʻsh vaqt yoʻq.",
        ),
    ] {
        salon.says(ANN, &format!("/language {language}")).await;
        let march = salon.goes(ANN, &[service, who]).await;
        assert!(march.text().contains(says), "{march:?}");
        let april = salon.taps(ANN, &march, "›").await;
        assert!(!april.text().contains(says), "{april:?}");
    }
}

/// A date of another year says which.
#[tokio::test]
async fn a_day_of_another_year_has_its_year() {
    let salon = Salon::new().await;
    salon.says(ANN, "/language ru").await;
    let day = salon.says(ANN, "/book стрижка max 19.11.2027 14:00").await;
    insta::assert_snapshot!(day.text(), @r"
    Это слишком далеко: запись открыта на 60 дней вперёд.
    <b>Стрижка</b>, Max
    пт, 19 ноября 2027 г.: свободного времени нет. Выберите, пожалуйста, другой день.
    ");
}

#[tokio::test]
async fn nobody_left_to_stand_in_is_said() {
    let salon = Salon::new().await;
    let times = times(&salon).await;
    let offer = salon.taps(ANN, &times, "12:00").await;
    changes(&salon, |shop| {
        shop.masters.iter_mut().for_each(|master| master.on = false);
    })
    .await;
    let refused = salon.taps(ANN, &offer, "✅ Book").await;
    assert!(refused.text().contains("not offered any more"));
    assert!(salon.appointments(ANN).await.is_empty());
}
