use aws_sdk_sqs::types::QueueAttributeName;

use crate::{MINUTE, SECOND, World, code, system};

#[tokio::test]
async fn message_dies_after_its_receives() {
    let world = World::open().await;
    let queues = world.server.queues();
    queues.create_with_dead_letters("notices.fifo", 2).unwrap();
    let url = world.server.queue_url("notices.fifo");
    let dead = world.server.queue_url("notices-dead.fifo");
    world.send_in(&url, "g", "a").await;
    world.send_in(&url, "g", "b").await;
    let one = world.receiving(&url).max_number_of_messages(1);
    let mut id = None;
    for _ in 0..2 {
        let received = one.clone().send().await.unwrap().messages.unwrap();
        assert_eq!(received[0].body(), Some("a"));
        id.clone_from(&received[0].message_id);
        world.clock.advance(30 * SECOND);
    }
    assert_eq!(world.texts(&url).await, ["b"], "its group goes on");
    let letter = &world.receive(&dead).await[0];
    assert_eq!((letter.body(), &letter.message_id), (Some("a"), &id));
    assert_eq!(system(letter, "MessageGroupId"), Some("g"));
    assert_eq!(system(letter, "MessageDeduplicationId"), Some("a"));
    assert_eq!(system(letter, "ApproximateReceiveCount"), Some("3"));
    let source = system(letter, "DeadLetterQueueSourceArn");
    assert_eq!(
        source.map(str::to_owned),
        world.attribute(&url, "QueueArn").await
    );
}

#[tokio::test]
async fn dead_letters_have_a_matching_queue() {
    let world = World::open().await;
    let standard = world.queue("dead").await;
    let arn = world.attribute(&standard, "QueueArn").await.unwrap();
    let policy = |arn: &str, count: &str| {
        format!(r#"{{"deadLetterTargetArn":"{arn}","maxReceiveCount":{count}}}"#)
    };
    let fifo = [
        policy(&arn, "3"),
        policy("arn:aws:sqs:us-east-1:000000000000:missing.fifo", "3"),
        policy("dead", "3"),
        policy(&arn, "0"),
        policy(&arn, "1001"),
    ];
    for policy in fifo {
        let creating = world.sqs.create_queue().queue_name("notices.fifo");
        let creating = creating.attributes(QueueAttributeName::FifoQueue, "true");
        let creating = creating.attributes(QueueAttributeName::RedrivePolicy, &policy);
        let error = creating.send().await.unwrap_err();
        assert_eq!(code(&error), "InvalidParameterValue", "{policy}");
    }
    let policy = policy(&arn, r#""3""#);
    world
        .queue_with("jobs", &[("RedrivePolicy", &policy)])
        .await;
}

#[tokio::test]
async fn sources_of_dead_letters_are_listed() {
    let world = World::open().await;
    let queues = world.server.queues();
    queues.create_with_dead_letters("jobs", 1).unwrap();
    let dead = world.server.queue_url("jobs-dead");
    let list = world.sqs.list_dead_letter_source_queues().queue_url(dead);
    let urls = list.send().await.unwrap().queue_urls;
    assert_eq!(urls, [world.server.queue_url("jobs")]);
}

#[tokio::test]
async fn retention_goes_on_in_standard_alone() {
    let world = World::open().await;
    let queues = world.server.queues();
    for (name, dead, left) in [("jobs", "jobs-dead", 0), ("a.fifo", "a-dead.fifo", 1)] {
        queues.create_with_dead_letters(name, 1).unwrap();
        let url = world.server.queue_url(name);
        if left == 1 {
            world.send_in(&url, "g", "a").await;
        } else {
            world.sending(&url, "a").send().await.unwrap();
        }
        world.receive(&url).await;
        world.clock.advance(48 * 60 * MINUTE);
        assert!(world.receive(&url).await.is_empty());
        assert_eq!(queues.counts(dead).unwrap().total(), 1);
        world.clock.advance(48 * 60 * MINUTE);
        assert_eq!(queues.counts(dead).unwrap().total(), left, "{dead}");
    }
}
