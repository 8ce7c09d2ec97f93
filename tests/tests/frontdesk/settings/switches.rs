use std::time::Duration;

use frontdesk_tests::BOSS;
use frontdesk_tests::town::ANN;
use outbox::{Delivery, Kind, NoticeRow, Status};
use telegram::Document;
use telegram_server::{Flood, UserId};

use crate::inbox::reader::{Reader, is_alert};
use crate::schedule::studio::seen;

#[tokio::test]
async fn a_kind_is_switched_off_and_on_again() {
    let reader = Reader::new().await;
    let settings = reader.says(ANN, "/settings").await;
    insta::assert_snapshot!(seen(&settings), @r"
    <b>Settings</b>
    What you switch off does not arrive as a message: you find it in /inbox, except for news.
    🌙 Quiet hours: none
    [🔔 Bookings: on]
    [🔔 Reminders: on]
    [🔔 News: on]
    [🌙 Quiet hours…]
    [🌐 Language]
    [📥 Inbox] [‹ Menu]
    ");
    let off = reader.taps(&settings, "Bookings").await;
    assert!(seen(&off).contains("🔕 Bookings: off"), "{}", seen(&off));
    reader.town.telegram().clear_calls();
    reader.tell(reader.notice("a", Kind::Booking)).await;
    let notice = reader.town.notice("a").await;
    assert_eq!(notice.status, Status::Sent);
    assert_eq!(notice.reason.as_deref(), Some("inbox only"));
    assert_eq!(reader.town.sent_to(ANN), 0);
    reader.tell(reader.notice("b", Kind::Access)).await;
    assert_eq!(reader.heard("b"), 1, "another kind arrives");
    assert_eq!(reader.kept().await.len(), 2);
    reader.taps(&off, "Bookings").await;
    reader.tell(reader.notice("c", Kind::Booking)).await;
    assert_eq!(reader.heard("c"), 1);
}

#[tokio::test]
async fn it_works_in_russian() {
    let reader = Reader::new().await;
    reader.says(ANN, "/language ru").await;
    let settings = reader.says(ANN, "/settings").await;
    let off = reader.taps(&settings, "Напоминания").await;
    insta::assert_snapshot!(seen(&off), @r"
    <b>Настройки</b>
    Что вы отключите, не придёт сообщением: оно будет в /inbox, кроме новостей.
    🌙 Тихие часы: нет
    [🔔 Записи: вкл.]
    [🔕 Напоминания: выкл.]
    [🔔 Новости: вкл.]
    [🌙 Тихие часы…]
    [🌐 Язык]
    [📥 Уведомления] [‹ Меню]
    ");
    let from = reader.taps(&off, "Тихие часы").await;
    let to = reader.taps(&from, "22:00").await;
    let quiet = reader.taps(&to, "08:00").await;
    assert!(quiet.text().contains("22:00–08:00 (UTC)"), "{quiet:?}");
    let choice = reader.taps(&quiet, "Язык").await;
    let english = reader.taps(&choice, "English").await;
    assert!(english.text().contains("English"), "{english:?}");
}

#[tokio::test]
async fn a_repeated_press_changes_nothing() {
    let reader = Reader::new().await;
    let settings = reader.says(ANN, "/settings").await;
    for data in [
        settings.data("Bookings"),
        "c:h:22:8".to_owned(),
        "c:n".to_owned(),
    ] {
        let first = reader.presses(ANN, &data).await;
        let after = reader.town.world.dump().await;
        reader.town.world.wire.operations();
        let second = reader.presses(ANN, &data).await;
        assert_eq!(seen(&second), seen(&first));
        assert_eq!(reader.town.world.dump().await, after, "{data}");
        let made = reader.town.world.wire.operations();
        assert_eq!(made, ["Query", "GetItem"], "{data}");
    }
}

#[tokio::test]
async fn everybody_sees_the_kinds_that_concern_them() {
    let reader = Reader::new().await;
    let ann = seen(&reader.says(ANN, "/settings").await);
    let boss = seen(&reader.says(BOSS, "/settings").await);
    assert!(!ann.contains("Staff and roles"), "{ann}");
    assert!(!ann.contains("Urgent alerts"), "{ann}");
    assert!(boss.contains("🔔 Staff and roles: on"), "{boss}");
    assert!(boss.contains("Urgent alerts always arrive"), "{boss}");
}

#[tokio::test]
async fn no_forged_button_sets_anything() {
    let reader = Reader::new().await;
    let before = reader.town.world.dump().await;
    for data in ["c:k:s:0", "c:k:b:2", "c:h:5:5", "c:h:24:1", "c:f:99", "c:"] {
        assert!(is_alert(&reader.presses(ANN, data).await), "{data}");
    }
    assert_eq!(reader.town.world.dump().await, before);
}

#[tokio::test]
async fn an_urgent_alert_passes_everything() {
    let reader = Reader::new().await;
    let all_off = Kind::ALL
        .into_iter()
        .fold(Delivery::open(ANN), Delivery::switched_off);
    reader.puts(all_off).await;
    reader.wants_quiet(0, 23, "UTC").await;
    reader.tell(reader.urgent("alarm")).await;
    assert_eq!(reader.heard("alarm"), 1);
    assert_eq!(reader.status("alarm").await, Status::Sent);
}

#[tokio::test]
async fn a_file_that_was_asked_for_is_sent() {
    let reader = Reader::new().await;
    reader
        .puts(Delivery::open(ANN).switched_off(Kind::Booking))
        .await;
    reader.wants_quiet(0, 23, "UTC").await;
    let file = NoticeRow {
        document: Document::new("booking.ics", "text/calendar", "BEGIN:VCALENDAR").ok(),
        ..reader.notice("file", Kind::Booking)
    };
    reader.tell(file).await;
    let sent = reader.town.telegram().calls();
    assert!(
        sent.iter()
            .any(|call| call.method == "sendDocument" && call.succeeded())
    );
    assert_eq!(reader.kept().await, Vec::<String>::new(), "it is no text");
}

/// The notifier and the desk write the same item, and each keeps what is the other's.
#[tokio::test]
async fn wishes_and_holds_keep_each_other() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:k:b:0").await;
    reader.presses(ANN, "c:h:22:8").await;
    let telegram = reader.town.telegram();
    telegram.flood(Flood::Chat(UserId(ANN).into()), Duration::from_secs(600));
    reader.tell(reader.notice("a", Kind::Access)).await;
    let held = reader.delivery(ANN).await;
    assert!(held.hold_until.is_some() && held.quiet.is_some() && held.is_off(Kind::Booking));
    reader.presses(ANN, "c:k:r:0").await;
    let wished = reader.delivery(ANN).await;
    assert_eq!(wished.hold_until, held.hold_until);
    assert!(wished.is_off(Kind::Reminder) && wished.is_off(Kind::Booking));
    reader
        .puts(Delivery {
            unreachable: true,
            ..wished.clone()
        })
        .await;
    reader.presses(ANN, "c:k:r:1").await;
    let known = reader.delivery(ANN).await;
    assert!(!known.unreachable, "whoever writes can be reached");
    assert_eq!(known.quiet, wished.quiet);
}

#[tokio::test]
async fn setting_costs_what_the_table_says() {
    let reader = Reader::new().await;
    let wire = &reader.town.world.wire;
    wire.operations();
    let settings = reader.says(ANN, "/settings").await;
    assert_eq!(wire.operations(), ["Query", "GetItem"]);
    reader.taps(&settings, "Bookings").await;
    assert_eq!(
        wire.operations(),
        ["Query", "GetItem", "TransactWriteItems"]
    );
    reader.taps(&settings, "Quiet hours").await;
    assert_eq!(wire.operations(), ["Query"]);
}
