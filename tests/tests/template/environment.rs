//! Each function starts with the environment that the template gives it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use settings::{Environment, SettingsError, Source};

use crate::{FUNCTIONS, Stack};

/// The contract: every variable of ours that a function may be given.
const CONTRACT: [&str; 26] = [
    "BULK_QUEUE_URL",
    "BUSINESS_TIMEZONE",
    "DEAD_LETTER_QUEUE_URLS",
    "ENVIRONMENT",
    "JOBS_QUEUE_URL",
    "KIE_API_KEY",
    "KIE_API_URL",
    "KIE_MODE",
    "KIE_WEBHOOK_SECRET",
    "NOTICES_QUEUE_URL",
    "RUST_LOG",
    "SUPERADMIN_IDS",
    "TABLE_NAME",
    "TELEGRAM_API_URL",
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_BOT_TOKEN_DEV",
    "TELEGRAM_BOT_TOKEN_OVERRIDE",
    "TELEGRAM_BOT_TOKEN_PROD",
    "TELEGRAM_BOT_USERNAME",
    "TELEGRAM_UPDATES_MODE",
    "TELEGRAM_WEBHOOK_SECRET",
    "TELEGRAM_WEBHOOK_SECRET_SHA256",
    "TLS_ROOTS",
    "WARMUP_BUDGET_MS",
    "WEBHOOK_URL",
    "AWS_REGION",
];

/// In the template because the contract has them; no code reads them yet.
const NOT_READ_YET: [&str; 1] = ["JOBS_QUEUE_URL"];

/// The template's variables, and what Lambda adds.
fn environment(variables: &BTreeMap<String, String>) -> Environment {
    let lambdas = [("AWS_REGION".to_owned(), "eu-central-1".to_owned())];
    variables.clone().into_iter().chain(lambdas).collect()
}

/// Whether a function starts with these variables.
fn starts(function: &str, variables: &BTreeMap<String, String>) -> Result<(), SettingsError> {
    let environment = environment(variables);
    match function {
        "Webhook" => webhook::Configuration::from_environment(&environment).map(drop),
        "Notifier" => notifier::Configuration::from_environment(&environment).map(drop),
        "Monitor" => monitor::Configuration::from_environment(&environment).map(drop),
        other => panic!("there is no function {other}"),
    }
}

#[test]
fn each_function_starts_in_either_environment() {
    for stage in ["production", "development"] {
        for mode in ["webhook", "polling", "disabled"] {
            let stack = Stack::with([("Environment", stage), ("UpdatesMode", mode)]);
            for function in FUNCTIONS {
                let started = starts(function, &stack.variables(function));
                assert!(started.is_ok(), "{function}, {stage}, {mode}: {started:?}");
            }
        }
    }
}

#[test]
fn the_settings_are_what_was_given() {
    let stack = Stack::with([("Environment", "production"), ("BotTokenParameter", "/a/b")]);
    let environment = environment(&stack.variables("Monitor"));
    let configuration = monitor::Configuration::from_environment(&environment).unwrap();
    assert_eq!(configuration.aws.region(), "eu-central-1");
    let monitor = configuration.monitor;
    assert_eq!(monitor.outgoing.environment, settings::Stage::Production);
    assert_eq!(monitor.outgoing.superadmins, [1, 2]);
    let Some(Source::Parameter(token)) = monitor.outgoing.bot_token else {
        panic!("the token comes from its parameter");
    };
    assert_eq!(token.as_str(), "/a/b");
    assert!(matches!(monitor.webhook_secret, Source::Parameter(_)));
}

#[test]
fn everybody_names_the_webhook_alike() {
    let stack = Stack::new();
    let url = stack.output("WebhookUrl");
    assert!(url.starts_with("https://"), "{url}");
    assert!(url.ends_with(".on.aws/telegram"), "{url}");
    for function in ["Notifier", "Monitor"] {
        assert_eq!(stack.variables(function)["WEBHOOK_URL"], url, "{function}");
    }
}

#[test]
fn every_variable_is_read_or_on_the_list() {
    let read = sources(&["settings", "aws"]);
    let is_read = |name: &str| read.contains(&format!("\"{name}\""));
    for stage in ["production", "development"] {
        let stack = Stack::with([("Environment", stage)]);
        for function in FUNCTIONS {
            for name in stack.variables(function).keys() {
                let name = name.strip_suffix("_PARAMETER").unwrap_or(name);
                assert!(CONTRACT.contains(&name), "{function} gets {name}");
                assert!(is_read(name) || NOT_READ_YET.contains(&name), "{name}");
            }
        }
    }
    for name in NOT_READ_YET {
        assert!(!is_read(name), "{name} is read now: take it off the list");
    }
}

/// The code of some of the shared crates, as one text.
fn sources(crates: &[&str]) -> String {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folders = crates.iter().map(|name| shared.join(name).join("src"));
    let files = folders.flat_map(|folder| files(&folder));
    files
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let found = paths.flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    found.collect()
}
