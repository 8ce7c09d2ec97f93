//! What a function's role allows.

use serde_json::Value;

use crate::Stack;
use crate::need::Need;

/// One action on one resource, with partition keys of one pattern where it is bound to any.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Grant {
    /// The action, such as `dynamodb:Query`.
    pub(crate) action: String,
    /// The resource's ARN.
    pub(crate) resource: String,
    /// The pattern of `dynamodb:LeadingKeys`.
    pub(crate) keys: Option<String>,
}

impl Grant {
    /// Everything that the role of a function grants.
    pub(crate) fn all(stack: &Stack, function: &str) -> Vec<Self> {
        let role = stack.properties(&format!("{function}Role"));
        assert_eq!(role.get("ManagedPolicyArns"), None, "{function}");
        let policies = role["Policies"].as_array().unwrap().iter();
        let statements = policies.flat_map(|policy| {
            let statements = policy["PolicyDocument"]["Statement"].as_array();
            statements.unwrap().clone()
        });
        statements
            .flat_map(|statement| granted(&statement))
            .collect()
    }

    /// Whether it covers a need.
    pub(crate) fn covers(&self, need: &Need) -> bool {
        let key = match (&self.keys, &need.key) {
            (None, _) => true,
            (Some(pattern), Some(key)) => like(pattern.as_bytes(), key.as_bytes()),
            (Some(_), None) => false,
        };
        key && self.action == need.action && self.resource == need.resource
    }
}

fn granted(statement: &Value) -> Vec<Grant> {
    assert_eq!(statement["Effect"], "Allow", "{statement}");
    let keys = &statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];
    let keys: Vec<_> = match keys {
        Value::Null => vec![None],
        keys => texts(keys).into_iter().map(Some).collect(),
    };
    let mut grants = Vec::new();
    for action in texts(&statement["Action"]) {
        for resource in texts(&statement["Resource"]) {
            grants.extend(keys.iter().map(|keys| Grant {
                action: action.clone(),
                resource: resource.clone(),
                keys: keys.clone(),
            }));
        }
    }
    grants
}

/// One text or several.
fn texts(value: &Value) -> Vec<String> {
    let one = |value: &Value| value.as_str().unwrap().to_owned();
    match value {
        Value::Array(several) => several.iter().map(one).collect(),
        single => vec![one(single)],
    }
}

/// IAM's `StringLike`: `*` is any text, `?` any one character.
fn like(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), None) => like(rest, text),
        (Some((b'*', rest)), Some((_, tail))) => like(rest, text) || like(pattern, tail),
        (Some((b'?', rest)), Some((_, tail))) => like(rest, tail),
        (Some((wanted, rest)), Some((found, tail))) => wanted == found && like(rest, tail),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

#[test]
fn patterns_match_as_iam_matches() {
    for (pattern, text) in [("a*", "a"), ("a*", "ab#c"), ("a?", "ab"), ("*c", "abc")] {
        assert!(
            like(pattern.as_bytes(), text.as_bytes()),
            "{pattern} {text}"
        );
    }
    for (pattern, text) in [("a*", "ba"), ("a?", "a"), ("a?", "abc"), ("a", "ab")] {
        assert!(
            !like(pattern.as_bytes(), text.as_bytes()),
            "{pattern} {text}"
        );
    }
}
