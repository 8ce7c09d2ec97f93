//! Lists that are turned page by page, and spans that are read whole.

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{Fault, World};
use serde::{Deserialize, Serialize};
use store::{Cause, Item, Key, List, Page, ReadSet, Record, Span, StoreError, Table, Turn};

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Entry {
    pub(super) name: String,
}

impl Record for Entry {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::parked_message(&self.name)
    }
}

fn table(world: &World) -> &Table {
    &world.webhook.engine().table
}

pub(super) fn item(name: &str) -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    Item::from([
        ("pk".into(), text("parked#messages")),
        ("sk".into(), text(name)),
        ("v".into(), AttributeValue::N("1".into())),
        ("name".into(), text(name)),
    ])
}

async fn with_entries<const N: usize>(names: [&str; N]) -> World {
    let world = World::new().await;
    for name in names {
        world.table.put(item(name)).await;
    }
    world.wire.operations();
    world
}

/// Entries of 390 KB each: DynamoDB gives 1 MB in one answer.
async fn with_large_entries(count: u32) -> World {
    let world = World::new().await;
    for number in 0..count {
        let mut large = item(&number.to_string());
        large.insert("filling".into(), AttributeValue::S("x".repeat(390_000)));
        world.table.put(large).await;
    }
    world.wire.operations();
    world
}

fn list(size: u16) -> List {
    Span::parked_messages().pages_of(size)
}

pub(super) async fn page(
    world: &World,
    list: &List,
    turn: &Turn,
) -> Result<Page<Entry>, StoreError> {
    let reads = &mut ReadSet::default();
    table(world).page(list, turn, reads).await
}

async fn all(world: &World, span: &Span) -> Result<Vec<Entry>, StoreError> {
    let reads = &mut ReadSet::default();
    table(world).all(span, reads).await
}

pub(super) fn names(page: &Page<Entry>) -> Vec<&str> {
    page.records.iter().map(|entry| &*entry.name).collect()
}

#[tokio::test]
async fn a_list_is_turned_forth_and_back() {
    let world = with_entries(["a", "b", "c", "d", "e"]).await;
    let list = list(2);
    let first = page(&world, &list, &Turn::First).await.unwrap();
    assert_eq!((names(&first), &first.back), (vec!["a", "b"], &None));
    let second = page(&world, &list, &first.next.unwrap()).await.unwrap();
    assert_eq!(names(&second), ["c", "d"]);
    let onward = second.next.clone().unwrap();
    let third = page(&world, &list, &onward).await.unwrap();
    assert_eq!((names(&third), &third.next), (vec!["e"], &None));
    let again = page(&world, &list, &third.back.unwrap()).await.unwrap();
    assert_eq!(again, second);
    let start = page(&world, &list, &again.back.unwrap()).await.unwrap();
    assert_eq!((names(&start), &start.back), (vec!["a", "b"], &None));
    assert_eq!(world.wire.operations(), ["Query"; 5], "one request a page");
}

#[tokio::test]
async fn a_page_that_is_cut_short_goes_on() {
    let world = with_large_entries(5).await;
    let (mut turn, mut seen, mut pages) = (Some(Turn::First), Vec::new(), 0);
    while let Some(at) = turn {
        let page = page(&world, &list(10), &at).await.unwrap();
        assert!(page.records.len() < 4, "1 MB is the most");
        seen.extend(page.records.into_iter().map(|entry| entry.name));
        (turn, pages) = (page.next, pages + 1);
    }
    assert_eq!(seen, ["0", "1", "2", "3", "4"]);
    assert!(pages > 1, "{pages}");
}

#[tokio::test]
async fn an_empty_page_in_the_middle_is_no_end() {
    let world = with_entries(["a", "b"]).await;
    world.wire.break_down(Fault::Half);
    let half = page(&world, &list(1), &Turn::First).await.unwrap();
    assert_eq!(names(&half), [""; 0]);
    assert!(half.next.is_some());
    let elsewhere = Span::parked_messages().starting_with("x").pages_of(1);
    let astray = page(&world, &elsewhere, &Turn::First).await;
    assert_eq!(astray, Err(StoreError::Transient(Cause::HalfAnswer)));
}

