use std::error::Error;
use std::fmt::Debug;
use std::iter;

use serde_json::Value;
use tracing::field::{Field, Visit};

use crate::private::{REDACTED, is_private, presentable};

/// How many causes of an error are written, the error itself included.
const MOST_CAUSES: usize = 8;

/// The fields of one event as they may be written, in their order. Of two with the same key the
/// last counts.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) message: String,
    pub(crate) others: Vec<(String, Value)>,
}

impl Fields {
    /// The value under that key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let mut others = self.others.iter();
        others
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    fn set(&mut self, field: &Field, value: Value) {
        let value = if is_private(field.name()) {
            Value::from(REDACTED)
        } else {
            value
        };
        let key = unreserved(field.name());
        match self.others.iter_mut().find(|(known, _)| *known == key) {
            Some((_, earlier)) => *earlier = value,
            None => self.others.push((key, value)),
        }
    }

    fn set_text(&mut self, field: &Field, text: &str) {
        if field.name() == "message" {
            self.message = presentable(text);
        } else {
            self.set(field, Value::from(presentable(text)));
        }
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no infinities and no NaN: `Value` makes them null.
        self.set(field, Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field, Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field, Value::from(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field, Value::from(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.set_text(field, value);
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        let causes = iter::successors(Some(value), |&error| error.source());
        let causes: Vec<_> = causes.take(MOST_CAUSES).map(ToString::to_string).collect();
        self.set_text(field, &causes.join(": "));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.set_text(field, &format!("{value:?}"));
    }
}

/// The field's name, with a mark where the line has a key of that name already.
fn unreserved(name: &str) -> String {
    match name {
        "ts" | "level" | "msg" => format!("{name}_"),
        _ => name.to_owned(),
    }
}
