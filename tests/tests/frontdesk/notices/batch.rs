//! A batch in which one message cannot be read and another one fails.

use std::time::Duration;

use frontdesk_tests::town::ANN;
use frontdesk_tests::world::QUEUE;
use frontdesk_tests::{BOSS, CHIEF, Fault};
use notifier::{BatchResponse, QueueEvent};
use outbox::{Kind, NoticeRow, ParkedMessage, Recipient, Status};
use queue_server::{Outgoing, Receive, Received};
use store::Key;
use telegram_server::ChatId;

use crate::inbox::reader::Reader;

/// What is no ring.
const UNREADABLE: &str = "{\"notice\":";

/// Whose table does not answer.
const FAILING: &str = "failing";

/// Three chats' messages, in turns; one of the second chat cannot be read.
fn batch(third: [&'static str; 3]) -> Vec<(i64, &'static str)> {
    let [first, second, last] = third.map(|id| (CHIEF, id));
    vec![
        (ANN, "a0"),
        (BOSS, "b0"),
        first,
        (ANN, "a1"),
        (BOSS, UNREADABLE),
        second,
        (ANN, "a2"),
        (BOSS, "b1"),
        last,
        (ANN, "a3"),
    ]
}

async fn rings(reader: &Reader, batch: &[(i64, &'static str)]) {
    for (person, id) in batch {
        if *id == UNREADABLE {
            let message = Outgoing::new(*id).fifo(person.to_string(), "unreadable");
            let queues = reader.town.world.queue.queues();
            queues.send(QUEUE, message).unwrap();
            continue;
        }
        let to = Recipient::Person(*person);
        let notice = reader.notice(id, Kind::Booking);
        reader.send(NoticeRow { to, ..notice }).await;
    }
}

fn received(reader: &Reader) -> Vec<Received> {
    let ten = Receive {
        limit: 10,
        ..Receive::default()
    };
    let queues = reader.town.world.queue.queues();
    queues.receive(QUEUE, &ten).unwrap()
}

/// The event of those messages as Lambda makes it, and the answer as Lambda gets it.
async fn handled(reader: &Reader, received: &[Received]) -> BatchResponse {
    let event = event_source::event(received, QUEUE).to_string();
    let event: QueueEvent = serde_json::from_str(&event).unwrap();
    let deadline = clock::Deadline::after(Duration::from_secs(30), &reader.town.world.clock);
    let response = reader.town.notifier.handle(event, deadline).await;
    serde_json::from_str(&serde_json::to_string(&response).unwrap()).unwrap()
}

fn named(message: &Received) -> String {
    let ring = serde_json::from_str::<serde_json::Value>(&message.message.body);
    let named = ring
        .ok()
        .map(|ring| ring["notice"].as_str().unwrap().to_owned());
    named.unwrap_or_else(|| UNREADABLE.to_owned())
}

/// The messages that are reported as failed.
fn failed(received: &[Received], response: &BatchResponse) -> Vec<String> {
    let message = |id: &str| received.iter().find(|it| it.message.id == id).unwrap();
    let failures = response.failures.iter();
    failures
        .map(|failure| named(message(&failure.id)))
        .collect()
}

/// Which notices a chat has got, in their order.
fn heard(reader: &Reader, chat: i64) -> Vec<String> {
    let calls = reader.town.telegram().calls().into_iter();
    let texts = calls.filter(|call| call.chat == Some(ChatId(chat)) && call.succeeded());
    let text = |text: &str| text.split(['“', '”']).nth(1).unwrap().to_owned();
    texts
        .map(|call| text(call.params["text"].as_str().unwrap()))
        .collect()
}

fn fail(reader: &Reader) {
    reader.town.wire.inject_into(|sent| {
        let asked = sent.operation == "GetItem"
            && sent.body()["Key"]["pk"]["S"] == format!("notice#{FAILING}");
        asked.then_some(Fault::Refused)
    });
}

/// Deletes what was done, as Lambda does, and waits until the rest is seen again.
fn finish(reader: &Reader, received: &[Received], response: &BatchResponse) {
    let failed = |id: &str| response.failures.iter().any(|failure| failure.id == id);
    let done = received.iter().filter(|it| !failed(&it.message.id));
    for message in done {
        let queues = reader.town.world.queue.queues();
        queues.delete(QUEUE, &message.receipt).unwrap();
    }
    reader.passes(31);
}

/// The batch, with what is expected to fail of it.
async fn goes_through(third: [&'static str; 3], failures: &[&str]) {
    let reader = Reader::new().await;
    let batch = batch(third);
    rings(&reader, &batch).await;
    reader.town.telegram().clear_calls();
    fail(&reader);
    let first = received(&reader);
    assert_eq!(first.len(), 10);
    let response = handled(&reader, &first).await;
    assert_eq!(failed(&first, &response), failures);
    for (person, id) in &batch {
        if *id == UNREADABLE {
            continue;
        }
        let sent = reader.status(id).await == Status::Sent;
        assert_eq!(sent, !failures.contains(id), "{id} of {person}");
    }
    let unreadable = first.iter().find(|it| named(it) == UNREADABLE).unwrap();
    let parked = Key::parked_message(&unreadable.message.id);
    let parked = reader.table().get::<ParkedMessage>(&parked).await.unwrap();
    assert_eq!(parked.unwrap().record.body, UNREADABLE);
    finish(&reader, &first, &response);
    reader.town.wire.mend();
    let again = received(&reader);
    let names: Vec<_> = again.iter().map(named).collect();
    assert_eq!(names, failures, "only those come again");
    let response = handled(&reader, &again).await;
    assert_eq!(response, BatchResponse::default());
    for (person, group) in [
        (ANN, &["a0", "a1", "a2", "a3"][..]),
        (BOSS, &["b0", "b1"]),
        (CHIEF, &third),
    ] {
        assert_eq!(heard(&reader, person), group, "each once, in its order");
    }
}

#[tokio::test]
async fn one_unreadable_and_one_failing_leave_eight() {
    goes_through(["c0", "c1", FAILING], &[FAILING]).await;
}

#[tokio::test]
async fn what_follows_a_failure_in_its_chat_waits() {
    goes_through(["c0", FAILING, "c1"], &[FAILING, "c1"]).await;
    goes_through([FAILING, "c0", "c1"], &[FAILING, "c0", "c1"]).await;
}
