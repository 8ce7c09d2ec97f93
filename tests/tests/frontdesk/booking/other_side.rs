//! What the two sides hear, through the real notifier and monitor: each once, in their language.

use desk::Catalogue;
use diary::Zone;
use frontdesk_tests::town::ANN;
use frontdesk_tests::{CHIEF, Town};
use telegram_server::UserId;

/// A town with a shop whose master is the second superadmin, called Max there.
async fn town() -> Town {
    let town = Town::new().await;
    let shop = Catalogue::seeded(Zone::default());
    let shop = shop.with_master(CHIEF, "Max").unwrap();
    let table = &town.world.webhook.engine().table;
    table.insert(shop).await.unwrap();
    town
}

async fn says(town: &Town, user: i64, text: &str) {
    town.say(user, text);
    town.settle().await;
}

async fn presses(town: &Town, user: i64, label: &str) {
    town.press(user, label);
    town.settle().await;
}

#[tokio::test]
async fn each_side_hears_once_in_its_language() {
    let town = town().await;
    says(&town, CHIEF, "/language ru").await;
    says(&town, ANN, "/book haircut max 2026-03-03 14:00").await;
    assert_eq!(town.sees(CHIEF, "Новая запись"), 1);
    assert_eq!(town.sees(CHIEF, "Стрижка"), 1);
    for label in ["🔁 Move", "4", "15:00", "✅ Move it"] {
        presses(&town, ANN, label).await;
    }
    assert_eq!(town.sees(CHIEF, "Запись перенесена"), 1);
    presses(&town, ANN, "✖️ Cancel it").await;
    says(&town, ANN, "ill").await;
    assert_eq!(town.sees(CHIEF, "Причина: ill"), 1);
    assert_eq!(town.sees(ANN, "Booking"), 0, "not the one who acted");
}

#[tokio::test]
async fn reminders_come_once_each_when_they_are_due() {
    let town = town().await;
    says(&town, ANN, "/book haircut max 2026-03-03 14:00").await;
    let hours = |hours: u64| std::time::Duration::from_secs(hours * 3600);
    town.world.clock.advance(hours(8));
    town.minutes(59).await;
    assert_eq!(town.sees(ANN, "Reminder"), 0, "it is 17:59");
    town.minutes(2).await;
    assert_eq!(town.sees(ANN, "Reminder"), 1, "18:00 the day before");
    town.world.clock.advance(hours(18));
    town.minutes(2).await;
    assert_eq!(town.sees(ANN, "Reminder"), 2, "two hours before");
    town.world.clock.advance(hours(3));
    town.minutes(3).await;
    assert_eq!(town.sees(ANN, "Reminder"), 2, "and no more");
}

#[tokio::test]
async fn a_cancelled_booking_reminds_nobody() {
    let town = town().await;
    says(&town, ANN, "/book haircut max 2026-03-03 14:00").await;
    presses(&town, ANN, "✖️ Cancel it").await;
    presses(&town, ANN, "✖️ Cancel without a reason").await;
    for _ in 0..30 {
        let hour = std::time::Duration::from_secs(3600);
        town.world.clock.advance(hour);
        town.minute().await;
    }
    assert_eq!(town.sees(ANN, "Reminder"), 0);
}

#[tokio::test]
async fn the_calendar_file_arrives_as_a_document() {
    let town = town().await;
    says(&town, ANN, "/book haircut max 2026-03-03 14:00").await;
    presses(&town, ANN, "📎 Add to calendar").await;
    let shown = town.telegram().screen(UserId(ANN));
    let file = shown.iter().find(|it| it.text.contains("Open the file"));
    assert!(file.is_some(), "{shown:#?}");
}
