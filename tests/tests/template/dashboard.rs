//! The dashboard shows what is counted, and nothing that is not.

use std::collections::BTreeSet;

use serde_json::Value;
use settings::Stage;
use telemetry::{ACTIVE_USERS, Embedded, METRICS};

use crate::Stack;
use crate::document::template;

/// The dashboard of a stack.
fn dashboard(stack: &Stack) -> Value {
    let body = &stack.properties("Dashboard")["DashboardBody"];
    serde_json::from_str(body.as_str().unwrap()).unwrap()
}

fn widgets(dashboard: &Value, kind: &str) -> Vec<Value> {
    let widgets = dashboard["widgets"].as_array().unwrap().iter();
    let of_kind = widgets.filter(|widget| widget["type"] == kind);
    of_kind.map(|widget| widget["properties"].clone()).collect()
}

/// The metrics of a namespace that are shown: name, and dimension with its value.
fn shown(dashboard: &Value, namespace: &str) -> BTreeSet<Vec<String>> {
    let widgets = widgets(dashboard, "metric");
    let rows = widgets
        .iter()
        .flat_map(|widget| widget["metrics"].as_array().unwrap());
    let rows = rows.filter(|row| row[0] == namespace);
    let texts = |row: &Value| {
        let texts = row.as_array().unwrap().iter().skip(1);
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    rows.map(texts).collect()
}

/// The metrics that the lines of the functions make.
fn made() -> BTreeSet<Vec<String>> {
    let of = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let made = METRICS.iter().flat_map(|metric| match metric.embedded {
        Embedded::Nowhere => vec![],
        Embedded::Once => vec![of(&[metric.name])],
        Embedded::By(field, values) => {
            let values = values.iter();
            values
                .map(|value| of(&[metric.name, field, value]))
                .collect()
        }
    });
    made.collect()
}

#[test]
fn the_dashboard_shows_every_metric() {
    for (name, stage) in [
        ("production", Stage::Production),
        ("development", Stage::Development),
    ] {
        let dashboard = dashboard(&Stack::with([("Environment", name)]));
        assert_eq!(shown(&dashboard, stage.metrics_namespace()), made());
    }
}

#[test]
fn queries_find_who_was_active() {
    let widgets = widgets(&dashboard(&Stack::new()), "log");
    let queries: Vec<_> = widgets
        .iter()
        .map(|widget| widget["query"].as_str().unwrap())
        .collect();
    let active = format!(
        "SOURCE '/aws/lambda/frontdesk-webhook' | filter msg = 'update' \
         | stats count_distinct(user) as {ACTIVE_USERS} by bin(1d)"
    );
    assert!(queries.contains(&active.as_str()), "{queries:?}");
    assert_eq!(queries.len(), 3);
}

#[test]
fn the_template_has_the_dashboards_file() {
    let body = &template()["Resources"]["Dashboard"]["Properties"]["DashboardBody"];
    let body: Value = serde_json::from_str(body["Fn::Sub"][0].as_str().unwrap()).unwrap();
    let file = include_str!("../../../infra/dashboard/dashboard.json");
    let file: Value = serde_json::from_str(file).unwrap();
    assert_eq!(body, file, "copy infra/dashboard/dashboard.json");
}

#[test]
fn each_function_and_queue_is_shown() {
    let dashboard = dashboard(&Stack::new());
    for metric in ["Duration", "Errors"] {
        for function in crate::FUNCTIONS {
            let row = [metric, "FunctionName", function].map(str::to_owned);
            assert!(shown(&dashboard, "AWS/Lambda").contains(row.as_slice()));
        }
    }
    assert_eq!(shown(&dashboard, "AWS/SQS").len(), 3);
}
