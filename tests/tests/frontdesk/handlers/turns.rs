//! Whatever is turned to, and whatever changes meanwhile: a list shows what a plain one shows.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use frontdesk_tests::World;
use proptest::prelude::*;
use store::{Span, Turn};

use super::pages::{item, names, page};

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
