//! The stack that the template makes: its functions (`Ref`, `Fn::If`, …) with values put in.

use std::collections::BTreeMap;

use frontdesk_tests::table::TABLE;
use serde_json::{Map, Value, json};

use crate::document::template;

const REGION: &str = "eu-central-1";
const ACCOUNT: &str = "111122223333";

/// What a person has to give, since the template has no default for it.
const GIVEN: [(&str, &str); 2] = [("BotUsername", "frontdesk_bot"), ("SuperadminIds", "1, 2")];

/// A stack in the making.
#[derive(Debug)]
pub(crate) struct Stack {
    template: Value,
    parameters: BTreeMap<String, Value>,
}

impl Stack {
    /// The stack with the template's defaults.
    pub(crate) fn new() -> Self {
        Self::with([])
    }

    /// The stack with some parameters given.
    pub(crate) fn with<const COUNT: usize>(given: [(&str, &str); COUNT]) -> Self {
        let template = template();
        let defaults = template["Parameters"].as_object().unwrap().iter();
        let defaults =
            defaults.filter_map(|(name, what)| Some((name.clone(), what.get("Default")?.clone())));
        let mut parameters: BTreeMap<_, _> = defaults.collect();
        for (name, value) in GIVEN.into_iter().chain(given) {
            assert!(template["Parameters"].get(name).is_some(), "no {name}");
            parameters.insert(name.to_owned(), json!(value));
        }
        Self {
            template,
            parameters,
        }
    }

    /// The names of the resources of a type.
    pub(crate) fn of_type(&self, kind: &str) -> Vec<&str> {
        let resources = self.template["Resources"].as_object().unwrap().iter();
        resources
            .filter(|(_, resource)| resource["Type"] == kind)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// A resource as it is written.
    pub(crate) fn resource(&self, name: &str) -> &Value {
        let resource = &self.template["Resources"][name];
        assert!(resource.is_object(), "the template has no {name}");
        resource
    }

    /// A resource's properties, with everything put in.
    pub(crate) fn properties(&self, name: &str) -> Value {
        self.resolve(&self.resource(name)["Properties"]).unwrap()
    }

    /// What the stack says of itself under that name.
    pub(crate) fn output(&self, name: &str) -> String {
        let value = self.resolve(&self.template["Outputs"][name]["Value"]);
        value.unwrap().as_str().unwrap().to_owned()
    }

    /// A function's variables: what all have, and its own.
    pub(crate) fn variables(&self, function: &str) -> BTreeMap<String, String> {
        let globals = self.resolve(&self.template["Globals"]["Function"]).unwrap();
        let own = self.properties(function);
        let both = [globals, own].map(|from| from["Environment"]["Variables"].clone());
        let pairs = both.iter().filter_map(Value::as_object).flatten();
        pairs
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect()
    }

    /// The value of an attribute of a resource, such as `Arn`.
    pub(crate) fn attribute(&self, resource: &str, attribute: &str) -> String {
        if (resource, attribute) == ("WebhookUrl", "FunctionUrl") {
            // SAM makes this resource for the function's FunctionUrlConfig.
            assert!(self.properties("Webhook")["FunctionUrlConfig"].is_object());
            return format!("https://abcdef.lambda-url.{REGION}.on.aws/");
        }
        if attribute == "QueueName" {
            let name = &self.properties(resource)[attribute];
            return name.as_str().unwrap().to_owned();
        }
        assert_eq!(attribute, "Arn", "of {resource}");
        let name = self.reference(resource).unwrap();
        let name = name.as_str().unwrap();
        let arn =
            |service: &str, what: String| format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{what}");
        match self.resource(resource)["Type"].as_str().unwrap() {
            "AWS::DynamoDB::Table" => arn("dynamodb", format!("table/{name}")),
            "AWS::SQS::Queue" => arn("sqs", name.rsplit('/').next().unwrap().to_owned()),
            "AWS::Logs::LogGroup" => arn("logs", format!("log-group:{name}:*")),
            "AWS::IAM::Role" => format!("arn:aws:iam::{ACCOUNT}:role/{name}"),
            other => panic!("what is the ARN of {other}?"),
        }
    }

    /// A value with everything put in; `None` is `AWS::NoValue`.
    fn resolve(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Array(items) => {
                Some(items.iter().filter_map(|item| self.resolve(item)).collect())
            }
            Value::Object(fields) => match function(fields) {
                Some((name, argument)) => self.call(name, argument),
                None => Some(Value::Object(self.entries(fields))),
            },
            plain => Some(plain.clone()),
        }
    }

