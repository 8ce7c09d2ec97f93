//! CloudWatch watches each function and the dead letters, and says so to a topic.

use serde_json::{Value, json};

use crate::{FUNCTIONS, Stack};

/// The alarm of that metric of AWS with that dimension.
fn alarm(stack: &Stack, metric: &str, dimension: (&str, &str)) -> Value {
    let (name, value) = dimension;
    let dimensions = json!([{ "Name": name, "Value": value }]);
    let alarms = stack.of_type("AWS::CloudWatch::Alarm").into_iter();
    let mut alarms = alarms
        .map(|alarm| stack.properties(alarm))
        .filter(|alarm| alarm["MetricName"] == metric && alarm["Dimensions"] == dimensions);
    let found = alarms.next();
    found.unwrap_or_else(|| panic!("{metric} of {value} raises no alarm"))
}

/// What its errors alarm divides.
fn errors(stack: &Stack, function: &str) -> Value {
    let alarm = stack.properties(&format!("{function}Errors"));
    for metric in alarm["Metrics"].as_array().unwrap() {
        let Some(of) = metric.get("MetricStat") else {
            continue;
        };
        let dimensions = &of["Metric"]["Dimensions"];
        assert_eq!(dimensions[0]["Value"], function);
        assert_eq!(metric["ReturnData"], false);
    }
    alarm
}

#[test]
fn one_error_in_a_hundred_raises_an_alarm() {
    let stack = Stack::new();
    for function in FUNCTIONS {
        let alarm = errors(&stack, function);
        let share = &alarm["Metrics"][0];
        assert_eq!(
            share["Expression"],
            "IF(invocations > 0, 100 * errors / invocations, 0)"
        );
        assert_eq!(alarm["ComparisonOperator"], "GreaterThanThreshold");
        assert_eq!(alarm["Threshold"], 1);
    }
}

#[test]
fn slowness_is_measured_by_the_time_out() {
    let stack = Stack::new();
    for function in FUNCTIONS {
        let time_out_s = stack.properties(function)["Timeout"].as_i64().unwrap();
        let alarm = alarm(&stack, "Duration", ("FunctionName", function));
        assert_eq!(alarm["ExtendedStatistic"], "p99");
        assert_eq!(alarm["ComparisonOperator"], "GreaterThanThreshold");
        let threshold_ms = alarm["Threshold"].as_i64().unwrap();
        assert_eq!(threshold_ms, time_out_s * 1_000 * 80 / 100, "{function}");
    }
}

#[test]
fn throttles_and_dead_letters_raise_alarms() {
    let stack = Stack::new();
    let throttles = FUNCTIONS.map(|function| ("Throttles", "FunctionName", function.to_owned()));
    let dead = ["notices-dead.fifo", "bulk-dead.fifo", "jobs-dead"];
    let visible = "ApproximateNumberOfMessagesVisible";
    let dead = dead.map(|queue| (visible, "QueueName", format!("frontdesk-{queue}")));
    for (metric, dimension, value) in throttles.into_iter().chain(dead) {
        let alarm = alarm(&stack, metric, (dimension, &value));
        assert_eq!(alarm["ComparisonOperator"], "GreaterThanThreshold");
        assert_eq!(alarm["Threshold"], 0, "{value}");
        assert_eq!(alarm["TreatMissingData"], "notBreaching", "{value}");
    }
}

#[test]
fn a_silent_monitor_raises_an_alarm() {
    let stack = Stack::new();
    let alarm = alarm(&stack, "Invocations", ("FunctionName", "Monitor"));
    let minutes = alarm["Period"].as_i64().unwrap() * alarm["EvaluationPeriods"].as_i64().unwrap();
    assert_eq!(minutes, 5 * 60);
    assert_eq!(alarm["ComparisonOperator"], "LessThanThreshold");
    assert_eq!(alarm["Threshold"], 1);
    assert_eq!(alarm["TreatMissingData"], "breaching");
}

#[test]
fn every_alarm_goes_to_the_topic() {
    let stack = Stack::new();
    let alarms = stack.of_type("AWS::CloudWatch::Alarm");
    assert_eq!(alarms.len(), 13);
    for name in alarms {
        let alarm = stack.properties(name);
        for actions in ["AlarmActions", "OKActions"] {
            assert_eq!(alarm[actions], json!(["AlarmsTopic"]), "{name}");
        }
        assert!(alarm["AlarmDescription"].is_string(), "{name}");
    }
}

/// Who gets the mail of an alarm has nothing but its description.
#[test]
fn every_alarm_leads_to_the_runbook() {
    let stack = Stack::new();
    let anchors = anchors(include_str!("../../../docs/runbook.md"));
    for name in stack.of_type("AWS::CloudWatch::Alarm") {
        let alarm = stack.properties(name);
        let description = alarm["AlarmDescription"].as_str().unwrap();
        let led = led_to("docs/runbook.md#", description);
        assert!(anchors.contains(&led), "{name}: {description}");
    }
}

#[test]
fn every_alert_leads_to_the_runbook() {
    let anchors = anchors(include_str!("../../../docs/runbook.md"));
    let page = include_str!("../../../docs/alerts.md");
    for cause in watch::Cause::ALL {
        let begins = format!("| `{}` |", cause.name());
        let row = page.lines().find(|line| line.starts_with(&begins));
        let led = led_to("(runbook.md#", row.expect("each cause has a row"));
        assert!(anchors.contains(&led), "{cause:?}");
    }
}

/// What follows the last mention of `page` in a text.
fn led_to(page: &str, text: &str) -> String {
    let (_, rest) = text.rsplit_once(page).expect("it names a section");
    rest.split(')').next().unwrap_or_default().to_owned()
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter(|line| line.starts_with("##"));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|sign| sign.is_alphanumeric() || " -".contains(*sign));
        kept.map(|sign| if sign == ' ' { '-' } else { sign })
            .collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_link_into_the_runbook_arrives() {
    let runbook = include_str!("../../../docs/runbook.md");
    let anchors = anchors(runbook);
    let own = runbook.split("](#").skip(1);
    let alerts = include_str!("../../../docs/alerts.md");
    let deployment = include_str!("../../../docs/deployment.md");
    let others = [alerts, deployment].map(|page| page.split("](runbook.md#").skip(1));
    let links: Vec<_> = own.chain(others.into_iter().flatten()).collect();
    assert!(links.len() > 30, "{}", links.len());
    for link in links {
        let led = link.split(')').next().unwrap_or_default().to_owned();
        assert!(anchors.contains(&led), "{led}");
    }
}

#[test]
fn an_address_is_subscribed_if_there_is_one() {
    let stack = Stack::with([("AlarmsEmail", "a@example.com")]);
    assert_eq!(
        stack.resource("AlarmsSubscription")["Condition"],
        "HasAlarmsEmail"
    );
    let subscription = stack.properties("AlarmsSubscription");
    assert_eq!(subscription["TopicArn"], "AlarmsTopic");
    assert_eq!(subscription["Endpoint"], "a@example.com");
    assert!(stack.is_met("HasAlarmsEmail"));
    assert!(!Stack::new().is_met("HasAlarmsEmail"));
}
