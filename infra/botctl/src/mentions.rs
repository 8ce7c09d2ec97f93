//! Every command of ours that a text names is one: in alerts, docs, messages and the code's own comments.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::cli::Cli;

/// What holds texts, from the root of the workspace.
const PLACES: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs",
    "infra",
    "shared",
    "functions",
];

/// How a command is set off, and how it ends.
const QUOTES: [(&str, char); 3] = [
    ("`botctl ", '`'),
    ("<code>botctl ", '<'),
    ("\n$ botctl ", '\n'),
];

#[test]
fn every_command_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut named, mut wrong) = (0, Vec::new());
    for file in PLACES.iter().flat_map(|place| texts(&root.join(place))) {
        let text = fs::read_to_string(&file).unwrap();
        for command in commands(&text) {
            named += 1;
            if !exists(&command) {
                wrong.push(format!("{}: botctl {command}", file.display()));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(named > 150, "{named}");
}

/// The files with texts in a folder, and below it.
fn texts(place: &Path) -> Vec<PathBuf> {
    let is_text = |name: &str| ["md", "ftl", "rs"].contains(&name);
    if place.is_file() {
        let kind = place.extension().and_then(|kind| kind.to_str());
        let text = kind.filter(|kind| is_text(kind)).map(|_| place.to_owned());
        return text.into_iter().collect();
    }
    let entries = fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    // A test's own wrong command is no promise, and neither is this page's.
    let entries = entries.filter(|path| !path.ends_with("tests") && !path.ends_with(file!()));
    entries.flat_map(|path| texts(&path)).collect()
}

fn commands(text: &str) -> Vec<String> {
    let quoted = QUOTES.iter().flat_map(|(begin, end)| {
        let rest = text.split(begin).skip(1);
        rest.filter_map(|rest| rest.split(*end).next())
    });
    quoted.map(one_line).collect()
}

/// A comment may break a command.
fn one_line(command: &str) -> String {
    command.replace("///", " ").replace("//!", " ")
}

/// Whether the arguments are taken, or are the beginning of some: what is required may be missing, and `…` or `|`
/// stand for what follows.
fn exists(command: &str) -> bool {
    let words = command.split_whitespace();
    let words = words.take_while(|word| !["…", "|", ">"].iter().any(|end| word.contains(end)));
    let parsed = Cli::try_parse_from(["botctl"].into_iter().chain(words));
    let begins = [
        ErrorKind::MissingRequiredArgument,
        ErrorKind::MissingSubcommand,
        ErrorKind::DisplayHelp,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
    ];
    parsed.map_or_else(|error| begins.contains(&error.kind()), |_| true)
}

#[test]
fn what_does_not_exist_is_noticed() {
    for wrong in [
        "webhooks info",
        "webhook info --loud",
        "parked replay --all",
    ] {
        assert!(!exists(wrong), "{wrong}");
    }
    for right in ["webhook", "parked replay", "parked show 7 --text", "lock …"] {
        assert!(exists(right), "{right}");
    }
}
