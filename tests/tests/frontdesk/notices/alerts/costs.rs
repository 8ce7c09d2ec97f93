//! What a run asks for: a constant, and one more of each kind for each ten rows that are due.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::Clock as _;
use frontdesk_tests::Town;
use frontdesk_tests::world::DEAD;
use locales::Phrase;
use outbox::{Draft, Kind, NoticeRow, Priority, Recipient};
use store::Record as _;

/// A row as an item, past the protocol.
fn item(row: &NoticeRow) -> store::Item {
    use aws_sdk_dynamodb::types::AttributeValue;
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let number = |number: i64| AttributeValue::N(number.to_string());
    let mut item: store::Item = serde_dynamo::to_item(row).unwrap();
    let (key, wake) = (row.key(), row.wake().unwrap());
    let (bucket, at) = (wake.bucket.to_string(), wake.at.as_millisecond());
    let attributes = [
        ("pk", text(key.pk())),
        ("sk", text(key.sk())),
        ("s", number(1)),
        ("v", number(1)),
        ("wb", text(&bucket)),
        ("wa", number(at)),
    ];
    item.extend(attributes.map(|(name, value)| (name.to_owned(), value)));
    item
}

fn due(town: &Town, count: usize) {
    let now = town.world.clock.now();
    let row = |number: usize| {
        let to = Recipient::Person(1_000 + i64::try_from(number).unwrap());
        let draft = Draft::new(to, Kind::Booking, Phrase::new("request-rejected"));
        NoticeRow::new(format!("due-{number}"), draft, now)
    };
    town.world
        .table
        .fill((0..count).map(row).map(|row| item(&row)));
}

/// People who have started the bot, as far as the table knows.
fn people(town: &Town, count: i64) {
    use aws_sdk_dynamodb::types::AttributeValue;
    let person = |id: i64| {
        let text = |text: String| AttributeValue::S(text);
        let attributes = [
            ("pk", text(format!("person#{id}"))),
            ("sk", text("me#profile".to_owned())),
            ("v", AttributeValue::N("1".into())),
        ];
        attributes.map(|(name, value)| (name.to_owned(), value))
    };
    let all = (10_000..10_000 + count).map(|id| person(id).into_iter().collect());
    town.world.table.fill(all);
}

/// The requests of a run with so many rows due, by their operations.
async fn requests(rows: usize, crowd: i64) -> BTreeMap<String, usize> {
    let town = Town::new().await;
    town.watch().await;
    people(&town, crowd);
    due(&town, rows);
    town.world.clock.advance(Duration::from_secs(90));
    town.wire.operations();
    town.watch().await;
    let mut counts = BTreeMap::new();
    for operation in town.wire.operations() {
        *counts.entry(operation).or_default() += 1;
    }
    counts
}

fn counted<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    let named = counts.map(|(operation, count)| (operation.to_owned(), count));
    named.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[tokio::test]
async fn a_run_costs_a_constant_and_one_for_ten() {
    for crowd in [0, 1_000] {
        for rows in [0_usize, 10, 100, 500] {
            let constant = [
                ("Query", 8 + 1),
                ("GetQueueAttributes", DEAD.len()),
                ("BatchGetItem", 1 + rows.div_ceil(100)),
                ("SendMessageBatch", rows.div_ceil(10)),
                ("TransactWriteItems", rows.div_ceil(10)),
            ];
            let asked = requests(rows, crowd).await;
            assert_eq!(asked, counted(constant), "{rows} rows, {crowd} people");
        }
    }
}

/// One that somebody holds goes its own way; the nine others are moved on.
#[tokio::test]
async fn a_busy_row_stops_no_other() {
    let town = Town::new().await;
    due(&town, 10);
    town.world.clock.advance(Duration::from_secs(90));
    let mut held = 1;
    town.wire.inject_into(move |sent| {
        let transaction = sent.operation == "TransactWriteItems";
        let single = sent.operation == "UpdateItem" && sent.body().to_string().contains("due-3");
        let conflict = (transaction && held > 0) || single;
        held -= usize::from(transaction && held > 0);
        let busy = frontdesk_tests::Fault::Answer(400, "TransactionConflictException");
        conflict.then_some(busy)
    });
    town.watch().await;
    town.wire.mend();
    let notices = town.notices().await;
    let moved = notices.iter().filter(|notice| notice.handoffs == 1);
    assert_eq!(moved.count(), 9);
    assert_eq!(town.notice("due-3").await.handoffs, 0, "it is due again");
}

#[tokio::test]
async fn the_urgent_ones_do_not_wait_behind_the_others() {
    let town = Town::new().await;
    due(&town, 200);
    let draft = Draft::new(
        Recipient::Person(2_000),
        Kind::Booking,
        Phrase::new("request-rejected"),
    );
    let draft = Draft {
        priority: Priority::Urgent,
        ..draft
    };
    let urgent = NoticeRow::new("urgent".into(), draft, town.world.clock.now());
    town.world.table.fill([item(&urgent)]);
    town.world.clock.advance(Duration::from_secs(90));
    town.watch().await;
    let rung = town.world.queue.queues();
    let rung = rung.peek(frontdesk_tests::world::QUEUE).unwrap();
    assert!(rung[0].body.contains("urgent"), "{:?}", rung[0]);
    assert_eq!(rung.len(), 201);
}
