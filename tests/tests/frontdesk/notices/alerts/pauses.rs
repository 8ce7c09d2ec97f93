//! The monitor was away: what it saw before alerts nobody in its first run.

use std::time::Duration;

use frontdesk_tests::Town;
use watch::Cause;

use super::outage::{begins, minute, says_much};

const AWAY: Duration = Duration::from_secs(3_600);

/// Nobody has rung for it meanwhile: the first run does, and it gets on.
#[tokio::test]
async fn a_broadcast_gets_a_chance_first() {
    let town = Town::new().await;
    begins(&town, Cause::Broadcast).await;
    for _ in 0..3 {
        minute(&town, Cause::Broadcast).await;
    }
    town.world.clock.advance(AWAY);
    town.watch().await;
    town.settle_all().await;
    town.minutes(10).await;
    assert_eq!(town.notices().await, []);
}

#[tokio::test]
async fn updates_that_grew_before_count_no_more() {
    let town = Town::new().await;
    begins(&town, Cause::PendingUpdates).await;
    for _ in 0..2 {
        minute(&town, Cause::PendingUpdates).await;
    }
    town.world.clock.advance(AWAY);
    says_much(&town, 5);
    town.watch().await;
    town.settle().await;
    town.minutes(5).await;
    assert_eq!(town.notices().await, []);
}
