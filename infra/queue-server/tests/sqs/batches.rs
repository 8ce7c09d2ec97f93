use aws_sdk_sqs::operation::send_message_batch::SendMessageBatchOutput;
use aws_sdk_sqs::types::{
    ChangeMessageVisibilityBatchRequestEntry, DeleteMessageBatchRequestEntry,
    SendMessageBatchRequestEntry,
};

use crate::{World, code};

fn entry(id: &str, body: &str) -> SendMessageBatchRequestEntry {
    let entry = SendMessageBatchRequestEntry::builder().id(id);
    entry.message_body(body).build().unwrap()
}

async fn send(
    world: &World,
    url: &str,
    entries: impl IntoIterator<Item = SendMessageBatchRequestEntry>,
) -> Result<SendMessageBatchOutput, String> {
    let sending = world.sqs.send_message_batch().queue_url(url);
    let sending = sending.set_entries(Some(entries.into_iter().collect()));
    sending.send().await.map_err(|error| code(&error))
}

#[tokio::test]
async fn batch_sends_up_to_ten_messages() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let ten = (0..10).map(|number| entry(&number.to_string(), "a"));
    let sent = send(&world, &url, ten).await.unwrap();
    assert_eq!((sent.successful.len(), sent.failed.len()), (10, 0));
    assert_eq!(world.texts(&url).await.len(), 10);
}

#[tokio::test]
async fn batches_that_break_rules_are_refused() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let half = "a".repeat(524_288);
    let cases = [
        (vec![], "EmptyBatchRequest"),
        (
            (0..11)
                .map(|number| entry(&number.to_string(), "a"))
                .collect(),
            "TooManyEntriesInBatchRequest",
        ),
        (vec![entry("a b", "a")], "InvalidBatchEntryId"),
        (vec![entry(&"a".repeat(81), "a")], "InvalidBatchEntryId"),
        (
            vec![entry("1", "a"), entry("1", "b")],
            "BatchEntryIdsNotDistinct",
        ),
        (
            vec![entry("1", &half), entry("2", &half), entry("3", "a")],
            "BatchRequestTooLong",
        ),
    ];
    for (entries, expected) in cases {
        let code = send(&world, &url, entries).await.unwrap_err();
        assert_eq!(code, format!("AWS.SimpleQueueService.{expected}"));
    }
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 0);
}

#[tokio::test]
async fn entry_of_a_batch_fails_alone() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let sent = send(&world, &url, [entry("good", "a"), entry("bad", "\0")])
        .await
        .unwrap();
    assert_eq!(sent.successful[0].id, "good");
    let failed = &sent.failed[0];
    assert_eq!((failed.id.as_str(), failed.sender_fault), ("bad", true));
    assert_eq!(failed.code, "InvalidMessageContents");
    assert_eq!(world.texts(&url).await, ["a"]);
}

#[tokio::test]
async fn fifo_refuses_a_batch_without_groups() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let mut grouped = entry("1", "a");
    grouped.message_group_id = Some("g".to_owned());
    grouped.message_deduplication_id = Some("d".to_owned());
    let refused = send(&world, &url, [grouped, entry("2", "b")]).await;
    assert_eq!(refused.unwrap_err(), "InvalidParameterValue");
    assert!(
        world.texts(&url).await.is_empty(),
        "not even the one with a group"
    );
}

#[tokio::test]
async fn batch_deletes_what_it_can() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    let entry = |id: &str, handle: &str| {
        let entry = DeleteMessageBatchRequestEntry::builder().id(id);
        entry.receipt_handle(handle).build().unwrap()
    };
    let deleting = world.sqs.delete_message_batch().queue_url(&url);
    let deleting = deleting.entries(entry("good", received[0].receipt_handle().unwrap()));
    let deleted = deleting.entries(entry("bad", "AQEB")).send().await.unwrap();
    assert_eq!(deleted.successful[0].id, "good");
    assert_eq!(deleted.failed[0].code, "ReceiptHandleIsInvalid");
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 0);
}

#[tokio::test]
async fn batch_changes_visibility_of_each() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    for body in ["a", "b"] {
        world.sending(&url, body).send().await.unwrap();
    }
    let received = world.receive(&url).await;
    let mut changing = world.sqs.change_message_visibility_batch().queue_url(&url);
    for (message, seconds) in received.iter().zip([0, 43_201]) {
        let entry = ChangeMessageVisibilityBatchRequestEntry::builder().id(seconds.to_string());
        let entry = entry.receipt_handle(message.receipt_handle().unwrap());
        changing = changing.entries(entry.visibility_timeout(seconds).build().unwrap());
    }
    let changed = changing.send().await.unwrap();
    assert_eq!(changed.successful[0].id, "0");
    assert_eq!(changed.failed[0].code, "InvalidParameterValue");
    assert_eq!(world.texts(&url).await, ["a"]);
}
