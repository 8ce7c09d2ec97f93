//! Broadcasts: a message to everybody, resumable at every point.

mod audience;
mod beside;
mod control;
mod costs;
mod counted;
mod crashes;
mod every_page;
mod faults;
mod pages;
mod put_off;
mod stops;
mod story;
mod troubles;
mod unreadable;

use broadcast::Broadcast;
use frontdesk_tests::Hall;

/// Everybody of so many was dealt with once, and nobody got it twice.
fn check(hall: &Hall, end: &Broadcast, people: u64, point: &str) {
    let received = hall.received();
    let twice: Vec<_> = received.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{point}: {twice:?}");
    let tally = end.tally;
    assert_eq!(tally.total(), people, "{point}: {tally:?}");
    let arrived = u64::try_from(received.len()).unwrap();
    let possible = tally.sent..=tally.sent + tally.unknown;
    assert!(possible.contains(&arrived), "{point}: {arrived}, {tally:?}");
}
