//! A record is removed at the version that was read, and its next life is another one.

use engine::Class;
use frontdesk_tests::BOSS;
use frontdesk_tests::town::ANN;
use outbox::Delivery;
use store::Key;

use super::office::{Office, text};

#[tokio::test]
async fn a_removed_record_is_gone_with_its_rows() {
    let office = Office::with_a_slot().await;
    let forgotten = office.ann(1_001, "forget 1").await;
    assert_eq!(text(&forgotten), "forgotten");
    assert_eq!(office.slot(1).await, None);
    assert_eq!(office.index().await, []);
    assert_eq!(office.ann(1_001, "forget 1").await.class, Class::Duplicate);
}

#[tokio::test]
async fn what_was_not_read_is_not_removed() {
    let office = Office::with_a_slot().await;
    let report = office.ann(1_001, "forget 1 unread").await;
    assert_eq!(report.class, Class::Parked);
    assert!(office.slot(1).await.is_some());
}

#[tokio::test]
async fn what_has_changed_is_read_again_before_it_is_removed() {
    let office = Office::with_a_slot().await;
    let rename = office.says(1_002, BOSS, "rename 1 bob");
    let (forgotten, _) = office.interrupted((1_001, ANN, "forget 1"), rename).await;
    assert_eq!(forgotten.conflicts, 1);
    assert_eq!(office.slot(1).await, None);
    assert_eq!(
        office.index().await,
        [],
        "the row of the new name went, too"
    );
}

#[tokio::test]
async fn what_is_gone_is_not_written_again() {
    let office = Office::with_a_slot().await;
    let forget = office.says(1_002, BOSS, "forget 1");
    let rename = (1_001, ANN, "rename 1 bob");
    let (renamed, _) = office.interrupted(rename, forget).await;
    assert_eq!(text(&renamed), "no such slot");
    assert_eq!(office.slot(1).await, None);
    assert_eq!(office.index().await, []);
}

/// The record has been written as often in its second life as in its first: only the number
/// from which its versions count tells the lives apart.
#[tokio::test]
async fn a_late_write_does_not_reach_the_next_life() {
    let office = Office::with_a_slot().await;
    let next_life = async {
        office.says(1_002, BOSS, "forget 1").await;
        office.rest();
        office.says(1_003, BOSS, "book 1 bob").await;
    };
    let rename = (1_001, ANN, "rename 1 loudly");
    let (renamed, ()) = office.interrupted(rename, next_life).await;
    assert_eq!(renamed.conflicts, 1);
    assert_eq!(text(&renamed), "bob is BOB");
    assert_eq!(office.slot(1).await.unwrap().owner, "BOB");
    assert_eq!(office.index().await.len(), 1);
}

/// Who writes can be reached again, which the engine would note in the item that goes.
#[tokio::test]
async fn what_the_engine_keeps_can_be_removed_too() {
    let office = Office::new().await;
    let unreachable = Delivery {
        unreachable: true,
        ..Delivery::open(ANN)
    };
    office.table().insert(unreachable).await.unwrap();
    let report = office.ann(1_000, "unknown").await;
    assert_eq!(report.class, Class::Changed);
    assert_eq!(office.stored::<Delivery>(Key::delivery(ANN)).await, None);
}
