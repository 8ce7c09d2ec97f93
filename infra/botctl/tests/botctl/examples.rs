//! The examples of docs/botctl.md, run as they are printed, in their order, at one sandbox.

use serde_json::json;

use crate::parked::with_parked;

const PAGE: &str = include_str!("../../../../docs/botctl.md");

/// A command and what is printed for it.
struct Example {
    command: Vec<String>,
    printed: Vec<String>,
}

fn examples() -> Vec<Example> {
    let blocks = PAGE.split("```\n").skip(1).step_by(2);
    let examples = blocks.flat_map(|block| block.split("$ botctl ").skip(1));
    let example = |text: &str| {
        let mut lines = text.lines();
        let command = lines.next().unwrap().split_whitespace();
        let printed = lines.map(words).filter(|line| !line.is_empty());
        Example {
            command: command.map(str::to_owned).collect(),
            printed: printed.collect(),
        }
    };
    examples.map(example).collect()
}

/// A line with single spaces.
fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line is one with `…` for anything.
fn is(line: &str, printed: &str) -> bool {
    let mut parts = printed.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    open || rest.is_empty()
}

#[tokio::test]
async fn every_example_prints_what_it_says() {
    let town = with_parked().await;
    let beat = json!({"host": "test", "env": "development"});
    town.telegram().inject("frontdesk_heartbeat", beat).unwrap();
    town.until(|telegram| telegram.pending().is_empty()).await;
    town.botctl(&["webhook", "set"]).await;
    let examples = examples();
    assert_eq!(examples.len(), 17, "each command has one");
    for Example { command, printed } in examples {
        let arguments: Vec<_> = command.iter().map(String::as_str).collect();
        let run = town.botctl(&arguments).await;
        assert_eq!(run.code, Some(0), "{command:?}: {run:?}");
        let lines: Vec<_> = run.stdout.lines().map(words).collect();
        let same = lines.len() == printed.len()
            && lines
                .iter()
                .zip(&printed)
                .all(|(line, printed)| is(line, printed));
        assert!(same, "{command:?}: {lines:#?} is not {printed:#?}");
    }
}
