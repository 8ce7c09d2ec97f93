use std::collections::BTreeSet;

use aws::AwsSettings;
use settings::{Environment, MonitorSettings, Problem, Reader, WebhookSettings};

use super::Finding;

const ABOUT: &str = "settings";

/// Whether all three functions could start with these, and the operator's commands.
pub(crate) fn findings(environment: &Environment) -> Vec<Finding> {
    let mut problems = Vec::new();
    let mut reader = Reader::new(environment);
    let webhook = WebhookSettings::read(&mut reader, environment);
    let webhook = reader.finish(webhook);
    problems.extend(
        webhook
            .as_ref()
            .err()
            .map(|error| error.problems().to_vec()),
    );
    let mut reader = Reader::new(environment);
    let monitor = MonitorSettings::read(&mut reader, environment);
    let monitor = reader.finish(monitor);
    problems.extend(monitor.err().map(|error| error.problems().to_vec()));
    let mut reader = Reader::new(environment);
    let aws = AwsSettings::read(&mut reader, environment);
    problems.extend(
        reader
            .finish(aws)
            .err()
            .map(|error| error.problems().to_vec()),
    );
    let mut findings = each_once(problems.concat());
    if let Ok(webhook) = webhook {
        findings.push(Finding::unless(
            webhook.superadmins.is_empty(),
            "superadmins",
            "SUPERADMIN_IDS is empty, so nobody decides or hears of outages",
            "set it to the Telegram ids of the superadmins, separated by commas",
        ));
    }
    findings
}

/// Several functions need the same variable.
fn each_once(problems: Vec<Problem>) -> Vec<Finding> {
    let mut known = BTreeSet::new();
    let mut findings: Vec<_> = problems
        .into_iter()
        .filter(|problem| known.insert(problem.variable.clone()))
        .map(|problem| {
            let what = format!("{} {}", problem.variable, problem.wrong);
            Finding::wrong(ABOUT, what, problem.mend)
        })
        .collect();
    if findings.is_empty() {
        findings.push(Finding::well(ABOUT));
    }
    findings
}
