use aws_sdk_sqs::error::SdkError;
use aws_sdk_sqs::operation::get_queue_url::GetQueueUrlError;
use aws_sdk_sqs::types::QueueAttributeName;

use crate::{MINUTE, SECOND, World, code};

#[tokio::test]
async fn queue_is_found_by_its_name() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    assert_eq!(url, world.server.queue_url("jobs"));
    let found = world.sqs.get_queue_url().queue_name("jobs").send().await;
    assert_eq!(found.unwrap().queue_url.unwrap(), url);
}

#[tokio::test]
async fn missing_queue_is_told_by_type() {
    let world = World::open().await;
    let asked = world.sqs.get_queue_url().queue_name("jobs").send().await;
    let error = asked.unwrap_err();
    assert_eq!(code(&error), "AWS.SimpleQueueService.NonExistentQueue");
    let SdkError::ServiceError(error) = error else {
        panic!("no answer");
    };
    assert!(matches!(
        error.err(),
        GetQueueUrlError::QueueDoesNotExist(_)
    ));
}

#[tokio::test]
async fn creating_again_gives_the_same_queue() {
    let world = World::open().await;
    let url = world.queue_with("jobs", &[("DelaySeconds", "5")]).await;
    assert_eq!(world.queue("jobs").await, url);
    let other = world.sqs.create_queue().queue_name("jobs");
    let other = other.attributes(QueueAttributeName::DelaySeconds, "6");
    let error = other.send().await.unwrap_err();
    assert_eq!(code(&error), "QueueAlreadyExists");
}

#[tokio::test]
async fn deleted_name_rests_for_sixty_seconds() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world
        .sqs
        .delete_queue()
        .queue_url(&url)
        .send()
        .await
        .unwrap();
    let again = || world.sqs.create_queue().queue_name("jobs").send();
    let early = again().await.unwrap_err();
    assert_eq!(code(&early), "AWS.SimpleQueueService.QueueDeletedRecently");
    world.clock.advance(MINUTE);
    assert!(again().await.is_ok());
}

#[tokio::test]
async fn fifo_name_and_type_go_together() {
    let world = World::open().await;
    let create = |name| world.sqs.create_queue().queue_name(name);
    let fifo = QueueAttributeName::FifoQueue;
    let without = create("notices.fifo").send().await.unwrap_err();
    assert_eq!(code(&without), "InvalidParameterValue");
    let other = create("notices").attributes(fifo.clone(), "true");
    assert_eq!(
        code(&other.send().await.unwrap_err()),
        "InvalidParameterValue"
    );
    let standard = create("notices").attributes(fifo, "false");
    assert_eq!(
        code(&standard.send().await.unwrap_err()),
        "InvalidAttributeName"
    );
}

#[tokio::test]
async fn name_has_at_most_eighty_characters() {
    let world = World::open().await;
    let create = |name: String| world.sqs.create_queue().queue_name(name).send();
    assert!(create("a".repeat(80)).await.is_ok());
    for name in ["a".repeat(81), "a b".to_owned(), String::new()] {
        let error = create(name).await.unwrap_err();
        assert_eq!(code(&error), "InvalidParameterValue");
    }
}

#[tokio::test]
async fn defaults_are_those_of_sqs() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let asking = world.sqs.get_queue_attributes().queue_url(url);
    let answer = asking.attribute_names("All".into()).send().await.unwrap();
    let attributes = answer.attributes.unwrap();
    let mut lines: Vec<_> = attributes
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"), @"
    ApproximateNumberOfMessages: 0
    ApproximateNumberOfMessagesDelayed: 0
    ApproximateNumberOfMessagesNotVisible: 0
    ContentBasedDeduplication: false
    CreatedTimestamp: 1767225600
    DeduplicationScope: queue
    DelaySeconds: 0
    FifoQueue: true
    FifoThroughputLimit: perQueue
    LastModifiedTimestamp: 1767225600
    MaximumMessageSize: 1048576
    MessageRetentionPeriod: 345600
    QueueArn: arn:aws:sqs:us-east-1:000000000000:notices.fifo
    ReceiveMessageWaitTimeSeconds: 0
    SqsManagedSseEnabled: true
    VisibilityTimeout: 30
    ");
}

#[tokio::test]
async fn attributes_outside_their_range_are_refused() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let ranges = [
        ("DelaySeconds", "901"),
        ("MaximumMessageSize", "1048577"),
        ("MessageRetentionPeriod", "59"),
        ("ReceiveMessageWaitTimeSeconds", "21"),
        ("VisibilityTimeout", "43201"),
    ];
    for (name, value) in ranges {
        let setting = world.sqs.set_queue_attributes().queue_url(&url);
        let setting = setting.attributes(name.into(), value).send().await;
        assert_eq!(
            code(&setting.unwrap_err()),
            "InvalidAttributeValue",
            "{name}"
        );
        assert_ne!(world.attribute(&url, name).await.unwrap(), value);
    }
    let setting = world.sqs.set_queue_attributes().queue_url(&url);
    let setting = setting.attributes("ContentBasedDeduplication".into(), "true");
    assert_eq!(
        code(&setting.send().await.unwrap_err()),
        "InvalidAttributeName"
    );
}

#[tokio::test]
async fn high_throughput_needs_the_group_scope() {
    let world = World::open().await;
    let limit = ("FifoThroughputLimit", "perMessageGroupId");
    let scope = ("DeduplicationScope", "messageGroup");
    let url = world.queue_with("bulk.fifo", &[limit, scope]).await;
    assert_eq!(world.attribute(&url, limit.0).await.unwrap(), limit.1);
    let setting = world.sqs.set_queue_attributes().queue_url(url);
    let setting = setting.attributes(scope.0.into(), "queue").send().await;
    assert_eq!(code(&setting.unwrap_err()), "InvalidAttributeValue");
}

#[tokio::test]
async fn purge_is_allowed_every_sixty_seconds() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let purge = || world.sqs.purge_queue().queue_url(&url).send();
    purge().await.unwrap();
    assert!(world.texts(&url).await.is_empty());
    world.clock.advance(MINUTE - SECOND);
    let error = purge().await.unwrap_err();
    assert_eq!(code(&error), "AWS.SimpleQueueService.PurgeQueueInProgress");
    world.clock.advance(SECOND);
    purge().await.unwrap();
}

#[tokio::test]
async fn queues_are_listed_by_prefix() {
    let world = World::open().await;
    for name in ["jobs", "jobs-dead", "bulk"] {
        world.queue(name).await;
    }
    let list = world.sqs.list_queues().queue_name_prefix("jobs");
    let urls = list.send().await.unwrap().queue_urls.unwrap();
    assert_eq!(
        urls,
        ["jobs", "jobs-dead"].map(|name| world.server.queue_url(name))
    );
}

#[tokio::test]
async fn operations_left_out_say_so() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let tags = world.sqs.list_queue_tags().queue_url(url).send().await;
    let code = code(&tags.unwrap_err());
    assert_eq!(code, "AWS.SimpleQueueService.UnsupportedOperation");
}
