use queue_server::{Fault, QueueServer};

use crate::{MINUTE, World, code};

/// What a send is answered while `fault` is on, and how many messages there are then.
async fn send_with(fault: Fault) -> (String, usize) {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let planned = fault.clone();
    world
        .server
        .fail(move |operation| (operation == "SendMessage").then(|| planned.clone()));
    let waiting = async {
        if fault == Fault::Hang {
            world.server.requested(2).await;
            world.clock.advance(MINUTE);
        }
    };
    let (sent, ()) = tokio::join!(world.sending(&url, "a").send(), waiting);
    let code = code(&sent.unwrap_err());
    (code, world.texts(&url).await.len())
}

#[tokio::test]
async fn planned_refusal_has_its_code() {
    let fault = Fault::Refuse(503, "ServiceUnavailable");
    assert_eq!(send_with(fault).await, ("ServiceUnavailable".to_owned(), 0));
}

#[tokio::test]
async fn dropped_request_was_done_or_not() {
    let no_answer = || "no answer".to_owned();
    assert_eq!(send_with(Fault::DropBefore).await, (no_answer(), 0));
    assert_eq!(send_with(Fault::DropAfter).await, (no_answer(), 1));
}

#[tokio::test]
async fn hanging_request_is_never_answered() {
    assert_eq!(send_with(Fault::Hang).await, ("no answer".to_owned(), 0));
}

#[tokio::test]
async fn plan_can_count_and_be_ended() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let mut left = 1;
    world.server.fail(move |_| {
        left -= 1;
        (left >= 0).then_some(Fault::DropBefore)
    });
    assert!(world.sending(&url, "a").send().await.is_err());
    assert!(world.sending(&url, "b").send().await.is_ok());
    world.server.fail(|_| Some(Fault::DropBefore));
    world.server.heal();
    assert_eq!(world.texts(&url).await, ["b"]);
}

#[tokio::test]
async fn every_request_is_in_the_log() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.server.fail(|_| Some(Fault::DropBefore));
    world.sending(&url, "a").send().await.unwrap_err();
    world.sqs.list_queues().send().await.unwrap_err();
    let log = ["CreateQueue jobs", "SendMessage jobs", "ListQueues"];
    assert_eq!(world.server.requests(), log);
}

#[tokio::test]
async fn queues_survive_their_server() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    let queues = world.server.queues().clone();
    drop(world.server);
    let server = QueueServer::serve(queues).await.unwrap();
    assert_eq!(server.queues().peek("jobs").unwrap()[0].body, "a");
}