#[tokio::test]
async fn a_page_that_has_emptied_leads_to_the_beginning() {
    let world = with_entries(["a", "b"]).await;
    let nothing = page(&world, &list(1), &Turn::parse(">z").unwrap()).await;
    let nothing = nothing.unwrap();
    assert_eq!((nothing.records.len(), nothing.next), (0, None));
    assert_eq!(nothing.back, Some(Turn::First));
    let nothing = page(&world, &list(1), &Turn::parse("<A").unwrap()).await;
    let nothing = nothing.unwrap();
    assert_eq!((nothing.records.len(), nothing.back), (0, None));
    assert_eq!(nothing.next, Some(Turn::First));
}

/// Where the bounds have moved since, or the data is forged.
#[tokio::test]
async fn a_cursor_beyond_the_bounds_stays_inside() {
    let world = with_entries(["a", "b", "c", "d"]).await;
    let middle = Span::parked_messages().from("b").until("c").pages_of(5);
    for (turn, shown) in [(">", "bc"), (">z", ""), ("<z", "bc"), ("<", "")] {
        let page = page(&world, &middle, &Turn::parse(turn).unwrap()).await;
        assert_eq!(names(&page.unwrap()).concat(), shown, "{turn}");
    }
    let nothing = Span::parked_messages().from("c").until("b");
    assert_eq!(all(&world, &nothing).await, Ok(vec![]));
}

#[test]
fn a_turn_is_small_and_reads_back() {
    for text in ["", ">2026-03-02T09:00:00Z#42", "<ä", ">"] {
        let turn = Turn::parse(text).unwrap();
        assert_eq!(turn.to_string(), text);
        let stored = serde_json::to_string(&turn).unwrap();
        assert_eq!(serde_json::from_str::<Turn>(&stored).unwrap(), turn);
    }
    for odd in ["a", "ä", "a>"] {
        assert!(Turn::parse(odd).is_err(), "{odd}");
    }
}

#[tokio::test]
async fn a_skim_is_cheaper_and_reads_the_same() {
    let world = with_entries(["a", "b", "c"]).await;
    world.wire.sent();
    let skimmed = table(&world).skim::<Entry>(&list(2), &Turn::First).await;
    let read = page(&world, &list(2), &Turn::First).await;
    assert_eq!(skimmed, read);
    let sent = world.wire.sent();
    let consistent: Vec<_> = sent
        .iter()
        .map(|request| request.body()["ConsistentRead"].clone())
        .collect();
    assert_eq!(consistent, [false, true]);
}

#[tokio::test]
async fn a_span_is_read_whole() {
    let world = with_entries(["m1", "m2", "m3", "n1"]).await;
    let days = Span::parked_messages().starting_with("m");
    let mut reads = ReadSet::default();
    let days = days.from("2");
    let entries = table(&world).all::<Entry>(&days, &mut reads).await;
    let entries: Vec<_> = entries.unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(entries, ["m2", "m3"]);
    assert_eq!(world.wire.operations(), ["Query"]);
    let seen = reads.expected(&Key::parked_message("m2"));
    assert_eq!(seen, store::Expected::Version(1), "to be written over");
    assert_eq!(reads.relied_on().count(), 0);
}

#[tokio::test]
async fn a_large_span_takes_more_requests() {
    let world = with_large_entries(5).await;
    let entries = all(&world, &Span::parked_messages()).await.unwrap();
    assert_eq!(entries.len(), 5);
    assert!(world.wire.operations().len() > 1);
}

#[tokio::test]
async fn a_span_beyond_its_bound_is_a_fault() {
    let world = with_large_entries(13).await;
    let beyond = all(&world, &Span::parked_messages()).await;
    assert!(matches!(beyond, Err(StoreError::Fault(_))));
    assert_eq!(world.wire.operations().len(), 4);
}

#[tokio::test]
async fn an_unreadable_entry_is_not_left_out() {
    let world = with_entries(["a", "c"]).await;
    let mut odd = item("b");
    odd.remove("name");
    world.table.put(odd).await;
    let page = page(&world, &list(5), &Turn::First).await;
    assert!(matches!(page, Err(StoreError::Fault(_))));
}
