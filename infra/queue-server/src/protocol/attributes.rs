//! Message attributes in JSON.

use std::collections::BTreeMap;

use aws_smithy_types::base64;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{AttributeContent, AttributeValue, Refusal};

/// A `MessageAttributeValue`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct WireAttribute {
    data_type: String,
    string_value: Option<String>,
    binary_value: Option<String>,
    #[serde(default)]
    string_list_values: Vec<Value>,
    #[serde(default)]
    binary_list_values: Vec<Value>,
}

pub(super) type WireAttributes = BTreeMap<String, WireAttribute>;

pub(super) fn read(wire: WireAttributes) -> Result<BTreeMap<String, AttributeValue>, Refusal> {
    wire.into_iter()
        .map(|(name, value)| Ok((name, value.read()?)))
        .collect()
}

/// `AWSTraceHeader` is the only system attribute that can be sent (SQS API Reference,
/// `SendMessage`).
pub(super) fn trace_header(mut wire: WireAttributes) -> Result<Option<String>, Refusal> {
    let header = wire.remove("AWSTraceHeader");
    if let Some(other) = wire.keys().next() {
        return Err(Refusal::InvalidParameterValue(format!(
            "Message system attribute name '{other}' is invalid."
        )));
    }
    Ok(header.and_then(|header| header.string_value))
}

/// Those of the attributes that the names of a receiver choose: `All` or `.*`, a whole name, or a
/// prefix with `.*` behind it.
pub(super) fn chosen(
    attributes: &BTreeMap<String, AttributeValue>,
    names: &[String],
) -> BTreeMap<String, AttributeValue> {
    let chooses = |wanted: &String, name: &str| match wanted.strip_suffix(".*") {
        Some(prefix) => name.starts_with(prefix),
        None => wanted == "All" || wanted == name,
    };
    let attributes = attributes.iter();
    attributes
        .filter(|(name, _)| names.iter().any(|wanted| chooses(wanted, name)))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

pub(super) fn write(attributes: &BTreeMap<String, AttributeValue>) -> Map<String, Value> {
    let attributes = attributes.iter();
    attributes
        .map(|(name, value)| {
            let value = match &value.content {
                AttributeContent::Text(text) => {
                    json!({"DataType": value.data_type, "StringValue": text})
                }
                AttributeContent::Binary(bytes) => {
                    json!({"DataType": value.data_type, "BinaryValue": base64::encode(bytes)})
                }
            };
            (name.clone(), value)
        })
        .collect()
}

impl WireAttribute {
    fn read(self) -> Result<AttributeValue, Refusal> {
        if !(self.string_list_values.is_empty() && self.binary_list_values.is_empty()) {
            let what = "Message attribute list values".to_owned();
            return Err(Refusal::UnsupportedOperation(what));
        }
        let content = match self.binary_value {
            Some(value) => AttributeContent::Binary(decoded(&value)?),
            None => AttributeContent::Text(self.string_value.unwrap_or_default()),
        };
        Ok(AttributeValue {
            data_type: self.data_type,
            content,
        })
    }
}

fn decoded(value: &str) -> Result<Vec<u8>, Refusal> {
    base64::decode(value).map_err(|_| Refusal::MalformedInput("a value is no base64".to_owned()))
}
