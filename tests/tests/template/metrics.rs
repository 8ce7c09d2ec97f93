//! docs/metrics.md lists the metrics that there are, and what they cost on CloudWatch.

use engine::Class;
use telemetry::{Embedded, METRICS, Metric};

const PAGE: &str = include_str!("../../../docs/metrics.md");

/// The rows of the page's table of metrics: the first three columns.
fn listed() -> Vec<[String; 3]> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    let cells = |row: &str| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().to_owned());
        [(); 3].map(|()| cells.next().unwrap())
    };
    rows.map(cells).collect()
}

fn row(metric: &Metric) -> [String; 3] {
    let labels = metric
        .labels
        .iter()
        .map(|label| format!("`{}`", label.name));
    let labels: Vec<_> = labels.collect();
    [
        format!("`{}`", metric.name),
        labels.join(", "),
        metric.series().to_string(),
    ]
}

#[test]
fn the_page_lists_every_metric() {
    assert_eq!(listed(), METRICS.each_ref().map(row));
}

#[test]
fn the_budget_of_cloudwatch_is_kept() {
    let series: usize = METRICS.iter().map(Metric::series).sum();
    assert!(series < 30, "{series} metrics are billed");
    assert!(PAGE.contains(&format!("{series} in all")));
}

#[test]
fn every_end_of_an_update_is_budgeted() {
    let classes = [
        Class::Changed,
        Class::Answered,
        Class::Ignored,
        Class::Duplicate,
        Class::Throttled,
        Class::Parked,
        Class::Transient,
    ];
    let updates = &METRICS[0];
    let Embedded::By("outcome", budgeted) = updates.embedded else {
        panic!("updates are counted by their outcome");
    };
    assert_eq!(budgeted, classes.map(Class::as_str));
}
