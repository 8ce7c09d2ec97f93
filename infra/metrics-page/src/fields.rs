use std::fmt::Debug;

use tracing::field::{Field, Visit};

/// What an event says, as far as metrics need it: whole numbers, fractions, and short texts.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(&'static str, Value)>);

#[derive(Debug)]
enum Value {
    Whole(i64),
    Fraction(f64),
    Text(String),
}

/// A number of an event.
pub(crate) trait Number: Sized {
    fn of(fields: &Fields, name: &str) -> Option<Self>;
}

impl Number for f64 {
    fn of(fields: &Fields, name: &str) -> Option<Self> {
        match fields.get(name)? {
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
            Value::Whole(whole) => Some(*whole as Self),
            Value::Fraction(fraction) => Some(*fraction),
            Value::Text(_) => None,
        }
    }
}

impl Number for i64 {
    fn of(fields: &Fields, name: &str) -> Option<Self> {
        match fields.get(name)? {
            Value::Whole(whole) => Some(*whole),
            Value::Fraction(_) | Value::Text(_) => None,
        }
    }
}

impl Fields {
    pub(crate) fn number<N: Number>(&self, name: &str) -> Option<N> {
        N::of(self, name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::Text(text) => Some(text.clone()),
            Value::Whole(_) | Value::Fraction(_) => None,
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        let mut fields = self.0.iter();
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    fn put(&mut self, field: &Field, value: Value) {
        self.0.push((field.name(), value));
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, Value::Fraction(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, Value::Whole(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(
            field,
            Value::Whole(i64::try_from(value).unwrap_or(i64::MAX)),
        );
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, Value::Text(value.to_owned()));
    }

    /// What has no plain value is in no metric.
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
