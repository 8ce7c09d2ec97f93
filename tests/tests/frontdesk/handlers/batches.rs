//! Records of several types in one request.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, Fault, World};
use outbox::{Delivery, ParkedMessage};
use store::{Batch, Cause, Committed, Key, Keys, ReadSet, Record, StoreError, Table, Transaction};

use super::office::{Office, text};
use super::rota::{Slot, slot};

fn table(world: &World) -> &Table {
    &world.webhook.engine().table
}

fn numbered(number: i64) -> Slot {
    Slot {
        number,
        owner: "ann".into(),
        at: None,
    }
}

async fn with_slots(count: i64) -> World {
    let world = World::new().await;
    for number in 0..count {
        table(&world).insert(numbered(number)).await.unwrap();
    }
    world.wire.operations();
    world
}

async fn batch(world: &World, keys: Keys) -> Result<Batch, StoreError> {
    table(world).batch(&keys, &mut ReadSet::default()).await
}

#[tokio::test]
async fn records_of_several_types_come_in_one_request() {
    let world = with_slots(1).await;
    table(&world).insert(Delivery::open(42)).await.unwrap();
    world.wire.operations();
    let keys = Keys::default().rely_on(slot(0)).look_at(Key::delivery(42));
    let mut batch = batch(&world, keys.rely_on(slot(5))).await.unwrap();
    assert_eq!(world.wire.operations(), ["BatchGetItem"]);
    assert_eq!(batch.take(&slot(0)), Ok(Some(numbered(0))));
    assert_eq!(batch.take(&Key::delivery(42)), Ok(Some(Delivery::open(42))));
    assert_eq!(batch.take::<Slot>(&slot(5)), Ok(None));
}

#[tokio::test]
async fn a_hundred_records_fit_and_no_more() {
    let world = with_slots(100).await;
    let keys = |count| (0..count).map(slot).fold(Keys::default(), Keys::rely_on);
    let mut all = batch(&world, keys(100)).await.unwrap();
    for number in 0..100 {
        assert_eq!(all.take(&slot(number)), Ok(Some(numbered(number))));
    }
    assert_eq!(world.wire.operations(), ["BatchGetItem"]);
    let more = batch(&world, keys(101)).await;
    assert!(matches!(more, Err(StoreError::Fault(_))));
    batch(&world, Keys::default()).await.unwrap();
    assert!(world.wire.operations().is_empty(), "neither asks the table");
}

#[tokio::test]
async fn what_was_not_asked_for_is_no_absence() {
    let world = with_slots(1).await;
    let mut batch = batch(&world, Keys::default().look_at(slot(0)))
        .await
        .unwrap();
    assert!(batch.take::<Slot>(&slot(1)).is_err());
    assert!(batch.take::<Slot>(&slot(0)).is_ok());
    assert!(batch.take::<Slot>(&slot(0)).is_err(), "nor what is taken");
}

#[tokio::test]
async fn unprocessed_keys_are_no_absence() {
    let world = with_slots(1).await;
    let keys = Keys::default().rely_on(slot(0));
    world.wire.break_down(Fault::Half);
    let half = batch(&world, keys.clone()).await.err();
    assert_eq!(half, Some(StoreError::Transient(Cause::HalfAnswer)));
    world.wire.inject_at(0, Fault::Half);
    let mut whole = batch(&world, keys).await.unwrap();
    assert_eq!(whole.take(&slot(0)), Ok(Some(numbered(0))), "asked again");
}

#[tokio::test]
async fn an_unreadable_record_fails_alone() {
    let world = with_slots(2).await;
    let mut item = world.table.item("request#0", "request").await.unwrap();
    item.remove("owner");
    world.table.put(item).await;
    let keys = Keys::default().rely_on(slot(0)).rely_on(slot(1));
    let mut batch = batch(&world, keys).await.unwrap();
    assert!(batch.take::<Slot>(&slot(0)).is_err());
    assert_eq!(batch.take(&slot(1)), Ok(Some(numbered(1))));
}

