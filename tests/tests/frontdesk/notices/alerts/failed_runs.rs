//! A run that ends in trouble fails as an invocation, so that the alarm on errors hears of it.

use std::time::Duration;

use clock::Deadline;
use frontdesk_tests::{BOSS, CHIEF, Fault, Town};
use lambda_runtime::{Context, LambdaEvent};
use serde_json::json;
use telegram_server::{Fault as TelegramFault, On};
use watch::Cause;

use super::outage::{begins, ends};

/// An invocation, a minute later; what it says where it fails.
async fn invoked(town: &Town) -> Option<String> {
    town.world.clock.advance(Duration::from_secs(60));
    let event = LambdaEvent::new(json!({}), Context::default());
    let ended = town.monitor.handle(event).await;
    ended.err().map(|error| error.to_string())
}

#[tokio::test]
async fn a_run_that_tells_of_an_outage_is_well() {
    let town = Town::new().await;
    assert_eq!(invoked(&town).await, None);
    begins(&town, Cause::DeadLetters).await;
    begins(&town, Cause::Heartbeat).await;
    for _ in 0..8 {
        assert_eq!(invoked(&town).await, None);
    }
    ends(&town, Cause::DeadLetters).await;
    assert_eq!(invoked(&town).await, None);
    assert_eq!(town.sees(BOSS, "🟢"), 1);
}

#[tokio::test]
async fn a_run_without_a_table_fails() {
    let town = Town::new().await;
    for fault in [
        Fault::Refused,
        Fault::Answer(400, "AccessDeniedException"),
        Fault::Answer(400, "ValidationException"),
    ] {
        town.wire.break_down(fault);
        let said = invoked(&town).await.unwrap();
        assert!(said.contains("did not finish its run"), "{fault:?}: {said}");
        town.wire.mend();
        assert_eq!(invoked(&town).await, None, "{fault:?}");
    }
}

#[tokio::test]
async fn an_alert_that_does_not_go_out_fails_the_run() {
    let town = Town::new().await;
    begins(&town, Cause::DeadLetters).await;
    for _ in 0..2 {
        for _ in [BOSS, CHIEF] {
            let down = TelegramFault::status(502, "Bad Gateway");
            town.telegram().fail_next(On::method("sendMessage"), down);
        }
        let said = invoked(&town).await.unwrap();
        assert_eq!(said, "2 alerts could not be sent by now");
    }
    assert_eq!(invoked(&town).await, None);
    assert_eq!(town.sees(CHIEF, "🔴"), 1);
}

#[tokio::test]
async fn to_be_slower_than_another_is_no_failure() {
    let town = Town::new().await;
    begins(&town, Cause::DeadLetters).await;
    town.wire.inject(|operation| {
        let busy = Fault::Answer(400, "TransactionConflictException");
        (operation == "TransactWriteItems").then_some(busy)
    });
    assert_eq!(invoked(&town).await, None);
    assert_eq!(town.sees(BOSS, "🔴"), 0);
    town.wire.mend();
    assert_eq!(invoked(&town).await, None);
    assert_eq!(town.sees(BOSS, "🔴"), 1);
}

/// A Telegram that hangs with one of them takes nobody else's time, nor more than the run has.
#[tokio::test]
async fn they_are_told_directly_side_by_side() {
    let town = Town::new().await;
    town.wire
        .break_down(Fault::Answer(400, "AccessDeniedException"));
    for _ in [BOSS, CHIEF] {
        town.telegram()
            .fail_next(On::method("sendMessage"), TelegramFault::Hang);
    }
    let clock = &town.world.clock;
    let deadline = Deadline::after(Duration::from_secs(2), clock);
    // Lambda ends the process before the first answer could be given up.
    let run = Box::pin(town.monitor.run(deadline));
    let ended = clock::within(clock, Duration::from_millis(1_500), run).await;
    assert!(ended.is_none(), "{ended:?}");
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, "The table cannot be used"), 1);
    }
}
