use aws_sdk_sqs::types::Message;

use crate::{MINUTE, SECOND, World, code};

async fn change(world: &World, url: &str, message: &Message, seconds: i32) -> Result<(), String> {
    let changing = world.sqs.change_message_visibility().queue_url(url);
    let changing = changing.set_receipt_handle(message.receipt_handle.clone());
    let changed = changing.visibility_timeout(seconds).send().await;
    changed.map(drop).map_err(|error| code(&error))
}

#[tokio::test]
async fn deleted_message_never_comes_back() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    world.delete(&url, &received[0]).await.unwrap();
    world.clock.advance(MINUTE);
    assert!(world.texts(&url).await.is_empty());
    let again = world.delete(&url, &received[0]).await;
    assert_eq!(again, Ok(()), "to delete again is no error");
}

#[tokio::test]
async fn old_handle_of_standard_deletes_nothing() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let old = world.receive(&url).await;
    world.clock.advance(MINUTE);
    let new = world.receive(&url).await;
    assert_ne!(old[0].receipt_handle, new[0].receipt_handle);
    assert_eq!(world.delete(&url, &old[0]).await, Ok(()));
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 1);
    world.clock.advance(MINUTE);
    assert_eq!(world.delete(&url, &new[0]).await, Ok(()));
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 0);
}

#[tokio::test]
async fn expired_handle_of_fifo_is_refused() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    world.send_in(&url, "g", "a").await;
    let old = world.receive(&url).await;
    world.clock.advance(30 * SECOND);
    let expired = Err("InvalidParameterValue".to_owned());
    assert_eq!(world.delete(&url, &old[0]).await, expired);
    assert_eq!(change(&world, &url, &old[0], 5).await, expired);
    let new = world.receive(&url).await;
    assert_eq!(world.delete(&url, &old[0]).await, expired);
    assert_eq!(world.delete(&url, &new[0]).await, Ok(()));
}

#[tokio::test]
async fn foreign_handles_are_not_valid() {
    let world = World::open().await;
    let (url, other) = (world.queue("jobs").await, world.queue("bulk").await);
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    let made_up = Message::builder().receipt_handle("AQEB").build();
    for (url, message) in [(&other, &received[0]), (&url, &made_up)] {
        let invalid = Err("ReceiptHandleIsInvalid".to_owned());
        assert_eq!(world.delete(url, message).await, invalid);
        assert_eq!(change(&world, url, message, 5).await, invalid);
    }
}

#[tokio::test]
async fn visibility_counts_from_the_change() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    world.clock.advance(20 * SECOND);
    change(&world, &url, &received[0], 60).await.unwrap();
    world.clock.advance(59 * SECOND);
    assert!(world.texts(&url).await.is_empty());
    world.clock.advance(SECOND);
    let again = world.receive(&url).await;
    change(&world, &url, &again[0], 0).await.unwrap();
    assert_eq!(world.texts(&url).await, ["a"], "zero shows it at once");
}

#[tokio::test]
async fn visibility_has_at_most_twelve_hours() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    let refused = Err("InvalidParameterValue".to_owned());
    assert_eq!(change(&world, &url, &received[0], 43_201).await, refused);
    assert_eq!(change(&world, &url, &received[0], -1).await, refused);
    world.clock.advance(SECOND);
    let beyond = change(&world, &url, &received[0], 43_200).await;
    assert_eq!(beyond, refused, "counted from the receive");
    assert_eq!(change(&world, &url, &received[0], 43_199).await, Ok(()));
}

#[tokio::test]
async fn visibility_of_a_deleted_message_stays() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let received = world.receive(&url).await;
    world.delete(&url, &received[0]).await.unwrap();
    let refused = Err("InvalidParameterValue".to_owned());
    assert_eq!(change(&world, &url, &received[0], 5).await, refused);
}
