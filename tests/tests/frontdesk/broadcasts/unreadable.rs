//! A row that this build cannot read: a later build wrote it, or an accident has damaged it.

use aws_sdk_dynamodb::types::AttributeValue;
use broadcast::Audience;
use frontdesk_tests::Hall;

use super::check;

const PK: &str = "broadcast#17-0";

/// Damages an attribute of a row of the broadcast; the row as it was.
async fn damage(hall: &Hall, row: &str, attribute: &str) -> store::Item {
    let whole = hall.table.item(PK, row).await.unwrap();
    let mut damaged = whole.clone();
    let odd = AttributeValue::S("of another world".to_owned());
    damaged.insert(attribute.to_owned(), odd).unwrap();
    hall.table.put(damaged).await;
    whole
}

async fn parked(hall: &Hall) -> usize {
    let dump = hall.table.dump().await;
    let messages = dump.keys().filter(|key| key.starts_with("parked#messages"));
    messages.count()
}

/// Hours after a row was damaged: what was parked stays so much, and nobody rings any more. Then
/// the row is mended, and a pause that goes on brings everybody the rest.
async fn a_damaged_row_ends_the_ringing(row: &str, attribute: &str) {
    let hall = Hall::with(300).await;
    hall.announce("17-0", Audience::Everyone).await;
    let whole = damage(&hall, row, attribute).await;
    for _ in 0..20 {
        hall.minute().await;
    }
    let (before, sent) = (parked(&hall).await, hall.sends().len());
    assert!((1..=10).contains(&before), "{row}: {before}");
    let head = hall.table.item(PK, "head").await.unwrap();
    assert!(!head.contains_key("wb"), "{row}");
    for _ in 0..60 {
        hall.minute().await;
    }
    assert_eq!((parked(&hall).await, hall.sends().len()), (before, sent));
    hall.table.put(whole).await;
    hall.pause("17-0").await;
    hall.resume("17-0").await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 300, row);
    assert!(end.tally.unknown <= 5, "{row}: {:?}", end.tally);
}

#[tokio::test]
async fn an_unreadable_lane_is_parked_once() {
    a_damaged_row_ends_the_ringing("lane#3", "at").await;
}

#[tokio::test]
async fn an_unreadable_content_is_parked_once() {
    a_damaged_row_ends_the_ringing("content", "content").await;
}
