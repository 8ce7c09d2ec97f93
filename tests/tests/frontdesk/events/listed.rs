//! The folder, its README and these tests name the same samples.

use std::collections::{BTreeMap, BTreeSet};

use super::{answered, envelopes, queue, refused, sample, schedule};

/// The samples that the tests play, each with the status of the webhook's answer, if it is for
/// the webhook.
fn played() -> BTreeMap<String, Option<u16>> {
    let cases = answered::CASES
        .iter()
        .chain(&refused::CASES)
        .chain(&envelopes::CASES);
    let cases = cases.map(|case| (case.file, Some(case.answer.status())));
    let batches = queue::BATCHES.iter().map(|batch| (batch.file, None));
    let schedules = schedule::FILES.iter().map(|file| (*file, None));
    let all = cases.chain(batches).chain(schedules);
    all.map(|(file, status)| (file.to_owned(), status))
        .collect()
}

/// The rows of the README's tables that begin with a file, each with the second cell.
fn documented() -> BTreeMap<String, Option<u16>> {
    let readme = std::fs::read_to_string(sample::folder().join("README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| {
        let (file, rest) = line.strip_prefix("| `")?.split_once(".json` | ")?;
        let (status, _) = rest.split_once(" |")?;
        Some((file.to_owned(), status.parse().ok()))
    });
    rows.collect()
}

#[test]
fn every_sample_is_played_and_documented() {
    let names: BTreeSet<String> = played().into_keys().collect();
    assert_eq!(sample::names(), names);
    assert_eq!(documented(), played());
}

#[test]
fn there_are_at_least_twenty_samples() {
    assert!(sample::names().len() >= 20);
}
