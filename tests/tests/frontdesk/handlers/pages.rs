//! Lists that are turned page by page, and spans that are read whole.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::{Fault, World};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use store::{Cause, Item, Key, List, Page, ReadSet, Record, Span, StoreError, Table, Turn};

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Entry {
    name: String,
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

fn item(name: &str) -> Item {
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

async fn page(world: &World, list: &List, turn: &Turn) -> Result<Page<Entry>, StoreError> {
    let reads = &mut ReadSet::default();
    table(world).page(list, turn, reads).await
}

async fn all(world: &World, span: &Span) -> Result<Vec<Entry>, StoreError> {
    let reads = &mut ReadSet::default();
    table(world).all(span, reads).await
}

fn names(page: &Page<Entry>) -> Vec<&str> {
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

/// A list beside the table, turned by the same cursors.
#[derive(Debug)]
struct Reference {
    names: BTreeSet<String>,
    bounds: (String, String),
    size: usize,
    backward: bool,
}

impl Reference {
    fn listed(&self) -> Vec<&str> {
        let within = |name: &&str| *self.bounds.0 <= **name && **name <= *self.bounds.1;
        let mut listed: Vec<_> = self.names.iter().map(|it| &**it).filter(within).collect();
        if self.backward {
            listed.reverse();
        }
        listed
    }

    /// What the page has to show, and whether there is a page before and after it.
    fn page(&self, turn: &str) -> (Vec<&str>, bool, bool) {
        let listed = self.listed();
        let passes = |name: &str, at: &str| if self.backward { name < at } else { name > at };
        let (from, until) = match turn.split_at_checked(1) {
            Some((">", at)) => {
                let from = listed.iter().position(|name| passes(name, at));
                let from = from.unwrap_or(listed.len());
                (from, (from + self.size).min(listed.len()))
            }
            Some((_, at)) => {
                let until = listed
                    .iter()
                    .position(|name| *name == at || passes(name, at));
                let until = until.unwrap_or(listed.len());
                (until.saturating_sub(self.size), until)
            }
            None => (0, self.size.min(listed.len())),
        };
        let back = match turn.chars().next() {
            None => false,
            Some('>') => true,
            Some(_) => from > 0,
        };
        let next = until < listed.len() || turn.starts_with('<');
        (listed[from..until].to_vec(), back, next)
    }
}

#[derive(Clone, Debug)]
enum Act {
    Next,
    Back,
    First,
    Add(String),
    Remove(prop::sample::Index),
}

fn name() -> impl Strategy<Value = String> {
    "[abü\u{10FFFF}]{1,3}"
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Next),
        3 => Just(Act::Back),
        1 => Just(Act::First),
        1 => name().prop_map(Act::Add),
        1 => any::<prop::sample::Index>().prop_map(Act::Remove),
    ]
}

async fn remove(world: &World, name: &str) {
    let delete = world.table.client().delete_item();
    let delete = delete.table_name(frontdesk_tests::table::TABLE);
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let delete = delete.key("pk", text("parked#messages"));
    delete.key("sk", text(name)).send().await.unwrap();
}

async fn turned(mut reference: Reference, acts: Vec<Act>) {
    let world = World::new().await;
    for name in &reference.names {
        world.table.put(item(&format!("p{name}"))).await;
    }
    world.table.put(item("o")).await;
    world.table.put(item("q")).await;
    let span = Span::parked_messages().starting_with("p");
    let span = span.from(&reference.bounds.0).until(&reference.bounds.1);
    let list = span.pages_of(u16::try_from(reference.size).unwrap());
    let list = if reference.backward {
        list.backward()
    } else {
        list
    };
    let (mut turn, mut shown) = (
        Turn::First,
        page(&world, &list, &Turn::First).await.unwrap(),
    );
    for act in acts {
        match act {
            Act::Next => turn = shown.next.clone().unwrap_or(turn),
            Act::Back => turn = shown.back.clone().unwrap_or(turn),
            Act::First => turn = Turn::First,
            Act::Add(name) => {
                world.table.put(item(&format!("p{name}"))).await;
                reference.names.insert(name);
            }
            Act::Remove(index) if !reference.names.is_empty() => {
                let all: Vec<_> = reference.names.iter().cloned().collect();
                let name = index.get(&all);
                remove(&world, &format!("p{name}")).await;
                reference.names.remove(name);
            }
            Act::Remove(_) => {}
        }
        turn = Turn::parse(&turn.to_string()).unwrap();
        shown = page(&world, &list, &turn).await.unwrap();
        let (expected, back, next) = reference.page(&turn.to_string());
        let names: Vec<_> = names(&shown).iter().map(|name| &name[1..]).collect();
        assert_eq!(names, expected, "{turn} of {reference:?}");
        let ways = (shown.back.is_some(), shown.next.is_some());
        assert_eq!(ways, (back, next), "{turn} of {reference:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_turns_show_what_a_plain_list_shows(
        names in prop::collection::btree_set(name(), 0..12),
        bounds in (prop_oneof![Just(String::new()), name()], prop_oneof![Just("\u{10FFFF}\u{10FFFF}\u{10FFFF}\u{10FFFF}".to_owned()), name()]),
        size in 1usize..5,
        backward in any::<bool>(),
        acts in prop::collection::vec(act(), 1..20),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let reference = Reference { names, bounds, size, backward };
        runtime.unwrap().block_on(turned(reference, acts));
    }
}
