//! Secrets are names of parameters, and each function may fetch those that it is given.

use crate::role::Grant;
use crate::{FUNCTIONS, Stack};

const KEY: &str = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn granted(stack: &Stack, function: &str, action: &str) -> Vec<String> {
    let grants = Grant::all(stack, function).into_iter();
    let mut resources: Vec<_> = grants
        .filter(|grant| grant.action == action)
        .map(|grant| grant.resource)
        .collect();
    resources.sort();
    resources
}

#[test]
fn each_function_may_fetch_just_its_own_secrets() {
    for stage in ["production", "development"] {
        let stack = Stack::with([
            ("Environment", stage),
            ("BotTokenParameter", "/a/token"),
            ("WebhookSecretParameter", "/b/secret"),
        ]);
        for function in FUNCTIONS {
            let variables = stack.variables(function);
            let named = variables
                .iter()
                .filter(|(name, _)| name.ends_with("_PARAMETER"));
            let mut arns: Vec<_> = named
                .map(|(_, name)| format!("arn:aws:ssm:eu-central-1:111122223333:parameter{name}"))
                .collect();
            arns.sort();
            assert!(!arns.is_empty(), "{function}");
            assert_eq!(
                granted(&stack, function, "ssm:GetParameter"),
                arns,
                "{function}"
            );
        }
    }
}

#[test]
fn a_key_of_ones_own_is_granted_if_there_is_one() {
    let (without, with) = (Stack::new(), Stack::with([("SecretsKeyArn", KEY)]));
    for function in FUNCTIONS {
        assert!(granted(&without, function, "kms:Decrypt").is_empty());
        assert_eq!(granted(&with, function, "kms:Decrypt"), [KEY], "{function}");
    }
}

#[test]
fn each_function_writes_to_its_own_log_alone() {
    let stack = Stack::with([("LogRetentionDays", "7")]);
    for function in FUNCTIONS {
        let logs = format!("{function}Logs");
        let group = stack.properties(&logs);
        let logging = &stack.properties(function)["LoggingConfig"];
        assert_eq!(logging["LogGroup"], group["LogGroupName"], "{function}");
        assert_eq!(group["RetentionInDays"], "7", "{function}");
        assert_eq!(
            granted(&stack, function, "logs:PutLogEvents"),
            [stack.attribute(&logs, "Arn")],
            "{function}"
        );
    }
}
