//! The run that finds an outage is killed at each of its requests.

use std::time::Duration;

use frontdesk_tests::{BOSS, CHIEF, Fault, Town};
use watch::Cause;

use super::outage::{DILNOZA, OLEG, alert, begins, ends, town};

/// Runs the monitor until its request number `number`, which meets `fault`; the operation at which
/// it was killed, `None` when there was no such request.
async fn killed_at(town: &Town, number: usize, fault: Fault) -> Option<String> {
    town.wire.operations();
    town.wire.inject_at(number, fault);
    let killed = tokio::select! {
        biased;
        () = town.wire.held() => true,
        () = town.watch() => false,
    };
    town.wire.mend();
    let operations = town.wire.operations();
    killed.then(|| operations[number].clone())
}

/// Everything that can be killed: two outages, four superadmins. Whoever dies between a send and
/// its end has sent, and cannot know: an urgent notice is sent again then, to that one person.
async fn at_every_request(fault: Fault) -> usize {
    for number in 0.. {
        let town = town().await;
        begins(&town, Cause::Parked).await;
        begins(&town, Cause::DeadLetters).await;
        town.world.clock.advance(Duration::from_secs(60));
        let Some(operation) = killed_at(&town, number, fault).await else {
            return number;
        };
        town.minutes(4).await;
        let mut twice = 0;
        for superadmin in [BOSS, CHIEF, DILNOZA, OLEG] {
            let heard = town.sees(superadmin, "🔴");
            assert!((2..=3).contains(&heard), "{number} {operation}: {heard}");
            twice += heard - 2;
        }
        let ends_a_send = operation == "UpdateItem" && fault == Fault::HeldBefore;
        assert!(twice <= usize::from(ends_a_send), "{number} {operation}");
        let notices = town.notices().await;
        let alerts = notices
            .iter()
            .filter(|notice| notice.id.starts_with("alert-"));
        assert_eq!(alerts.count(), 8, "{number} {operation}: one row each");
    }
    unreachable!("a run ends")
}

#[tokio::test]
async fn killed_before_any_request_everybody_hears_once() {
    let requests = at_every_request(Fault::HeldBefore).await;
    assert!(requests > 30, "{requests}");
}

#[tokio::test]
async fn killed_after_any_request_everybody_hears_once() {
    let requests = at_every_request(Fault::HeldAfter).await;
    assert!(requests > 30, "{requests}");
}

#[tokio::test]
async fn the_end_is_told_by_a_later_run() {
    let town = town().await;
    begins(&town, Cause::DeadLetters).await;
    town.minutes(2).await;
    ends(&town, Cause::DeadLetters).await;
    town.world.clock.advance(Duration::from_secs(60));
    town.wire
        .inject(|operation| (operation == "TransactWriteItems").then_some(Fault::HeldAfter));
    tokio::select! {
        biased;
        () = town.wire.held() => {}
        () = town.watch() => panic!("the end was not written in this run"),
    }
    town.wire.mend();
    town.minutes(3).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::DeadLetters)), 1);
        assert_eq!(
            town.sees(superadmin, "There are no dead letters any more"),
            1
        );
    }
}
