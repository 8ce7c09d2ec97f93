use serde_json::{Map, Value};

use crate::{ApiError, ChatId};

/// The parameters of a call. As in the Bot API a number or an object may also come as text,
/// because forms and query strings have nothing else.
#[derive(Debug, Default)]
pub(crate) struct Params(Map<String, Value>);

impl Params {
    pub(crate) fn new(params: Value) -> Self {
        match params {
            Value::Object(map) => Self(map),
            _ => Self::default(),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.0.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.to_lowercase().as_str(), "true" | "1"),
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// An object or an array.
    pub(crate) fn structure(&self, name: &str) -> Option<Value> {
        match self.0.get(name)? {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(serde_json::from_str(text).unwrap_or(Value::Null)),
            other => Some(other.clone()),
        }
    }

    pub(crate) fn strings(&self, name: &str) -> Option<Vec<String>> {
        let list = self.structure(name)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Some(list.as_array()?.iter().filter_map(text).collect())
    }

    pub(crate) fn chat(&self, name: &str) -> Result<ChatId, ApiError> {
        if self.text(name).is_none_or(|text| text.is_empty()) {
            return Err(ApiError::bad_request(&format!("{name} is empty")));
        }
        let id = self.integer(name).map(ChatId);
        id.ok_or_else(|| ApiError::bad_request("chat not found"))
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Object(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_stands_for_other_types() {
        let params = Params::new(json!({"id": "7", "flag": "true", "list": "[\"a\"]", "n": 3}));
        assert_eq!(params.integer("id"), Some(7));
        assert!(params.flag("flag"));
        assert_eq!(params.strings("list"), Some(vec!["a".to_owned()]));
        assert_eq!(params.text("n").as_deref(), Some("3"));
    }

    #[test]
    fn missing_chat_is_named() {
        let error = Params::default().chat("chat_id").unwrap_err();
        assert_eq!(error.description, "Bad Request: chat_id is empty");
    }
}
