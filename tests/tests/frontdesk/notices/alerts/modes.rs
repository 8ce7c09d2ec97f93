//! `TELEGRAM_UPDATES_MODE` changes: what was not watched meanwhile raises nothing false.

use std::time::Duration;

use frontdesk_tests::{BOSS, CHIEF, Town};
use watch::Cause;

use super::outage::{alert, begins, end, ends, minute, says_much};

const DISABLED: [(&str, &str); 1] = [("TELEGRAM_UPDATES_MODE", "disabled")];

async fn half_an_hour_disabled(town: &Town) {
    let disabled = town.another_monitor(&DISABLED);
    for _ in 0..30 {
        town.world.clock.advance(Duration::from_secs(60));
        town.watch_by(&disabled).await;
    }
}

#[tokio::test]
async fn what_was_only_suspected_is_forgotten() {
    let town = Town::new().await;
    town.minutes(3).await;
    begins(&town, Cause::Heartbeat).await;
    begins(&town, Cause::PendingUpdates).await;
    for _ in 0..2 {
        minute(&town, Cause::PendingUpdates).await;
    }
    half_an_hour_disabled(&town).await;
    town.server.bring_back();
    says_much(&town, 20);
    town.watch().await;
    town.settle().await;
    town.minutes(10).await;
    assert_eq!(town.notices().await, []);
}

#[tokio::test]
async fn what_was_told_is_not_told_again() {
    let town = Town::new().await;
    begins(&town, Cause::DeadLetters).await;
    town.minutes(3).await;
    half_an_hour_disabled(&town).await;
    town.minutes(3).await;
    ends(&town, Cause::DeadLetters).await;
    town.minutes(3).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::DeadLetters)), 1);
        assert_eq!(town.sees(superadmin, end(Cause::DeadLetters)), 1);
    }
}
