//! What has to be true after a storm.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::TestTable;
use frontdesk_tests::table::TABLE;
use outbox::{InboxEntry, NoticeRow, Policy, Status};
use store::{Item, Record};

use super::weather::Storm;

/// Every notice has come to one end that agrees with what Telegram has, and is in one inbox.
pub(super) async fn check(storm: &Storm) {
    let heard = &storm.heard;
    assert_eq!(heard.too_early, Vec::<String>::new(), "after a 429");
    let (notices, entries) = stored(&storm.table).await;
    assert_eq!(notices.len(), storm.born.len(), "none is lost");
    for notice in notices.values() {
        let arrived = heard.arrived.get(&notice.id).copied();
        check_end(notice, arrived.unwrap_or_default());
        let kept = entries.get(&notice.id).map_or(0, Vec::len);
        assert_eq!(kept, 1, "{notice:?} in the inbox");
    }
    check_order(storm, &notices);
}

fn check_end(notice: &NoticeRow, arrived: usize) {
    assert!(notice.status.is_final(), "{notice:?}");
    assert_eq!(notice.wake_at, None, "{notice:?}");
    let at_most_once = notice.policy == Policy::Record;
    assert!(!at_most_once || arrived <= 1, "{arrived} times: {notice:?}");
    match notice.status {
        Status::Sent => assert!(arrived >= 1, "{notice:?}"),
        Status::Failed if at_most_once => assert_eq!(arrived, 0, "{notice:?}"),
        Status::Failed | Status::Unknown => {}
        other => panic!("{other:?}: {notice:?}"),
    }
}

/// A chat hears in the order in which they were said all notices that were handed off once: neither
/// put back nor handed over by the monitor, nor in two hands at once.
fn check_order(storm: &Storm, notices: &BTreeMap<String, NoticeRow>) {
    let mut checked = 0;
    for (chat, order) in &storm.heard.order {
        let mut order = order.clone();
        let passed = &storm.heard.in_any_order;
        order.retain(|id| notices[id].handoffs == 1 && !passed.contains(id));
        assert!(order.is_sorted(), "{chat}: {order:?}");
        checked += order.len();
    }
    assert!(
        checked * 4 > notices.len(),
        "{checked} were handed off once"
    );
}

/// All notices by id, and what the inboxes hold by the notice's id.
async fn stored(
    table: &TestTable,
) -> (
    BTreeMap<String, NoticeRow>,
    BTreeMap<String, Vec<InboxEntry>>,
) {
    let (mut notices, mut entries) = (BTreeMap::new(), BTreeMap::<_, Vec<_>>::new());
    let pages = table.client().scan().table_name(TABLE).into_paginator();
    let mut items = pages.items().send();
    while let Some(item) = items.next().await {
        let item = item.unwrap();
        let pk = item["pk"].as_s().unwrap();
        if pk.starts_with("notice#") {
            let notice: NoticeRow = store::decode(item).unwrap();
            notices.insert(notice.id.clone(), notice);
        } else if pk.starts_with("inbox#") {
            let entry: InboxEntry = store::decode(item).unwrap();
            entries.entry(entry.notice.clone()).or_default().push(entry);
        }
    }
    (notices, entries)
}

/// A notice as an item, past the protocol: thousands of them take no time.
pub(super) fn item(notice: &NoticeRow) -> Item {
    let mut item: Item = serde_dynamo::to_item(notice).unwrap();
    let (key, wake) = (notice.key(), notice.wake().unwrap());
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let number = |number: i64| AttributeValue::N(number.to_string());
    for (name, value) in [
        ("pk", text(key.pk())),
        ("sk", text(key.sk())),
        ("s", number(1)),
        ("v", number(1)),
        ("wb", text(&wake.bucket.to_string())),
        ("wa", number(wake.at.as_millisecond())),
    ] {
        item.insert(name.to_owned(), value);
    }
    item
}
