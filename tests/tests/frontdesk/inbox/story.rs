use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, updates};
use outbox::Kind;

use super::reader::{Reader, is_alert};
use crate::schedule::studio::seen;

#[tokio::test]
async fn a_notice_is_found_unread_and_read_again() {
    let reader = Reader::new().await;
    reader.tell(reader.notice("first", Kind::Access)).await;
    reader.passes(3600);
    reader.tell(reader.notice("second", Kind::Reminder)).await;
    let list = reader.says(ANN, "/inbox").await;
    insta::assert_snapshot!(seen(&list), @r"
    <b>Your notifications</b>
    <b>1.</b> 🔵 02.03. 10:00 · Reminders
    Found by “second”:
    <b>2.</b> 🔵 02.03. 09:00 · Staff and roles
    Found by “first”:
    [1] [2]
    [✓ Mark all on this page as read]
    [⚙️ Settings] [‹ Menu]
    ");
    let entry = reader.taps(&list, "2").await;
    insta::assert_snapshot!(seen(&entry), @r"
    02.03. 09:00 · Staff and roles
    Found by “first”:
    [‹ Inbox]
    ");
    let list = reader.taps(&entry, "‹ Inbox").await;
    assert!(list.text().contains("<b>2.</b> ⚪️"), "{}", list.text());
    assert_eq!(reader.kept().await, ["second new", "first"]);
}

#[tokio::test]
async fn it_speaks_russian() {
    let reader = Reader::new().await;
    reader.says(ANN, "/language ru").await;
    let empty = reader.says(ANN, "/inbox").await;
    assert!(empty.text().contains("Уведомлений пока нет"), "{empty:?}");
    reader.tell(reader.notice("first", Kind::Booking)).await;
    let list = reader.says(ANN, "/inbox").await;
    insta::assert_snapshot!(seen(&list), @r"
    <b>Ваши уведомления</b>
    <b>1.</b> 🔵 02.03. 09:00 · Записи
    Найдено по «first»:
    [1]
    [✓ Всё на этой странице прочитано]
    [⚙️ Настройки] [‹ Меню]
    ");
    let marked = reader.taps(&list, "прочитано").await;
    insta::assert_snapshot!(seen(&marked), @r"
    Прочитано: 1 уведомление.
    [‹ Уведомления]
    ");
    assert_eq!(reader.kept().await, ["first"]);
}

#[tokio::test]
async fn an_opened_notice_has_its_buttons() {
    let reader = Reader::new().await;
    reader.town.ask_to_join().await;
    reader.town.settle().await;
    let list = reader.says(BOSS, "/inbox").await;
    let entry = reader.presses(BOSS, &list.data("1")).await;
    let decided = reader.presses(BOSS, &entry.data("Reject")).await;
    assert!(decided.text().contains("Rejected by"), "{decided:?}");
}

#[tokio::test]
async fn it_is_for_private_chats_alone() {
    let reader = Reader::new().await;
    reader.tell(reader.notice("first", Kind::Access)).await;
    for command in ["/inbox", "/settings"] {
        let update = updates::group_text(reader.next_id(), -500, ANN, command);
        let answer = reader.town.world.ok(&update).await;
        assert!(answer.text().contains("in private"), "{answer:?}");
    }
    for data in ["n:l:", "c:t"] {
        let mut press = updates::press(reader.next_id(), ANN, data);
        press["callback_query"]["message"]["chat"] =
            serde_json::json!({ "id": -500, "type": "supergroup", "title": "Everybody" });
        let answer = reader.town.world.ok(&press).await;
        assert!(is_alert(&answer), "{answer:?}");
    }
}

#[tokio::test]
async fn reading_costs_what_the_table_says() {
    let reader = Reader::new().await;
    reader.tell(reader.notice("first", Kind::Access)).await;
    let wire = &reader.town.world.wire;
    wire.operations();
    let list = reader.says(ANN, "/inbox").await;
    assert_eq!(wire.operations(), ["Query", "Query"]);
    let entry = reader.taps(&list, "1").await;
    let opened = ["Query", "BatchGetItem", "TransactWriteItems"];
    assert_eq!(wire.operations(), opened);
    reader.taps(&list, "1").await;
    assert_eq!(wire.operations(), opened[..2], "it is read already");
    reader.taps(&entry, "‹ Inbox").await;
    assert_eq!(wire.operations(), ["Query", "Query"]);
    reader.taps(&list, "Mark all").await;
    assert_eq!(wire.operations(), ["Query", "Query"], "nothing is unread");
}