    fn entries(&self, fields: &Map<String, Value>) -> Map<String, Value> {
        let fields = fields.iter();
        fields
            .filter_map(|(name, value)| Some((name.clone(), self.resolve(value)?)))
            .collect()
    }

    fn call(&self, function: &str, argument: &Value) -> Option<Value> {
        let text = |value: &Value| match self.resolve(value).unwrap() {
            Value::String(text) => text,
            other => other.to_string(),
        };
        match function {
            "Ref" => self.reference(argument.as_str().unwrap()),
            "Fn::If" => {
                let met = self.is_met(argument[0].as_str().unwrap());
                self.resolve(&argument[if met { 1 } else { 2 }])
            }
            "Fn::Equals" => Some(json!(text(&argument[0]) == text(&argument[1]))),
            "Fn::Not" => Some(json!(self.resolve(&argument[0])? == json!(false))),
            "Fn::GetAtt" => {
                let [resource, attribute] = [0, 1].map(|part| argument[part].as_str().unwrap());
                Some(json!(self.attribute(resource, attribute)))
            }
            "Fn::Join" => {
                let parts: Vec<_> = argument[1].as_array().unwrap().iter().map(text).collect();
                Some(json!(parts.join(argument[0].as_str().unwrap())))
            }
            "Fn::Sub" => Some(json!(self.substitute(argument))),
            other => panic!("{other} is not known here"),
        }
    }

    /// Whether a condition holds.
    pub(crate) fn is_met(&self, condition: &str) -> bool {
        self.resolve(&self.template["Conditions"][condition]) == Some(json!(true))
    }

    fn reference(&self, name: &str) -> Option<Value> {
        match name {
            "AWS::NoValue" => return None,
            "AWS::AccountId" => return Some(json!(ACCOUNT)),
            "AWS::Partition" => return Some(json!("aws")),
            "AWS::Region" => return Some(json!(REGION)),
            "AWS::StackName" => return Some(json!("frontdesk")),
            _ => {}
        }
        if let Some(value) = self.parameters.get(name) {
            return Some(value.clone());
        }
        Some(match self.resource(name)["Type"].as_str().unwrap() {
            "AWS::DynamoDB::Table" => json!(TABLE),
            "AWS::SQS::Queue" => {
                let queue = self.properties(name)["QueueName"].clone();
                json!(format!(
                    "https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{}",
                    queue.as_str().unwrap()
                ))
            }
            "AWS::Logs::LogGroup" => self.properties(name)["LogGroupName"].clone(),
            _ => json!(name),
        })
    }

    /// A text with names in it, or a pair of one and the values of some names.
    fn substitute(&self, argument: &Value) -> String {
        let Some([text, own]) = argument.as_array().map(Vec::as_slice) else {
            return self.substituted(argument.as_str().unwrap());
        };
        let own = self.resolve(own).unwrap();
        let own = own.as_object().unwrap().iter();
        let put = |text: String, (name, value): (&String, &Value)| {
            text.replace(&format!("${{{name}}}"), value.as_str().unwrap())
        };
        self.substituted(&own.fold(text.as_str().unwrap().to_owned(), put))
    }

    fn substituted(&self, text: &str) -> String {
        let mut parts = text.split("${");
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap();
            let value = match name.split_once('.') {
                Some((resource, attribute)) => self.attribute(resource, attribute),
                None => self.reference(name).unwrap().as_str().unwrap().to_owned(),
            };
            whole = whole + &value + rest;
        }
        whole
    }
}

/// The function that an object calls, if it is a call.
fn function(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = fields.iter().next()?;
    let calls = fields.len() == 1 && (name == "Ref" || name.starts_with("Fn::"));
    calls.then_some((name.as_str(), argument))
}
