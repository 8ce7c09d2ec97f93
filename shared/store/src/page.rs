//! A list that is turned page by page, by a cursor that fits into a button.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::query::{Direction, Found};
use crate::{Cause, Key, Span, StoreError};

/// The records of a span, in the order of their sort keys or against it, page by page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List {
    pub(crate) span: Span,
    direction: Direction,
    size: u16,
}

/// Where to turn to: the first page, or the one before or after a record that was shown.
///
/// As text, for a button's data, it takes one byte more than what the record's sort key has
/// beyond the common beginning of its span, and nothing for the first page. It holds only for
/// a list with the same beginning and direction. Whoever forges one sees another page of the
/// same list.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Turn {
    /// The beginning of the list.
    #[default]
    First,
    /// What follows that record.
    After(Cursor),
    /// What precedes it.
    Before(Cursor),
}

/// A place in a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cursor(String);

/// The text is none that a [`Turn`] was turned into.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no such page")]
pub struct NoSuchPage;

/// One page of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Page<R> {
    /// Its records, in the list's order. There may be fewer than a page holds, or none, and still
    /// a next page: the list ends where `next` is `None` and nowhere else.
    pub records: Vec<R>,
    /// Where the page before is; `None` at the beginning of the list.
    pub back: Option<Turn>,
    /// Where the next page is; `None` at the end of the list.
    pub next: Option<Turn>,
}

impl Span {
    /// The span as a list with so many records on a page (1 at least), the smallest sort key
    /// first.
    #[must_use]
    pub fn pages_of(self, size: u16) -> List {
        List {
            span: self,
            direction: Direction::Forward,
            size: size.max(1),
        }
    }
}

impl List {
    /// The same list, the largest sort key first.
    #[must_use]
    pub fn backward(self) -> Self {
        Self {
            direction: Direction::Backward,
            ..self
        }
    }

    /// In which direction the table has to be read.
    pub(crate) fn direction(&self, turn: &Turn) -> Direction {
        match turn {
            Turn::First | Turn::After(_) => self.direction,
            Turn::Before(_) => self.direction.opposite(),
        }
    }

    /// One more than a page holds: it tells whether the list goes on.
    pub(crate) fn limit(&self) -> i32 {
        i32::from(self.size) + 1
    }

    /// The key of one of its items.
    pub(crate) fn key(&self, sk: &str) -> Key {
        Key::in_span(&self.span, sk.to_owned())
    }

    /// Makes a page of what was found in the direction of the turn.
    pub(crate) fn page<R>(
        &self,
        turn: &Turn,
        found: Found<(String, R)>,
    ) -> Result<Page<R>, StoreError> {
        let Found { mut items, last } = found;
        let goes_on = items.len() > usize::from(self.size);
        items.truncate(usize::from(self.size));
        let onward = match (goes_on, items.last()) {
            (true, Some((sk, _))) => Some(self.cursor(sk)?),
            _ => last.map(|sk| self.cursor(&sk)).transpose()?,
        };
        let returning = items.first().map(|(sk, _)| self.cursor(sk)).transpose()?;
        let records = items.into_iter().map(|(_, record)| record);
        // Where a page has emptied since it was named, the beginning is the way out.
        let (after, before) = (Turn::After, Turn::Before);
        Ok(match turn {
            Turn::First => Page {
                records: records.collect(),
                back: None,
                next: onward.map(after),
            },
            Turn::After(_) => Page {
                records: records.collect(),
                back: Some(returning.map_or(Turn::First, before)),
                next: onward.map(after),
            },
            Turn::Before(_) => Page {
                records: records.rev().collect(),
                back: onward.map(before),
                next: Some(returning.map_or(Turn::First, after)),
            },
        })
    }

    fn cursor(&self, sk: &str) -> Result<Cursor, StoreError> {
        let rest = self.span.rest(sk);
        let rest = rest.ok_or(StoreError::Transient(Cause::HalfAnswer))?;
        Ok(Cursor(rest.to_owned()))
    }
}

impl Turn {
    /// Reads what was written as text.
    ///
    /// # Errors
    /// [`NoSuchPage`].
    pub fn parse(text: &str) -> Result<Self, NoSuchPage> {
        let cursor = |rest: &str| Cursor(rest.to_owned());
        match text.split_at_checked(1) {
            None if text.is_empty() => Ok(Self::First),
            Some((">", rest)) => Ok(Self::After(cursor(rest))),
            Some(("<", rest)) => Ok(Self::Before(cursor(rest))),
            _ => Err(NoSuchPage),
        }
    }

    pub(crate) fn cursor(&self) -> Option<&str> {
        match self {
            Self::First => None,
            Self::After(cursor) | Self::Before(cursor) => Some(&cursor.0),
        }
    }
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => Ok(()),
            Self::After(cursor) => write!(f, ">{}", cursor.0),
            Self::Before(cursor) => write!(f, "<{}", cursor.0),
        }
    }
}

impl From<Turn> for String {
    fn from(turn: Turn) -> Self {
        turn.to_string()
    }
}

impl TryFrom<String> for Turn {
    type Error = NoSuchPage;

    fn try_from(text: String) -> Result<Self, NoSuchPage> {
        Self::parse(&text)
    }
}
