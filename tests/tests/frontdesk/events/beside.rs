//! What a sample does beside its answer's text.

use frontdesk_tests::binary::call;
use frontdesk_tests::world::QUEUE;

use super::deployed::Deployed;

#[tokio::test]
async fn a_press_is_stopped_by_a_call() {
    let world = Deployed::start().await;
    world.play("callback_language").await;
    let calls = world.telegram.telegram().calls();
    let methods: Vec<_> = calls.iter().map(|call| call.method.as_str()).collect();
    assert_eq!(methods, ["answerCallbackQuery"]);
}

#[tokio::test]
async fn the_shared_contact_rings_the_queue() {
    let world = Deployed::start().await;
    for file in ["text_join", "text_first_name", "text_last_name"] {
        world.play(file).await;
    }
    assert_eq!(world.queue.queues().counts(QUEUE).unwrap().total(), 0);
    world.play("contact").await;
    assert_eq!(world.queue.queues().counts(QUEUE).unwrap().total(), 1);
}

#[tokio::test]
async fn a_group_sees_which_message_is_answered() {
    let world = Deployed::start().await;
    let answer = call(&world.play("group_command").await);
    assert_eq!(answer["reply_parameters"]["message_id"], 112);
}