/// What happens to a decision when, between its batch and its commit, the record `0` is written
/// and the record `5` is made.
async fn decide(asked: Keys, meanwhile: Option<i64>) -> Committed {
    let world = with_slots(1).await;
    let (mut reads, mut transaction) = (ReadSet::default(), Transaction::default());
    table(&world).batch(&asked, &mut reads).await.unwrap();
    if let Some(number) = meanwhile {
        table(&world).overwrite(numbered(number)).await.unwrap();
    }
    transaction.put(&numbered(9), &reads).unwrap();
    transaction.check(&reads).unwrap();
    table(&world).commit(&transaction).await.unwrap()
}

#[tokio::test]
async fn what_is_relied_on_is_a_condition() {
    let both = || Keys::default().rely_on(slot(0)).rely_on(slot(5));
    assert_eq!(decide(both(), None).await, Committed::Done);
    assert_eq!(decide(both(), Some(0)).await, Committed::Lost(None));
    assert_eq!(decide(both(), Some(5)).await, Committed::Lost(None));
}

#[tokio::test]
async fn what_is_looked_at_is_none() {
    let both = || Keys::default().look_at(slot(0)).look_at(slot(5));
    assert_eq!(decide(both(), Some(0)).await, Committed::Done);
    assert_eq!(decide(both(), Some(5)).await, Committed::Done);
    let relied_on_as_well = both().rely_on(slot(0)).look_at(slot(0));
    assert_eq!(
        decide(relied_on_as_well, Some(0)).await,
        Committed::Lost(None)
    );
}

/// Looked at and then written: on the version that was seen.
#[tokio::test]
async fn what_is_looked_at_and_written_is_guarded() {
    for (meanwhile, end) in [(false, Committed::Done), (true, Committed::Lost(None))] {
        let world = with_slots(1).await;
        let (mut reads, mut transaction) = (ReadSet::default(), Transaction::default());
        let keys = Keys::default().look_at(slot(0));
        table(&world).batch(&keys, &mut reads).await.unwrap();
        if meanwhile {
            table(&world).overwrite(numbered(0)).await.unwrap();
        }
        transaction.put(&numbered(0), &reads).unwrap();
        assert_eq!(table(&world).commit(&transaction).await, Ok(end));
    }
}

#[tokio::test]
async fn a_record_in_two_states_starts_the_update_again() {
    let office = Office::with_a_slot().await;
    let rename = office.says(1_002, BOSS, "rename 1 bob");
    let (report, _) = office.interrupted((1_001, ANN, "twice 1"), rename).await;
    assert_eq!(report.conflicts, 1);
    assert_eq!(text(&report), "twice bob");
}

#[tokio::test]
async fn the_same_state_twice_is_no_race() {
    let office = Office::with_a_slot().await;
    let report = office.ann(1_001, "twice 1").await;
    assert_eq!(
        (report.conflicts, text(&report)),
        (0, "twice ann".to_owned())
    );
    assert_eq!(office.operations(), ["Query", "GetItem", "BatchGetItem"]);
}

#[tokio::test]
async fn a_single_look_guards_a_write_alone() {
    let world = with_slots(2).await;
    let mut reads = ReadSet::default();
    for number in [0, 1] {
        let seen = table(&world).look(slot(number), &mut reads).await;
        assert_eq!(seen, Ok(Some(numbered(number))));
        table(&world).overwrite(numbered(number)).await.unwrap();
    }
    let mut transaction = Transaction::default();
    let message = ParkedMessage {
        message_id: "m".into(),
        reason: String::new(),
        body: String::new(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    transaction.put(&message, &reads).unwrap();
    transaction.check(&reads).unwrap();
    assert_eq!(
        table(&world).commit(&transaction).await,
        Ok(Committed::Done)
    );
    let mut written = Transaction::default();
    written.put(&numbered(0), &reads).unwrap();
    let lost = table(&world).commit(&written).await;
    assert_eq!(lost, Ok(Committed::Lost(None)));
    assert_eq!(message.key(), Key::parked_message("m"));
}
