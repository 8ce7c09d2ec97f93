//! Notices that an earlier build has written leave for whom they are for.

use std::time::Duration;

use frontdesk_tests::{Town, fixture};
use locales::{Language, Locale};
use outbox::{NoticeRow, Status};
use telegram_server::{Person, UserId};

use super::business::{ANN, BUSINESS, EVE, MAX, REMINDERS};

/// A town whose manager and master have started the bot, with all that an earlier build left.
async fn town() -> Town {
    let town = Town::new().await;
    for (id, name) in [(EVE, "Eve"), (MAX, "Max")] {
        town.telegram().add_person(Person::new(id, name));
        town.say(id, "/start");
        town.updates().await;
    }
    for item in fixture::items(BUSINESS) {
        town.world.table.put(item).await;
    }
    town
}

fn russian(notice: &NoticeRow) -> String {
    Locale::of(Language::Ru).html(&notice.text).visible_text()
}

#[tokio::test]
async fn stored_notices_reach_their_people() {
    let town = town().await;
    let booked = town.notice("542-2").await;
    assert!(russian(&booked).contains("Стрижка"), "{booked:?}");
    town.minutes(5).await;
    assert_eq!(town.sees(EVE, "Kim Ray"), 1, "the roster is expanded");
    assert_eq!(town.sees(MAX, "Haircut"), 1, "a service in each language");
    let screen = town.telegram().screen(UserId(ANN));
    let file = screen.iter().find(|shown| shown.document.is_some());
    let file = town
        .telegram()
        .document(UserId(ANN), file.unwrap().message_id);
    let content = String::from_utf8(file.unwrap().content.to_vec()).unwrap();
    assert!(content.contains("UID:booking-42-542"), "{content}");
    for id in ["542-2", "543-0", "563-0"] {
        assert_eq!(town.notice(id).await.status, Status::Sent, "{id}");
    }
}

#[tokio::test]
async fn a_stored_reminder_comes_when_it_is_due() {
    let town = town().await;
    let id = REMINDERS[0];
    town.minutes(5).await;
    assert_eq!(town.notice(id).await.status, Status::Scheduled);
    town.world.clock.advance(Duration::from_secs(9 * 3600));
    town.minutes(2).await;
    assert_eq!(town.notice(id).await.status, Status::Sent);
    assert_eq!(town.sees(ANN, "Tue, 3 March"), 2, "the file's text, and it");
    let other = town.notice("reminder-534-1772632800-d").await;
    assert_eq!(other.status, Status::Cancelled);
}
