//! Nobody stops being a master while clients count on it.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use frontdesk_tests::{Answer, updates};

use crate::schedule::studio::{ANN, BOB, EVE, MAX, Studio, hours, march, seen};
use desk::{Day, Role, Status};
use store::{Key, Table};

/// The card of Max, as the manager sees it.
async fn card(studio: &Studio) -> Answer {
    studio.says(EVE, &format!("/people {MAX}")).await
}

async fn is_master(studio: &Studio) -> bool {
    let max: desk::Profile = studio.stored(Key::profile(MAX)).await.unwrap();
    max.active_roles().contains(&Role::Master)
}

#[tokio::test]
async fn a_booked_master_keeps_the_role() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    let open = ["Book for somebody", "Haircut", "16:00"];
    studio.goes(MAX, "/schedule 2026-03-04", &open).await;
    studio.says(MAX, "Mr. <Lee>").await;
    let shown = card(&studio).await;
    let before = studio.state().await;
    let refused = studio.taps(EVE, &shown, "➖ master").await;
    insta::assert_snapshot!(seen(&refused), @r"
    <b>Max</b> stays a master for now: there are bookings ahead.
    • Tue, 3 March, 14:00: Ann &lt;i&gt;&amp;
    • Wed, 4 March, 16:00: Mr. &lt;Lee&gt;
    They have to be over first, or cancelled: by Max in /schedule, or by each client in /mybookings. Until then “No more bookings” in the shop keeps new ones away.
    [👥 In the shop]
    [‹ Card]
    ");
    let refused = studio.taps(EVE, &shown, "Deactivate").await;
    assert!(refused.text().contains("bookings ahead"), "{refused:?}");
    assert_eq!(studio.state().await, before);
    assert!(is_master(&studio).await);
    let shop = studio.taps(EVE, &refused, "In the shop").await;
    assert!(seen(&shop).contains("No more bookings"), "{shop:?}");
    let back = studio.taps(EVE, &refused, "Card").await;
    assert!(back.text().contains("Roles: master"), "{back:?}");
}

