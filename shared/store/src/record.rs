use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Item, Key, StoreError};

/// A thing that the table keeps as one item.
///
/// Fields become attributes of the item. `pk`, `sk`, `v`, `s`, `wb`, `wa` and `ttl` belong to the
/// store. A new build must read every older schema, and an older build must be able to read a
/// newer one: add fields with a serde default, never change the meaning of one.
pub trait Record: Serialize + DeserializeOwned {
    /// The version of the fields' layout, stored with each item.
    const SCHEMA: u16;

    /// Where the record lies.
    fn key(&self) -> Key;

    /// Where the record stands in the wake index, if it does.
    fn wake(&self) -> Option<Wake> {
        None
    }

    /// When DynamoDB may delete the record, if ever (TTL: within days after that instant).
    fn expires(&self) -> Option<Timestamp> {
        None
    }
}

/// A place in the wake index: what is due at which time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Wake {
    /// The partition of the index.
    pub bucket: Bucket,
    /// When to look at the item.
    pub at: Timestamp,
}

/// A partition of the wake index.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bucket {
    /// One of the [`WAKE_BUCKETS`] over which what is due is spread.
    Due(u8),
    /// What is parked, until somebody deals with it: nothing wakes it.
    Parked,
}

/// Over how many partitions of the wake index what is due is spread.
pub const WAKE_BUCKETS: u8 = 8;

impl Wake {
    /// A place in the bucket that belongs to `id`, due at `at`.
    #[must_use]
    pub fn new(id: &str, at: Timestamp) -> Self {
        let sum = id
            .bytes()
            .fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
        Self {
            bucket: Bucket::Due(sum % WAKE_BUCKETS),
            at,
        }
    }

    /// The place of what was parked at `at`.
    #[must_use]
    pub fn parked(at: Timestamp) -> Self {
        Self {
            bucket: Bucket::Parked,
            at,
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Due(number) => write!(f, "wake#{number}"),
            Self::Parked => f.write_str("wake#parked"),
        }
    }
}

/// The attributes that a write sets, and those that it removes.
pub(crate) struct Attributes {
    pub(crate) set: Item,
    pub(crate) remove: Vec<&'static str>,
}

pub(crate) fn encode<R: Record>(record: &R) -> Result<Attributes, StoreError> {
    let mut set: Item = serde_dynamo::to_item(record)
        .map_err(|error| StoreError::fault(format!("a record cannot be stored: {error}")))?;
    let mut remove = Vec::new();
    set.insert("s".into(), number(R::SCHEMA));
    match record.wake() {
        Some(wake) => {
            set.insert("wb".into(), AttributeValue::S(wake.bucket.to_string()));
            set.insert("wa".into(), number(wake.at.as_millisecond()));
        }
        None => remove.extend(["wb", "wa"]),
    }
    match record.expires() {
        Some(at) => drop(set.insert("ttl".into(), number(at.as_second()))),
        None => remove.push("ttl"),
    }
    Ok(Attributes { set, remove })
}

/// Reads a record from an item.
///
/// # Errors
/// [`StoreError::Fault`] naming the kind, never the key or the content, when this build cannot
/// read it.
pub fn decode<R: Record>(item: Item) -> Result<R, StoreError> {
    // The kind alone: the rest of a key may be a phone number.
    let kind = text(&item, "pk").and_then(|pk| pk.split('#').next());
    let kind = kind.unwrap_or_default().to_owned();
    serde_dynamo::from_item(item).map_err(|_| {
        StoreError::fault(format!(
            "an item of kind {kind} cannot be read by this build"
        ))
    })
}

pub(crate) fn number(value: impl std::fmt::Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}

pub(crate) fn integer<N: std::str::FromStr>(item: &Item, name: &str) -> Option<N> {
    item.get(name)?.as_n().ok()?.parse().ok()
}

/// The version of an item; every item has one.
///
/// # Errors
/// [`StoreError::Fault`] when it has none.
pub fn version(item: &Item) -> Result<u64, StoreError> {
    integer(item, "v").ok_or_else(|| StoreError::fault("an item without a version"))
}
