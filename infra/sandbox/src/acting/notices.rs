//! The notices that have not come to their end: an operator's look, which only the sandbox takes.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use locales::{Language, Locale};
use outbox::{NoticeButton, NoticeRow, Recipient};
use serde::{Deserialize, Serialize};

use super::Refusal;
use super::seen::print_rows;
use crate::stand_ins::TABLE;

/// The notices that have not come to their end, oldest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Notices {
    /// Those that this build can read.
    pub waiting: Vec<Notice>,
    /// How many it cannot read.
    pub unreadable: usize,
}

/// One of them, in English.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// Whom it is for, in words.
    pub to: String,
    /// When it was written, as an RFC 3339 instant in whole seconds.
    pub created: String,
    /// The text without markup.
    pub text: String,
    /// When the monitor looks at it again, as `created`; `None` if it does not.
    pub next_look: Option<String>,
    /// How many sends of it have failed.
    pub failed_attempts: u32,
    /// The labels of its buttons, row by row.
    pub buttons: Vec<Vec<String>>,
}

impl Notices {
    /// Reads all of the table's notices that have not come to their end.
    pub(crate) async fn read(dynamodb: &Client) -> Result<Self, Refusal> {
        let (mut rows, mut unreadable) = (Vec::new(), 0);
        for item in items(dynamodb).await? {
            match store::decode::<NoticeRow>(item) {
                Ok(row) if !row.status.is_final() => rows.push(row),
                Ok(_) => {}
                Err(_) => unreadable += 1,
            }
        }
        rows.sort_by(|one, other| (one.created, &one.id).cmp(&(other.created, &other.id)));
        Ok(Self {
            waiting: rows.iter().map(Notice::of).collect(),
            unreadable,
        })
    }
}

async fn items(dynamodb: &Client) -> Result<Vec<store::Item>, Refusal> {
    let pages = dynamodb
        .scan()
        .table_name(TABLE)
        .consistent_read(true)
        .filter_expression("begins_with(pk, :notice)")
        .expression_attribute_values(":notice", AttributeValue::S("notice#".into()))
        .into_paginator()
        .items()
        .send();
    let items: Result<Vec<_>, _> = pages.collect().await;
    items.map_err(|error| Refusal::Table(error.to_string()))
}

impl Notice {
    fn of(row: &NoticeRow) -> Self {
        let english = Locale::of(Language::En);
        let instant = |at| format!("{at:.0}");
        let label = |button: &NoticeButton| english.plain(&button.label);
        let labels = row.buttons.iter();
        let labels = labels.map(|row| row.iter().map(label).collect());
        Self {
            id: row.id.clone(),
            to: match &row.to {
                Recipient::Person(user) => format!("person {user}"),
                Recipient::Role(role) => format!("every {role}"),
            },
            created: instant(row.created),
            text: english.html(&row.text).visible_text(),
            next_look: row.wake_at.map(instant),
            failed_attempts: row.attempts,
            buttons: labels.collect(),
        }
    }
}

impl fmt::Display for Notices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.waiting.is_empty() {
            f.write_str("(no notices wait)")?;
        }
        let mut between = "";
        for notice in &self.waiting {
            write!(f, "{between}{notice}")?;
            between = "\n\n";
        }
        match self.unreadable {
            0 => Ok(()),
            count => write!(f, "\n\n({count} more that this build cannot read)"),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "To {}, since {}, ", self.to, self.created)?;
        match &self.next_look {
            Some(next) => write!(f, "next look {next}")?,
            None => f.write_str("no next look")?,
        }
        match self.failed_attempts {
            0 => {}
            failed => write!(f, ", failed attempts: {failed}")?,
        }
        write!(f, "\n{}", self.text)?;
        print_rows(f, &self.buttons)
    }
}
