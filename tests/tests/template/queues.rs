//! The queues and their dead letters, and how the notifier is fed.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::Stack;

const QUEUE: &str = "AWS::SQS::Queue";

/// The longest that SQS keeps a message.
const FORTNIGHT_S: i64 = 14 * 24 * 60 * 60;

/// The queues that functions send to, each with its dead letters: name and properties of both.
fn queues(stack: &Stack) -> Vec<(&str, Value, &str, Value)> {
    let all = stack.of_type(QUEUE);
    let dead_of = |queue: &Value| {
        let target = queue["RedrivePolicy"]["deadLetterTargetArn"].as_str()?;
        all.iter()
            .copied()
            .find(|other| stack.attribute(other, "Arn") == target)
    };
    let with_dead = all.iter().filter_map(|name| {
        let queue = stack.properties(name);
        let dead = dead_of(&queue)?;
        Some((*name, queue, dead, stack.properties(dead)))
    });
    with_dead.collect()
}

#[test]
fn each_queue_has_dead_letters_of_its_type() {
    let stack = Stack::new();
    let queues = queues(&stack);
    let named = queues.iter().map(|(name, _, dead, _)| (*name, *dead));
    assert_eq!(
        BTreeSet::from_iter(named),
        BTreeSet::from([
            ("BulkQueue", "BulkDeadLetters"),
            ("JobsQueue", "JobsDeadLetters"),
            ("NoticesQueue", "NoticesDeadLetters")
        ])
    );
    assert_eq!(stack.of_type(QUEUE).len(), 6, "and there are no others");
    for (name, queue, _, dead) in queues {
        let is_fifo = |queue: &Value| queue.get("FifoQueue") == Some(&Value::Bool(true));
        assert_eq!(is_fifo(&queue), name != "JobsQueue", "{name}");
        assert_eq!(is_fifo(&queue), is_fifo(&dead), "{name}");
        for queue in [&queue, &dead] {
            let ends = queue["QueueName"].as_str().unwrap().ends_with(".fifo");
            assert_eq!(ends, is_fifo(queue), "{name}");
            assert_eq!(queue["SqsManagedSseEnabled"], true, "{name}");
        }
        assert_eq!(dead["MessageRetentionPeriod"], FORTNIGHT_S, "{name}");
        assert_eq!(queue["RedrivePolicy"]["maxReceiveCount"], 10, "{name}");
    }
}

#[test]
fn the_monitor_knows_all_dead_letters() {
    let stack = Stack::new();
    let known = stack.variables("Monitor")["DEAD_LETTER_QUEUE_URLS"].clone();
    let mut known: Vec<_> = known.split(',').collect();
    known.sort_unstable();
    let queues = queues(&stack);
    let dead = queues.iter().map(|(_, _, _, dead)| &dead["QueueName"]);
    let mut dead: Vec<_> = dead.map(|name| name.as_str().unwrap()).collect();
    dead.sort_unstable();
    assert_eq!(known.len(), dead.len());
    for (known, dead) in known.iter().zip(dead) {
        assert!(known.ends_with(&format!("/{dead}")), "{known}");
    }
}

#[test]
fn failed_messages_of_a_batch_are_reported() {
    let stack = Stack::new();
    let events = stack.properties("Notifier")["Events"].clone();
    let events = events.as_object().unwrap();
    let names: Vec<_> = events.keys().map(String::as_str).collect();
    assert_eq!(
        BTreeSet::from_iter(names),
        BTreeSet::from(["Broadcasts", "Notices"])
    );
    for (name, queue) in [("Notices", "NoticesQueue"), ("Broadcasts", "BulkQueue")] {
        let source = &events[name]["Properties"];
        assert_eq!(source["Queue"], stack.attribute(queue, "Arn"));
        assert_eq!(
            source["FunctionResponseTypes"],
            serde_json::json!(["ReportBatchItemFailures"])
        );
        assert_eq!(
            source.get("MaximumBatchingWindowInSeconds"),
            None,
            "FIFO has none"
        );
        assert!(source["BatchSize"].as_i64().unwrap() <= 10, "FIFO's most");
        let at_once = &source["ScalingConfig"]["MaximumConcurrency"];
        assert!(at_once.as_i64().unwrap() >= 2, "Lambda's least");
    }
}

#[test]
fn each_lane_has_an_invocation_of_its_own() {
    let events = Stack::new().properties("Notifier")["Events"].clone();
    let source = &events["Broadcasts"]["Properties"];
    assert_eq!(source["BatchSize"], 1);
    let at_once = &source["ScalingConfig"]["MaximumConcurrency"];
    assert_eq!(*at_once, broadcast::LANES);
}

/// Single notices and broadcasts together; alerts, which the monitor sends by itself, are few.
#[test]
fn all_sends_together_are_at_most_25_a_second() {
    let events = Stack::new().properties("Notifier")["Events"].clone();
    let at_once = |name: &str| {
        let scaling = &events[name]["Properties"]["ScalingConfig"];
        scaling["MaximumConcurrency"].as_f64().unwrap()
    };
    let notices = at_once("Notices") / courier::PACE.as_secs_f64();
    let lanes = f64::from(broadcast::LANES) / broadcast::PACE.as_secs_f64();
    assert!(notices + lanes <= 25.0, "{notices} and {lanes}");
    assert!(at_once("Broadcasts") <= f64::from(broadcast::LANES));
}
