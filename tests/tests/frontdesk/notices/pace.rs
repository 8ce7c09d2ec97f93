//! One message a second into one chat.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF};
use jiff::SignedDuration;
use outbox::{Kind, NoticeRow, Recipient};
use telegram_server::ChatId;

use crate::inbox::reader::Reader;

#[tokio::test]
async fn a_second_lies_between_two_messages_to_a_chat() {
    let reader = Reader::new().await;
    let start = reader.now();
    for (id, person) in [
        ("a", ANN),
        ("b", ANN),
        ("c", BOSS),
        ("d", CHIEF),
        ("e", ANN),
    ] {
        let to = Recipient::Person(person);
        let notice = reader.notice(id, Kind::Booking);
        reader.send(NoticeRow { to, ..notice }).await;
    }
    assert_eq!(reader.town.batch().await, 5);
    let calls = reader.town.telegram().calls();
    let ann = calls.iter().filter(|call| call.chat == Some(ChatId(ANN)));
    let ann: Vec<_> = ann.map(|call| call.at.duration_since(start)).collect();
    assert_eq!(ann, [0, 1, 2].map(SignedDuration::from_secs));
    let passed = reader.now().duration_since(start);
    assert_eq!(passed, SignedDuration::from_secs(2), "nobody else waits");
    assert_eq!(calls.len(), 5);
}
