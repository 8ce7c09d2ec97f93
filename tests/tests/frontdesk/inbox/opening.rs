use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, updates};
use outbox::Kind;

use super::reader::{Reader, is_alert};

async fn with_one() -> Reader {
    let reader = Reader::new().await;
    reader.tell(reader.notice("a", Kind::Access)).await;
    reader
}

#[tokio::test]
async fn a_second_opening_changes_nothing() {
    let reader = with_one().await;
    let list = reader.says(ANN, "/inbox").await;
    let first = reader.taps(&list, "1").await;
    let after = reader.inbox(ANN).await;
    let second = reader.taps(&list, "1").await;
    assert_eq!(second.text(), first.text());
    assert_eq!(reader.inbox(ANN).await, after);
}

#[tokio::test]
async fn two_devices_that_open_it_at_once_read_it_once() {
    let reader = with_one().await;
    let list = reader.says(ANN, "/inbox").await;
    let data = list.data("1");
    for _ in 0..20 {
        let [one, other] = [(); 2].map(|()| updates::press(reader.next_id(), ANN, &data));
        let world = &reader.town.world;
        let (one, other) = tokio::join!(world.ok(&one), world.ok(&other));
        assert_eq!(one.text(), other.text());
        assert!(one.text().contains("“a”"), "{one:?}");
        assert_eq!(reader.kept().await, ["a"]);
        // Unread once more, for the next round.
        let mut entry = reader.inbox(ANN).await.remove(0);
        let key = store::Record::key(&entry);
        let mut reads = store::ReadSet::default();
        let mut transaction = store::Transaction::default();
        let known: Option<outbox::InboxEntry> =
            reader.table().look(key.clone(), &mut reads).await.unwrap();
        assert!(known.is_some());
        entry.read = None;
        transaction.remove(key, &reads).unwrap();
        transaction.put(&entry, &reads).unwrap();
        reader.table().commit(&transaction).await.unwrap();
        reader.passes(20);
    }
}

#[tokio::test]
async fn nobody_opens_what_is_somebody_elses() {
    let reader = with_one().await;
    let list = reader.says(ANN, "/inbox").await;
    let before = reader.town.world.dump().await;
    for label in ["1", "Mark all"] {
        let answer = reader.presses(BOSS, &list.data(label)).await;
        let text = answer.call().to_string();
        assert!(!text.contains("“a”"), "{text}");
    }
    assert!(is_alert(&reader.presses(BOSS, &list.data("1")).await));
    assert_eq!(reader.town.world.dump().await, before);
}

#[tokio::test]
async fn what_comes_meanwhile_stays_unread() {
    let reader = with_one().await;
    let list = reader.says(ANN, "/inbox").await;
    reader.tell(reader.notice("b", Kind::Access)).await;
    let marked = reader.taps(&list, "Mark all").await;
    assert!(marked.text().contains("1 notification"), "{marked:?}");
    assert_eq!(reader.kept().await, ["b new", "a"]);
    let again = reader.taps(&list, "Mark all").await;
    assert!(again.text().contains("Nothing here"), "{again:?}");
    assert_eq!(reader.kept().await, ["b new", "a"]);
}

#[tokio::test]
async fn what_is_gone_is_said_to_be_gone() {
    let reader = with_one().await;
    for data in [
        "n:o:8227558799999#00000000:",
        "n:o:0000000000000#ffffffff:>1#x",
    ] {
        assert!(is_alert(&reader.presses(ANN, data).await), "{data}");
    }
    assert_eq!(reader.kept().await, ["a new"]);
}
