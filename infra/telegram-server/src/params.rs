use serde_json::{Map, Value, json};

use crate::{ApiError, ChatId, Upload};

/// The parameters of a call. As in the Bot API a number or an object may also come as text,
/// because forms and query strings have nothing else.
#[derive(Debug, Default)]
pub(crate) struct Params {
    fields: Map<String, Value>,
    files: Vec<Upload>,
}

impl Params {
    pub(crate) fn new(params: Value) -> Self {
        match params {
            Value::Object(fields) => Self {
                fields,
                files: Vec::new(),
            },
            _ => Self::default(),
        }
    }

    pub(crate) fn with_files(self, files: Vec<Upload>) -> Self {
        Self { files, ..self }
    }

    /// The file of this parameter: in a field of its name, or in the one that it points at
    /// (<https://core.telegram.org/bots/api#sending-files>).
    pub(crate) fn file(&self, name: &str) -> Option<&Upload> {
        let text = self.text(name).unwrap_or_default();
        let field = text.strip_prefix("attach://").unwrap_or(name);
        self.files.iter().find(|file| file.field == field)
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.fields.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.fields.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.to_lowercase().as_str(), "true" | "1"),
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// An object or an array.
    pub(crate) fn structure(&self, name: &str) -> Option<Value> {
        match self.fields.get(name)? {
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

    /// The parameters as they were given, and of each file its name and its size in bytes.
    pub(crate) fn to_value(&self) -> Value {
        let mut fields = self.fields.clone();
        for Upload {
            field,
            name,
            content,
        } in &self.files
        {
            let file = json!({"file_name": name, "file_size": content.len()});
            fields.insert(field.clone(), file);
        }
        Value::Object(fields)
    }
}

#[cfg(test)]
mod tests {
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
