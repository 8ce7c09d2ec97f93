//! A look into a JSON object that reads nothing but what it is asked for.
//!
//! Values stay raw text: skipping one neither recurses nor judges it, so that lone surrogates,
//! deep nesting and huge numbers in a field that nobody reads do no harm.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Calls `each` with every key and raw value of a JSON object, in their order.
///
/// # Errors
/// When `json` is not one well-formed object; `each` may have been called before.
pub(crate) fn entries<'a>(
    json: &'a str,
    each: impl FnMut(&[u8], &'a RawValue),
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_map(Entries(each))?;
    deserializer.end()
}

/// The raw values of the named fields; of a repeated field the first. What is no object has none.
pub(crate) fn fields<'a, const N: usize>(
    json: &'a RawValue,
    names: [&str; N],
) -> [Option<&'a RawValue>; N] {
    let mut found = [None; N];
    let keep = |key: &[u8], value| {
        if let Some(place) = names.iter().position(|name| name.as_bytes() == key) {
            found[place].get_or_insert(value);
        }
    };
    match entries(json.get(), keep) {
        Ok(()) => found,
        Err(_) => [None; N],
    }
}

/// Reads one value, or `None` where it is absent or of another type.
pub(crate) fn read<'a, T: Deserialize<'a>>(value: Option<&'a RawValue>) -> Option<T> {
    serde_json::from_str(value?.get()).ok()
}

struct Entries<F>(F);

impl<'a, F: FnMut(&[u8], &'a RawValue)> Visitor<'a> for Entries<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key)? {
            (self.0)(&key, map.next_value()?);
        }
        Ok(())
    }
}

/// A key as bytes: `serde_json` checks escapes for valid text only where text is asked for.
struct Key;

impl<'a> DeserializeSeed<'a> for Key {
    type Value = Cow<'a, [u8]>;

    fn deserialize<D: Deserializer<'a>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_bytes(self)
    }
}

impl<'a> Visitor<'a> for Key {
    type Value = Cow<'a, [u8]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_bytes<E>(self, key: &'a [u8]) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_bytes<E>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> &RawValue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_first_of_repeated_fields_counts() {
        let [a, b] = fields(raw(r#"{"\u0061":1,"a":2,"\ud800":3}"#), ["a", "b"]);
        assert_eq!(read::<i64>(a), Some(1));
        assert!(b.is_none());
    }

    #[test]
    fn what_is_no_object_has_no_fields() {
        for json in ["[]", "null", "3", r#""a""#] {
            assert!(fields(raw(json), ["a"])[0].is_none(), "{json}");
        }
    }

    #[test]
    fn what_follows_an_object_is_an_error() {
        assert!(entries(r#"{"a":1} x"#, |_, _| ()).is_err());
    }
}
