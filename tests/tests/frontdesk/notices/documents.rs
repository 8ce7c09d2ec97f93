//! Notices that are files.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town};
use locales::Phrase;
use outbox::{Draft, Kind, NoticeButton, NoticeRow, Priority, Recipient, Status};
use telegram::{CAPTION_LIMIT, Document};
use telegram_server::{ApiError, CallRecord, Fault, On, Shown, UserId};

const FILE: &str = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

fn visit() -> Document {
    Document::new("visit.ics", "text/calendar", FILE).unwrap()
}

fn to(recipient: Recipient) -> Draft {
    let button = NoticeButton {
        label: Phrase::new("button-help"),
        data: "m:h".to_owned(),
    };
    Draft::new(recipient, Kind::Access, Phrase::new("request-rejected"))
        .with_buttons(vec![button])
        .with_document(visit())
}

/// A town in whose table a notice waits that nobody has rung for.
async fn with_notice(draft: Draft) -> Town {
    let town = Town::new().await;
    let now = town.world.webhook.engine().clock.now();
    let row = NoticeRow::new("visit".to_owned(), draft, now);
    let table = &town.world.webhook.engine().table;
    table.insert(row).await.unwrap().unwrap();
    town
}

/// The messages and files that were sent, as calls.
fn sends(town: &Town) -> Vec<CallRecord> {
    let mut calls = town.telegram().calls();
    calls.retain(|call| call.method.starts_with("send"));
    calls
}

/// The files that a person has got.
fn files(town: &Town, user: i64) -> Vec<Shown> {
    let screen = town.telegram().screen(UserId(user)).into_iter();
    screen.filter(|shown| shown.document.is_some()).collect()
}

#[tokio::test]
async fn a_file_arrives_with_its_text_and_buttons() {
    let town = with_notice(to(Recipient::Person(ANN))).await;
    town.minutes(3).await;
    let files = files(&town, ANN);
    assert_eq!(files.len(), 1);
    assert!(files[0].text.contains("was not approved"), "{files:?}");
    assert_eq!(files[0].buttons[0][0].data.as_deref(), Some("m:h"));
    let telegram = town.telegram();
    let file = telegram.document(UserId(ANN), files[0].message_id).unwrap();
    let parts = (file.name.as_str(), file.mime.as_str(), &file.content[..]);
    assert_eq!(parts, ("visit.ics", "text/calendar", FILE.as_bytes()));
    let methods: Vec<_> = sends(&town).into_iter().map(|call| call.method).collect();
    assert_eq!(methods, ["sendDocument"]);
    let row = town.notice("visit").await;
    assert_eq!((row.status, row.document), (Status::Sent, None));
}

#[tokio::test]
async fn everybody_of_a_role_gets_the_file() {
    let town = with_notice(to(Recipient::Role("superadmin".to_owned()))).await;
    town.say(BOSS, "/language ru");
    town.updates().await;
    town.minutes(3).await;
    let (boss, chief) = (files(&town, BOSS), files(&town, CHIEF));
    assert_eq!((boss.len(), chief.len()), (1, 1));
    assert_ne!(boss[0].text, chief[0].text, "each in their own language");
}

#[tokio::test]
async fn the_largest_file_goes_through() {
    let large = "x".repeat(Document::MAX_BYTES);
    let large = Document::new("a.txt", "text/plain", large).unwrap();
    let town = with_notice(to(Recipient::Person(ANN)).with_document(large)).await;
    town.minutes(3).await;
    let document = files(&town, ANN)[0].document.clone().unwrap();
    assert_eq!(document.size, Document::MAX_BYTES);
}

#[tokio::test]
async fn a_text_too_long_for_a_caption_is_cut() {
    let text = Phrase::new("request-notice")
        .with("name", "Ann ".repeat(1000))
        .with("phone", "+1");
    let draft = Draft {
        text,
        ..to(Recipient::Person(ANN))
    };
    let town = with_notice(draft).await;
    town.minutes(3).await;
    assert_eq!(town.notice("visit").await.status, Status::Sent);
    let caption = &sends(&town)[0].params["caption"];
    let length = caption.as_str().unwrap().chars().count();
    assert_eq!(length, CAPTION_LIMIT);
}

#[tokio::test]
async fn a_file_with_bad_markup_goes_as_plain_text() {
    let town = with_notice(to(Recipient::Person(ANN))).await;
    let refusal = ApiError::new(400, "Bad Request: can't parse entities: unclosed");
    let send = On::method("sendDocument");
    town.telegram().fail_next(send, Fault::Status(refusal));
    town.minutes(3).await;
    assert_eq!(files(&town, ANN).len(), 1);
    assert_eq!(sends(&town).len(), 2);
    assert_eq!(town.notice("visit").await.status, Status::Sent);
}

#[tokio::test]
async fn a_lost_answer_follows_the_policy() {
    for (priority, end, arrived) in [
        (Priority::Normal, Status::Unknown, 1),
        (Priority::Urgent, Status::Sent, 2),
    ] {
        let draft = Draft {
            priority,
            ..to(Recipient::Person(ANN))
        };
        let town = with_notice(draft).await;
        let send = On::method("sendDocument");
        town.telegram().fail_next(send, Fault::Close);
        town.minutes(5).await;
        assert_eq!(town.notice("visit").await.status, end);
        assert_eq!(files(&town, ANN).len(), arrived, "{priority:?}");
    }
}
