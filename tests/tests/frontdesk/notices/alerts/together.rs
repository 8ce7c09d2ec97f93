//! Several outages, several monitors, and no queue.

use std::time::Duration;

use frontdesk_tests::{BOSS, CHIEF};
use futures_util::future::join;
use watch::Cause;

use super::outage::{alert, begins, end, ends, town};

#[tokio::test]
async fn two_that_begin_at_once_are_two_alerts() {
    let town = town().await;
    begins(&town, Cause::DeadLetters).await;
    begins(&town, Cause::Parked).await;
    town.minutes(3).await;
    for cause in [Cause::DeadLetters, Cause::Parked] {
        assert_eq!(town.sees(BOSS, alert(cause)), 1, "{cause:?}");
        assert_eq!(town.sees(CHIEF, alert(cause)), 1, "{cause:?}");
    }
}

#[tokio::test]
async fn one_begins_and_ends_while_another_lasts() {
    let town = town().await;
    begins(&town, Cause::Heartbeat).await;
    town.minutes(8).await;
    begins(&town, Cause::DeadLetters).await;
    town.minutes(2).await;
    ends(&town, Cause::DeadLetters).await;
    town.minutes(2).await;
    assert_eq!(town.sees(BOSS, end(Cause::DeadLetters)), 1);
    assert_eq!(town.sees(BOSS, end(Cause::Heartbeat)), 0);
    ends(&town, Cause::Heartbeat).await;
    town.minutes(2).await;
    for cause in [Cause::Heartbeat, Cause::DeadLetters] {
        assert_eq!(town.sees(BOSS, alert(cause)), 1, "{cause:?}");
        assert_eq!(town.sees(BOSS, end(cause)), 1, "{cause:?}");
    }
}

#[tokio::test]
async fn two_monitors_at_once_tell_once() {
    let town = town().await;
    begins(&town, Cause::Parked).await;
    for _ in 0..3 {
        town.world.clock.advance(Duration::from_secs(60));
        join(town.watch(), town.watch()).await;
    }
    ends(&town, Cause::Parked).await;
    for _ in 0..3 {
        town.world.clock.advance(Duration::from_secs(60));
        join(town.watch(), town.watch()).await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::Parked)), 1);
        assert_eq!(town.sees(superadmin, end(Cause::Parked)), 1);
    }
}

/// Without a queue nothing is handed over: that is itself an outage, of which everybody hears.
#[tokio::test]
async fn without_sqs_the_alert_arrives_all_the_same() {
    let town = town().await;
    let down = |_: &str| Some(queue_server::Fault::DropBefore);
    town.world.queue.fail(down);
    begins(&town, Cause::OldNotices).await;
    for _ in 0..12 {
        town.world.clock.advance(Duration::from_secs(60));
        town.watch().await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::OldNotices)), 1);
        assert_eq!(town.sees(superadmin, alert(Cause::DeadLetters)), 0);
    }
    town.world.queue.heal();
    town.minutes(5).await;
    assert_eq!(town.sees(BOSS, end(Cause::OldNotices)), 1);
}

/// SQS is down while there are dead letters: that ends nothing.
#[tokio::test]
async fn what_cannot_be_read_ends_no_outage() {
    let town = town().await;
    begins(&town, Cause::DeadLetters).await;
    town.minutes(2).await;
    let down = |_: &str| Some(queue_server::Fault::Refuse(500, "InternalError"));
    town.world.queue.fail(down);
    town.minutes(5).await;
    town.world.queue.heal();
    town.minutes(2).await;
    assert_eq!(town.sees(BOSS, alert(Cause::DeadLetters)), 1);
    assert_eq!(town.sees(BOSS, end(Cause::DeadLetters)), 0);
}
