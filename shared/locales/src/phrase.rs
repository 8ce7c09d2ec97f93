use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by its key, with the arguments that fill it: the same in every language.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Phrase {
    #[serde(rename = "k")]
    key: String,
    #[serde(rename = "a", default, skip_serializing_if = "BTreeMap::is_empty")]
    arguments: BTreeMap<String, Argument>,
}

/// What fills a place in a text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A whole number, which also chooses the plural form.
    Number(i64),
    /// Any text, a person's own included; never markup.
    Text(String),
    /// A text that is not ours and still has a form in each language, such as a service's name;
    /// never markup.
    Each {
        /// English.
        en: String,
        /// Russian.
        ru: String,
        /// Uzbek.
        uz: String,
    },
}

impl Phrase {
    /// A text without arguments yet.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            arguments: BTreeMap::new(),
        }
    }

    /// The same text with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, argument: impl Into<Argument>) -> Self {
        self.arguments.insert(name.to_owned(), argument.into());
        self
    }

    /// The key of the text.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    pub(crate) fn arguments(&self) -> &BTreeMap<String, Argument> {
        &self.arguments
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
