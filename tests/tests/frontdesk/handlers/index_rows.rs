//! Rows that follow another record: written and deleted without a condition of their own.

use engine::Class;
use frontdesk_tests::BOSS;
use frontdesk_tests::town::ANN;

use super::office::{Office, text};
use super::rota::Owned;

fn row(owner: &str) -> Owned {
    Owned {
        owner: owner.into(),
        number: 1,
    }
}

#[tokio::test]
async fn a_row_comes_and_goes_with_its_record() {
    let office = Office::with_a_slot().await;
    assert_eq!(office.index().await, [row("ann")]);
    office.operations();
    let renamed = office.ann(1_001, "rename 1 bob").await;
    assert_eq!(text(&renamed), "ann is bob");
    assert_eq!(
        office.operations(),
        ["Query", "GetItem", "TransactWriteItems"],
        "the rows cost no read"
    );
    assert_eq!(office.index().await, [row("bob")]);
}

#[tokio::test]
async fn a_row_that_keeps_its_key_is_written_over() {
    let office = Office::with_a_slot().await;
    office.ann(1_001, "rename 1 Ann").await;
    assert_eq!(office.index().await, [row("Ann")]);
    office.ann(1_002, "rename 1 Ann").await;
    assert_eq!(office.index().await, [row("Ann")]);
}

#[tokio::test]
async fn rivals_leave_one_row() {
    let office = Office::with_a_slot().await;
    for round in 0..50 {
        office.rest();
        let id = 2_000 + 10 * round;
        let (ann, boss) = (format!("rename 1 a{round}"), format!("rename 1 b{round}"));
        let (first, second) =
            tokio::join!(office.says(id, ANN, &ann), office.says(id + 1, BOSS, &boss));
        assert_eq!(
            (first.class, second.class),
            (Class::Changed, Class::Changed)
        );
        let owner = office.slot(1).await.unwrap().owner;
        assert_eq!(office.index().await, [row(&owner)], "round {round}");
    }
}

#[tokio::test]
async fn a_row_without_its_record_is_a_fault() {
    let office = Office::with_a_slot().await;
    let report = office.ann(1_001, "adrift 1 carl").await;
    assert_eq!(report.class, Class::Parked);
    assert_eq!(office.index().await, [row("ann")]);
}