#[tokio::test]
async fn the_refusal_reads_well_elsewhere() {
    for language in ["ru", "uz"] {
        let studio = Studio::new().await;
        for client in 50..60 {
            let time = format!("{}:00", 10 + (client - 50));
            if time != "13:00" {
                studio.says(client, "/start").await;
                studio.books(client, &time).await;
            }
        }
        studio.says(EVE, &format!("/language {language}")).await;
        let shown = card(&studio).await;
        let data = shown.data("➖ ");
        let refused = studio.presses(EVE, &data).await;
        match language {
            "ru" => insta::assert_snapshot!(seen(&refused), @r"
            <b>Max</b> пока остаётся мастером: впереди есть записи.
            • вт, 3 марта, 10:00: Person50
            • вт, 3 марта, 11:00: Person51
            • вт, 3 марта, 12:00: Person52
            • вт, 3 марта, 14:00: Person54
            • вт, 3 марта, 15:00: Person55
            • вт, 3 марта, 16:00: Person56
            • вт, 3 марта, 17:00: Person57
            • вт, 3 марта, 18:00: Person58
            и ещё 1
            Сначала они должны пройти или быть отменены: Max может сделать это в /schedule, а клиенты — в /mybookings. До тех пор от новых записей избавит «Закрыть запись» в салоне.
            [👥 В салоне]
            [‹ Карточка]
            "),
            _ => insta::assert_snapshot!(seen(&refused), @r"
            <b>Max</b> hozircha usta boʻlib qoladi: oldinda yozuvlar bor.
            • sesh, 3-mart, 10:00: Person50
            • sesh, 3-mart, 11:00: Person51
            • sesh, 3-mart, 12:00: Person52
            • sesh, 3-mart, 14:00: Person54
            • sesh, 3-mart, 15:00: Person55
            • sesh, 3-mart, 16:00: Person56
            • sesh, 3-mart, 17:00: Person57
            • sesh, 3-mart, 18:00: Person58
            va yana 1 ta
            Avval ular oʻtishi yoki bekor qilinishi kerak: Max buni /schedule orqali, mijozlar esa /mybookings orqali qila oladi. Ungacha salondagi “Yozilishni yopish” yangi yozuvlarning oldini oladi.
            [👥 Salonda]
            [‹ Kartochka]
            "),
        }
    }
}

#[tokio::test]
async fn the_role_goes_when_nothing_is_booked() {
    let studio = Studio::new().await;
    let booked = studio.books(ANN, "14:00").await;
    let shown = card(&studio).await;
    let refused = studio.taps(EVE, &shown, "➖ master").await;
    assert!(refused.text().contains("bookings ahead"), "{refused:?}");
    let why = studio.taps(ANN, &booked, "Cancel it").await;
    studio.taps(ANN, &why, "without a reason").await;
    let taken = studio.taps(EVE, &shown, "➖ master").await;
    assert!(taken.text().contains("Roles: client"), "{taken:?}");
    assert!(!studio.shop().await.master(MAX).unwrap().on);
}

#[tokio::test]
async fn what_is_over_is_in_nobodys_way() {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio.passes(hours(29));
    let shown = card(&studio).await;
    let refused = studio.taps(EVE, &shown, "Deactivate").await;
    assert!(refused.text().contains("bookings ahead"), "it has begun");
    studio.passes(hours(1));
    let out = studio.taps(EVE, &shown, "Deactivate").await;
    assert!(out.text().contains("Deactivated"), "{out:?}");
    assert_eq!(studio.appointments(ANN).await[0].status, Status::Active);
}

#[tokio::test]
async fn the_bookings_of_others_do_not_matter() {
    let studio = Studio::new().await;
    let typed = "/book haircut bob 2026-03-03 14:00";
    assert!(studio.says(ANN, typed).await.text().contains("booked"));
    let shown = card(&studio).await;
    let taken = studio.taps(EVE, &shown, "➖ master").await;
    assert!(taken.text().contains("Roles: client"), "{taken:?}");
    let day = studio.day(BOB, 3).await;
    assert_eq!(day.sheet.active().count(), 1);
}

/// A client confirms while the role is taken away: 50 rounds, each ends with a master who has a
/// booking, or with neither.
#[tokio::test]
async fn the_role_or_the_booking() {
    const ROUNDS: i64 = 50;
    let (mut clients, date) = (0, march(3));
    for round in 0..ROUNDS {
        let studio = Studio::new().await;
        let offer = studio
            .goes(ANN, "/book", &["Haircut ·", "Max", "3", "14:00"])
            .await;
        let book = updates::press(studio.next_id(), ANN, &offer.data("✅ Book"));
        let label = if round % 2 == 0 {
            "➖ master"
        } else {
            "Deactivate"
        };
        let take = updates::press(studio.next_id(), EVE, &card(&studio).await.data(label));
        studio.passes(Duration::from_secs(20));
        let client = async {
            later(round - ROUNDS / 2).await;
            studio.world.ok(&book).await
        };
        let manager = async {
            later(ROUNDS / 2 - round).await;
            studio.world.ok(&take).await
        };
        let (booked, taken) = tokio::join!(client, manager);
        let day: Option<Day> = studio.stored(Key::master_day(MAX, date)).await;
        let there = day.is_some_and(|day| day.sheet.active().next().is_some());
        assert_eq!(booked.text().contains("You are booked"), there, "{round}");
        assert_eq!(is_master(&studio).await, there, "round {round}: {taken:?}");
        clients += i64::from(there);
    }
    assert!((1..ROUNDS).contains(&clients), "{clients} of {ROUNDS}");
}

/// Max's 3rd of March as a client's booking leaves it.
async fn booked_day() -> Day {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio.day(MAX, 3).await
}

/// A booking is written after all was read for the change, and before the change is written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_booking_on_the_way_keeps_the_role() {
    for label in ["➖ master", "Deactivate"] {
        let studio = Arc::new(Studio::new().await);
        let take = card(&studio).await.data(label);
        let (reached, reaching) = tokio::sync::oneshot::channel();
        let (go_on, wait) = mpsc::channel::<()>();
        let mut reached = Some(reached);
        studio.world.wire.inject(move |operation| {
            if operation == "TransactWriteItems"
                && let Some(reached) = reached.take()
            {
                reached.send(()).unwrap();
                wait.recv().unwrap();
            }
            None
        });
        let manager = Arc::clone(&studio);
        let taking = tokio::spawn(async move { manager.presses(EVE, &take).await });
        reaching.await.unwrap();
        let written = beside(&studio).insert(booked_day().await).await;
        go_on.send(()).unwrap();
        let refused = taking.await.unwrap();
        studio.world.wire.mend();
        written.unwrap();
        assert!(refused.text().contains("bookings ahead"), "{refused:?}");
        assert!(is_master(&studio).await);
        assert!(studio.shop().await.master(MAX).unwrap().on);
    }
}

/// The table beside the function's wire, which is held.
fn beside(studio: &Studio) -> Table {
    let engine = studio.world.webhook.engine();
    let (clock, entropy) = (engine.clock.clone(), engine.entropy.clone());
    let client = studio.world.table.client().clone();
    Table::new(client, frontdesk_tests::table::TABLE, clock, entropy)
}

/// Lets the others go ahead.
async fn later(rounds: i64) {
    for _ in 0..rounds * 8 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_dismissed_master_keeps_what_is_booked() {
    let studio = Studio::new().await;
    let booked = studio.books(ANN, "14:00").await;
    let path = ["Masters", "Max", "No more bookings"];
    let off = studio.goes(EVE, "/shop", &path).await;
    assert!(off.text().contains("what is booked stays"), "{off:?}");
    let mine = studio.says(ANN, "/mybookings").await;
    assert!(seen(&mine).contains("14:00"), "{mine:?}");
    let day = studio.says(MAX, "/schedule 2026-03-03").await;
    assert!(day.text().contains("14:00"), "the day is still kept");
    let moving = studio.taps(ANN, &booked, "Move").await;
    assert!(moving.text().contains("takes no bookings"), "{moving:?}");
    assert_eq!(studio.appointments(ANN).await[0].status, Status::Active);
    let why = studio.taps(ANN, &booked, "Cancel it").await;
    let cancelled = studio.taps(ANN, &why, "without a reason").await;
    assert!(cancelled.text().contains("is cancelled"), "{cancelled:?}");
}

#[tokio::test]
async fn a_service_taken_away_leaves_its_bookings() {
    let studio = Studio::new().await;
    let booked = studio.books(ANN, "14:00").await;
    studio
        .goes(EVE, "/shop", &["Masters", "Max", "✅ Haircut"])
        .await;
    let refused = studio.says(50, "/book haircut max 2026-03-03 15:00").await;
    assert!(!refused.text().contains("You are booked"), "{refused:?}");
    let mut shown = booked;
    for label in ["Move", "4", "15:00", "✅ Move it"] {
        shown = studio.taps(ANN, &shown, label).await;
    }
    assert!(shown.text().contains("15:00"), "{shown:?}");
    assert_eq!(studio.day(MAX, 4).await.sheet.active().count(), 1);
    let off = ["Services", "Haircut", "Offer it no more"];
    studio.goes(EVE, "/shop", &off).await;
    let mine = studio.says(ANN, "/mybookings").await;
    assert!(seen(&mine).contains("15:00"), "{mine:?}");
}

#[tokio::test]
async fn taking_the_role_costs_one_request_more() {
    let studio = Studio::new().await;
    let shown = card(&studio).await;
    studio.world.wire.operations();
    studio.taps(EVE, &shown, "➖ master").await;
    let mut requests = studio.world.wire.operations();
    requests.retain(|request| request != "SendMessageBatch");
    let reads = ["BatchGetItem", "BatchGetItem", "GetItem"];
    let all = [["Query"].as_slice(), &reads, &["TransactWriteItems"]].concat();
    assert_eq!(requests, all);
}

#[tokio::test]
async fn who_is_shut_out_while_booking_books_nothing() {
    let studio = Studio::new().await;
    let path = ["Haircut ·", "Max", "3", "14:00"];
    let offer = studio.goes(ANN, "/book", &path).await;
    let shown = studio.says(EVE, &format!("/people {ANN}")).await;
    let out = studio.taps(EVE, &shown, "Deactivate").await;
    let refused = studio.taps(ANN, &offer, "✅ Book").await;
    assert!(refused.text().contains("switched off"), "{refused:?}");
    assert_eq!(studio.day(MAX, 3).await.sheet.active().count(), 0);
    studio.taps(EVE, &out, "Reactivate").await;
    let booked = studio.taps(ANN, &offer, "✅ Book").await;
    assert!(booked.text().contains("You are booked"), "{booked:?}");
}
