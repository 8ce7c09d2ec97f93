use std::time::Duration;

use crate::{MINUTE, SECOND, World, code, system};

#[tokio::test]
async fn receive_gives_one_message_by_default() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    for body in ["a", "b"] {
        world.sending(&url, body).send().await.unwrap();
    }
    let received = world.sqs.receive_message().queue_url(&url).send().await;
    let received = received.unwrap().messages.unwrap();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].attributes, None, "no attribute was asked for");
}

#[tokio::test]
async fn parameters_outside_their_range_are_refused() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let receiving = || world.sqs.receive_message().queue_url(&url);
    let wrong = [
        receiving().max_number_of_messages(0),
        receiving().max_number_of_messages(11),
        receiving().wait_time_seconds(-1),
        receiving().wait_time_seconds(21),
        receiving().visibility_timeout(-1),
        receiving().visibility_timeout(43_201),
    ];
    for receiving in wrong {
        let error = receiving.send().await.unwrap_err();
        assert_eq!(code(&error), "InvalidParameterValue");
    }
}

#[tokio::test]
async fn message_is_hidden_for_thirty_seconds() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    assert_eq!(world.texts(&url).await, ["a"]);
    world.clock.advance(29 * SECOND);
    assert!(world.texts(&url).await.is_empty());
    let hidden = world.attribute(&url, "ApproximateNumberOfMessagesNotVisible");
    assert_eq!(hidden.await.unwrap(), "1");
    world.clock.advance(SECOND);
    assert_eq!(world.texts(&url).await, ["a"]);
}

#[tokio::test]
async fn receive_may_set_its_own_visibility() {
    let world = World::open().await;
    let url = world
        .queue_with("jobs", &[("VisibilityTimeout", "60")])
        .await;
    world.sending(&url, "a").send().await.unwrap();
    let short = world.receiving(&url).visibility_timeout(5);
    short.send().await.unwrap();
    world.clock.advance(5 * SECOND);
    assert_eq!(world.texts(&url).await, ["a"]);
    world.clock.advance(59 * SECOND);
    assert!(world.texts(&url).await.is_empty());
}

#[tokio::test]
async fn receives_are_counted_and_dated() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    world.clock.advance(SECOND);
    world.receive(&url).await;
    world.clock.advance(MINUTE);
    let second = &world.receive(&url).await[0];
    assert_eq!(system(second, "ApproximateReceiveCount"), Some("2"));
    assert_eq!(system(second, "SentTimestamp"), Some("1767225600000"));
    let first = system(second, "ApproximateFirstReceiveTimestamp");
    assert_eq!(first, Some("1767225601000"));
    assert_eq!(system(second, "SequenceNumber"), None);
}

#[tokio::test]
#[expect(deprecated, reason = "older senders still ask by the old name")]
async fn old_name_for_attributes_still_works() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let receiving = world.sqs.receive_message().queue_url(&url);
    let receiving = receiving.attribute_names("SentTimestamp".into());
    let received = receiving.send().await.unwrap().messages.unwrap();
    assert!(system(&received[0], "SentTimestamp").is_some());
    assert_eq!(system(&received[0], "SenderId"), None);
}

#[tokio::test]
async fn long_poll_ends_with_a_message() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let polling = world.receiving(&url).wait_time_seconds(20).send();
    let sending = async {
        world.server.requested(2).await;
        world.sending(&url, "a").send().await.unwrap();
    };
    let (received, ()) = tokio::join!(polling, sending);
    assert_eq!(received.unwrap().messages().len(), 1);
}

#[tokio::test]
async fn long_poll_ends_after_its_wait() {
    let world = World::open().await;
    let wait = ("ReceiveMessageWaitTimeSeconds", "20");
    let url = world.queue_with("jobs", &[wait]).await;
    let waiting = async {
        world.server.requested(2).await;
        world.clock.advance(20 * SECOND);
    };
    let (received, ()) = tokio::join!(world.texts(&url), waiting);
    assert!(received.is_empty());
}

#[tokio::test]
async fn long_poll_sees_what_becomes_visible() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let delayed = world.sending(&url, "a").delay_seconds(10);
    delayed.send().await.unwrap();
    let polling = world.receiving(&url).wait_time_seconds(20).send();
    let waiting = async {
        world.server.requested(3).await;
        world.clock.advance(10 * SECOND);
    };
    let (received, ()) = tokio::join!(polling, waiting);
    assert_eq!(received.unwrap().messages().len(), 1);
}

#[tokio::test]
async fn full_flight_refuses_short_polls() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.server.queues().limit_in_flight("jobs", 1).unwrap();
    for body in ["a", "b"] {
        world.sending(&url, body).send().await.unwrap();
    }
    assert_eq!(world.texts(&url).await, ["a"]);
    let error = world.receiving(&url).send().await.unwrap_err();
    assert_eq!(code(&error), "OverLimit");
    let polling = world.receiving(&url).wait_time_seconds(1).send();
    let waiting = async {
        world.server.requested(6).await;
        world.clock.advance(SECOND);
    };
    let (received, ()) = tokio::join!(polling, waiting);
    assert!(received.unwrap().messages().is_empty());
}

#[tokio::test]
async fn full_flight_of_fifo_is_silent() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let queues = world.server.queues();
    queues.limit_in_flight("notices.fifo", 1).unwrap();
    world.send_in(&url, "g", "a").await;
    world.send_in(&url, "h", "b").await;
    assert_eq!(world.texts(&url).await, ["a"]);
    assert!(world.texts(&url).await.is_empty());
    world.clock.advance(Duration::from_secs(30));
    assert_eq!(world.texts(&url).await.len(), 1);
}

#[tokio::test]
async fn abandoned_long_poll_takes_nothing() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let polling = world.receiving(&url).wait_time_seconds(20).send();
    tokio::select! {
        _ = polling => panic!("there is nothing to receive"),
        () = world.server.requested(2) => {}
    }
    world.sending(&url, "a").send().await.unwrap();
    assert_eq!(world.texts(&url).await, ["a"]);
}
