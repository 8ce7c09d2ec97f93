//! docs/runbook.md, each of its commands run as it is printed.

use std::collections::BTreeSet;

use crate::page::{Part, sections};
use crate::scene::Scene;

const PAGE: &str = include_str!("../../../../docs/runbook.md");

#[tokio::test]
async fn every_command_prints_what_it_says() {
    let (mut differences, mut run) = (Vec::new(), 0);
    for section in sections(PAGE) {
        let mut scene = None;
        for part in section.parts {
            match part {
                Part::Scene(name) => scene = Some(Scene::named(&name).await),
                Part::Example(example) => {
                    let scene = scene.as_ref().expect("a scene comes first");
                    let difference = scene.differs(&example).await;
                    differences.extend(difference.map(|text| format!("{}: {text}", section.title)));
                    run += 1;
                }
                Part::Foreign(_) => {}
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(run >= 20, "{run}");
}

/// What is not run here: there is no AWS, and nothing is built or deployed.
#[test]
fn other_commands_are_of_programs_that_are_named() {
    let page = sections(PAGE).into_iter().flat_map(|section| section.parts);
    let foreign = page.filter_map(|part| match part {
        Part::Foreign(command) => Some(command),
        Part::Scene(_) | Part::Example(_) => None,
    });
    let foreign: BTreeSet<_> = foreign.collect();
    let programs: BTreeSet<_> = foreign
        .iter()
        .filter_map(|command| command.split_whitespace().next())
        .collect();
    assert_eq!(programs, BTreeSet::from(["aws", "git", "sam"]));
}
