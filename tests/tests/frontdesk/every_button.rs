//! Every button of every screen that can be reached: pressed, at once again, later again, by
//! others, and with forged data. There is always an answer, nothing is done twice, and nobody does
//! what is not theirs to do.

mod rights;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use frontdesk_tests::table::Dump;

use self::walk::{Pressed, Walk, kind};
use crate::schedule::studio::{BOB, EVE, MAX, hours};

/// Somebody who has nothing and may nothing.
const NOBODY: i64 = 48;

/// What the capabilities' buttons begin with: one that is never seen is never tried.
const CAPABILITIES: [&str; 13] = [
    "a:", "b:", "c:", "d:", "f:", "i:", "l:", "m:", "n:", "p:", "s:", "t:", "x:",
];

/// How many buttons of a kind are tried by others, and how many forgeries of each.
const SAMPLES: usize = 1;
const FORGERIES: usize = 3;

#[tokio::test]
async fn every_button_again_by_others_and_forged() {
    let mut walk = Walk::through_everything().await;
    let buttons = samples(&walk.seen);
    walk.studio.passes(hours(1));
    again_later(&mut walk).await;
    by_others(&mut walk, &buttons).await;
    forged(&mut walk, &buttons).await;
    assert!(walk.wrong.is_empty(), "{:#?}", walk.wrong);
    let kinds: BTreeSet<_> = buttons.iter().map(|data| kind(data)).collect();
    assert!(
        kinds.len() > 100,
        "{} kinds of buttons: {kinds:#?}",
        kinds.len()
    );
    for capability in CAPABILITIES {
        let met = kinds.iter().any(|kind| kind.starts_with(capability));
        assert!(met, "no button of {capability}");
    }
}

/// The first buttons of each kind.
fn samples(seen: &BTreeSet<String>) -> Vec<String> {
    let mut kinds = BTreeMap::<String, Vec<String>>::new();
    for data in seen {
        let of_kind = kinds.entry(kind(data)).or_default();
        if of_kind.len() < SAMPLES {
            of_kind.push(data.clone());
        }
    }
    kinds.into_values().flatten().collect()
}

/// Whoever pressed a button presses it again when everything has changed.
async fn again_later(walk: &mut Walk) {
    for Pressed { by, data } in walk.pressed.clone() {
        // To choose a language or a setting is no step of anything: it can be chosen again.
        if ["l:", "c:"].iter().any(|choice| data.starts_with(choice)) {
            continue;
        }
        walk.presses_again(by, &data).await;
    }
}

/// Somebody else presses later what was shown to one person.
async fn by_others(walk: &mut Walk, buttons: &[String]) {
    for user in [BOB, EVE] {
        for data in buttons {
            walk.presses_of_others(user, data).await;
        }
    }
}

async fn forged(walk: &mut Walk, buttons: &[String]) {
    let mut users = [NOBODY, MAX].into_iter().cycle();
    for data in buttons {
        for forged in forgeries(data) {
            let user = users.next().unwrap();
            walk.presses_of_others(user, &forged).await;
        }
    }
}

/// The keys of the items that differ.
fn changes(before: &Dump, after: &Dump) -> Vec<String> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = keys
        .into_iter()
        .filter(|key| before.get(*key) != after.get(*key));
    changed.cloned().collect()
}

/// The data with a part left out, or another number in it, or one part more.
fn forgeries(data: &str) -> Vec<String> {
    let parts: Vec<_> = data.split(':').collect();
    let with = |at: usize, part: &str| {
        let mut parts = parts.clone();
        parts[at] = part;
        parts.join(":")
    };
    let mut forgeries = vec![format!("{data}:1"), data[..data.len() - 1].to_owned()];
    for (at, part) in parts.iter().enumerate().skip(1) {
        let next = part.parse::<i64>().map(|number| number.wrapping_add(1));
        forgeries.extend(next.map(|number| with(at, &number.to_string())));
        forgeries.push(with(at, ""));
        forgeries.push(with(at, "700"));
    }
    forgeries.retain(|forged| forged != data && (1..=64).contains(&forged.len()));
    forgeries.truncate(FORGERIES);
    forgeries
}
