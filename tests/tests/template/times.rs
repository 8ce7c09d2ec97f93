//! Time-outs fit the code, Telegram, the queue and the schedule.

use clock::ManualClock;
use lambda_http::Context;
use serde_json::Value;

use crate::{FUNCTIONS, Stack};

/// What Telegram waits for the answer to an update.
const TELEGRAM_WAITS_S: i64 = 60;

/// How much has to be left of an invocation for a send to begin (docs/notices.md).
const A_SEND_NEEDS_S: i64 = 12;

fn time_out_s(stack: &Stack, function: &str) -> i64 {
    stack.properties(function)["Timeout"].as_i64().unwrap()
}

#[test]
fn the_webhook_ends_before_lambda_and_telegram_do() {
    let clock = ManualClock::at("2026-01-01T00:00:00Z");
    let mut endless = Context::default();
    endless.deadline = u64::MAX;
    let most = webhook::invocation(&endless, &clock).deadline.left(&clock);
    let time_out_s = time_out_s(&Stack::new(), "Webhook");
    assert!(u128::try_from(time_out_s * 1_000).unwrap() > most.as_millis() + 1_000);
    assert!(time_out_s < TELEGRAM_WAITS_S);
}

#[test]
fn a_batch_is_hidden_six_times_as_long_as_it_may_take() {
    let stack = Stack::new();
    let time_out_s = time_out_s(&stack, "Notifier");
    assert!(time_out_s > 2 * A_SEND_NEEDS_S);
    for queue in ["NoticesQueue", "BulkQueue", "JobsQueue"] {
        let hidden_s = stack.properties(queue)["VisibilityTimeout"]
            .as_i64()
            .unwrap();
        assert!(hidden_s >= 6 * time_out_s, "{queue}");
    }
}

#[test]
fn a_minute_of_the_monitor_is_over_before_the_next() {
    let stack = Stack::new();
    assert!(time_out_s(&stack, "Monitor") < 60);
    let monitor = stack.properties("Monitor");
    let schedule = &monitor["Events"]["EveryMinute"]["Properties"];
    assert_eq!(schedule["Schedule"], "rate(1 minute)");
    for retries in [&monitor["EventInvokeConfig"], &schedule["RetryPolicy"]] {
        assert_eq!(retries["MaximumRetryAttempts"], 0);
        assert_eq!(retries["MaximumEventAgeInSeconds"], 60);
    }
}

#[test]
fn nothing_is_reserved_unless_asked_for() {
    let reserved = |stack: &Stack, function: &str| {
        let function = stack.properties(function);
        function.get("ReservedConcurrentExecutions").cloned()
    };
    for function in FUNCTIONS {
        assert_eq!(reserved(&Stack::new(), function), None, "{function}");
    }
    let asked = Stack::with([("WebhookReservedConcurrency", "20")]);
    assert_eq!(reserved(&asked, "Webhook"), Some(Value::from("20")));
}
