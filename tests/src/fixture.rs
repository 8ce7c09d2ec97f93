//! Items as earlier and later builds store them, from files.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

/// The items of a file in `tests/fixtures/stored`: plain JSON, bytes as `{"hex": "…"}`.
pub fn items(json: &str) -> Vec<store::Item> {
    let file: Value = serde_json::from_str(json).expect("a fixture is JSON");
    let items = file["items"].as_array().expect("a fixture has items");
    items.iter().map(item).collect()
}

fn item(json: &Value) -> store::Item {
    let fields = json.as_object().expect("an item is an object");
    fields
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)))
        .collect()
}

fn attribute(json: &Value) -> AttributeValue {
    match json {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(yes) => AttributeValue::Bool(*yes),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text.clone()),
        Value::Array(list) => AttributeValue::L(list.iter().map(attribute).collect()),
        Value::Object(map) => match map.get("hex").and_then(Value::as_str) {
            Some(hex) => AttributeValue::B(bytes(hex).into()),
            None => AttributeValue::M(item(json)),
        },
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| String::from_utf8_lossy(pair).into_owned());
    pairs
        .map(|pair| u8::from_str_radix(&pair, 16).expect("a fixture's bytes are hex"))
        .collect()
}
