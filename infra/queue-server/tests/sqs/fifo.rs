use crate::{MINUTE, SECOND, World, system};

#[tokio::test]
async fn receive_gives_a_group_in_order() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    for (group, body) in [("g", "1"), ("h", "2"), ("g", "3"), ("h", "4"), ("g", "5")] {
        world.send_in(&url, group, body).await;
    }
    let four = world.receiving(&url).max_number_of_messages(4);
    let received = four.send().await.unwrap().messages.unwrap();
    let bodies: Vec<_> = received
        .iter()
        .map(|message| message.body().unwrap())
        .collect();
    assert_eq!(
        bodies,
        ["1", "3", "5", "2"],
        "as many of a group as possible"
    );
    let numbers: Vec<_> = received[..3]
        .iter()
        .map(|message| system(message, "SequenceNumber"))
        .collect();
    assert!(numbers.is_sorted());
}

#[tokio::test]
async fn group_in_flight_blocks_its_rest() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    world.send_in(&url, "g", "1").await;
    let first = world.receive(&url).await;
    world.send_in(&url, "g", "2").await;
    world.send_in(&url, "h", "3").await;
    assert_eq!(world.texts(&url).await, ["3"], "other groups go on");
    world.delete(&url, &first[0]).await.unwrap();
    assert_eq!(world.texts(&url).await, ["2"]);
}

#[tokio::test]
async fn timed_out_message_comes_first_again() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    for body in ["1", "2", "3"] {
        world.send_in(&url, "g", body).await;
    }
    let two = world.receiving(&url).max_number_of_messages(2);
    let received = two.send().await.unwrap().messages.unwrap();
    world.delete(&url, &received[1]).await.unwrap();
    assert!(world.texts(&url).await.is_empty(), "the first is in flight");
    world.clock.advance(30 * SECOND);
    assert_eq!(world.texts(&url).await, ["1", "3"]);
}

#[tokio::test]
async fn deduplication_outlives_deletion_for_five_minutes() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let send = || {
        let sending = world.sending(&url, "a").message_group_id("g");
        sending.message_deduplication_id("7.1").send()
    };
    let first = send().await.unwrap();
    let received = world.receive(&url).await;
    world.delete(&url, &received[0]).await.unwrap();
    world.clock.advance(5 * MINUTE - SECOND);
    let second = send().await.unwrap();
    assert_eq!(second.message_id, first.message_id);
    assert_eq!(second.sequence_number, first.sequence_number);
    assert!(world.texts(&url).await.is_empty());
    world.clock.advance(SECOND);
    let third = send().await.unwrap();
    assert_ne!(third.message_id, first.message_id);
    assert_eq!(world.texts(&url).await, ["a"]);
}

#[tokio::test]
async fn deduplication_is_by_id_not_content() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    for (group, id, body) in [("g", "1", "a"), ("g", "2", "a"), ("h", "1", "b")] {
        let sending = world.sending(&url, body).message_group_id(group);
        sending.message_deduplication_id(id).send().await.unwrap();
    }
    assert_eq!(
        world.texts(&url).await,
        ["a", "a"],
        "in any group of the queue"
    );
}

#[tokio::test]
async fn content_can_be_the_deduplication_id() {
    let world = World::open().await;
    let on = ("ContentBasedDeduplication", "true");
    let url = world.queue_with("notices.fifo", &[on]).await;
    for body in ["a", "a", "b"] {
        let sending = world.sending(&url, body).message_group_id("g");
        sending.send().await.unwrap();
    }
    let received = world.receive(&url).await;
    assert_eq!(received.len(), 2);
    let id = system(&received[0], "MessageDeduplicationId").unwrap();
    let sha256 = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    assert_eq!(id, sha256);
}

#[tokio::test]
async fn scope_can_be_the_message_group() {
    let world = World::open().await;
    let scope = ("DeduplicationScope", "messageGroup");
    let url = world.queue_with("notices.fifo", &[scope]).await;
    for group in ["g", "g", "h"] {
        world.send_in(&url, group, "a").await;
    }
    assert_eq!(world.texts(&url).await.len(), 2);
}
