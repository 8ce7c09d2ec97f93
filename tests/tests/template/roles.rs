//! Each role grants what its function does, and nothing else.

use std::collections::BTreeSet;

use frontdesk_tests::Sent;

use crate::need::Need;
use crate::recording::recording;
use crate::role::Grant;
use crate::{FUNCTIONS, Stack};

/// What no function of ours asks for, and is granted all the same.
const NOT_ASKED_FOR: [(&str, &str); 6] = [
    ("sqs:ReceiveMessage", "Lambda polls the queue with the role"),
    ("sqs:DeleteMessage", "Lambda deletes what was finished"),
    (
        "sqs:GetQueueAttributes",
        "Lambda wants it of an event source",
    ),
    (
        "logs:CreateLogStream",
        "Lambda writes the logs with the role",
    ),
    ("logs:PutLogEvents", "Lambda writes the logs with the role"),
    (
        "ssm:GetParameter",
        "there is no stand-in for SSM; see secrets.rs",
    ),
];

#[tokio::test]
async fn roles_grant_what_the_functions_do() {
    let stack = Stack::new();
    let recording = recording().await;
    let mut wrong = Vec::new();
    let all = [&recording.webhook, &recording.notifier, &recording.monitor];
    for (function, sent) in FUNCTIONS.into_iter().zip(all) {
        let needs = needs(sent, &stack);
        let grants = Grant::all(&stack, function);
        let refused: Vec<_> = needs
            .iter()
            .filter(|need| !grants.iter().any(|grant| grant.covers(need)))
            .collect();
        wrong.extend(
            refused
                .iter()
                .map(|need| format!("{function} may not {need:#?}")),
        );
        let idle: Vec<_> = grants
            .iter()
            .filter(|grant| !needs.iter().any(|need| grant.covers(need)))
            .filter(|grant| {
                NOT_ASKED_FOR
                    .iter()
                    .all(|(action, _)| grant.action != *action)
            })
            .collect();
        wrong.extend(
            idle.iter()
                .map(|grant| format!("{function} never does {grant:#?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn needs(sent: &[Sent], stack: &Stack) -> BTreeSet<Need> {
    sent.iter().flat_map(|sent| Need::of(sent, stack)).collect()
}

/// `ForAllValues` is about all keys of a request, so they have to be in one statement.
#[test]
fn an_action_on_a_resource_has_one_statement() {
    let stack = Stack::new();
    for function in FUNCTIONS {
        let mut seen = BTreeSet::new();
        let mut last = None;
        for grant in Grant::all(&stack, function) {
            let place = (grant.action.clone(), grant.resource.clone());
            if last.as_ref() != Some(&place) {
                assert!(seen.insert(place.clone()), "{function}: {grant:?}");
            }
            last = Some(place);
        }
    }
}

#[test]
fn nothing_is_granted_on_everything() {
    let stack = Stack::with([("SecretsKeyArn", KEY)]);
    for function in FUNCTIONS {
        for grant in Grant::all(&stack, function) {
            assert!(!grant.action.contains('*'), "{function}: {grant:?}");
            let whole = grant.resource.strip_suffix(":*").unwrap_or(&grant.resource);
            let is_log = grant.action.starts_with("logs:");
            assert!(is_log || whole == grant.resource, "{function}: {grant:?}");
            assert!(!whole.contains('*'), "{function}: {grant:?}");
            let is_item = grant.action.starts_with("dynamodb:");
            let is_index = grant.resource.contains("/index/");
            assert_eq!(grant.keys.is_some(), is_item && !is_index, "{grant:?}");
        }
    }
}

#[test]
fn only_lambda_takes_the_roles_and_each_its_own() {
    let stack = Stack::new();
    for function in FUNCTIONS {
        let role = format!("{function}Role");
        assert_eq!(
            stack.properties(function)["Role"],
            stack.attribute(&role, "Arn")
        );
        let trust = &stack.properties(&role)["AssumeRolePolicyDocument"]["Statement"];
        assert_eq!(trust.as_array().unwrap().len(), 1, "{function}");
        assert_eq!(trust[0]["Principal"]["Service"], "lambda.amazonaws.com");
    }
}

const KEY: &str = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
