use std::fmt;

use engine::Parked;
use jiff::Timestamp;
use outbox::ParkedMessage;
use serde_json::{Value, json};
use settings::Environment;
use store::{PARKED_BUCKETS, Record, Span, StoreError, Table, Turn, Unreadable};

use crate::report::{self, Ended, Report};
use crate::storage::Storage;

/// How many rows one request asks for.
const PAGE: u16 = 25;

/// What is parked, the oldest first.
struct Listed {
    rows: Vec<Row>,
    /// Whether there are more than were asked for.
    more: bool,
}

/// One of them, without what somebody wrote.
struct Row {
    /// `None` where the row cannot be read.
    at: Option<Timestamp>,
    id: String,
    what: String,
    chat: Option<i64>,
    user: Option<i64>,
    reason: String,
}

/// Asks each of the partitions, so nothing is scanned.
pub(crate) async fn run(environment: &Environment, most: u16) -> Ended {
    let storage = Storage::of(environment)?;
    let rows = rows(&storage.table, usize::from(most));
    let mut rows = rows.await.map_err(|error| storage.failure(error))?;
    rows.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let more = rows.len() > usize::from(most);
    rows.truncate(usize::from(most));
    Ok(Box::new(Listed { rows, more }))
}

async fn rows(table: &Table, most: usize) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for bucket in 0..PARKED_BUCKETS {
        let updates = first::<Parked>(table, Span::parked(bucket), most).await?;
        rows.extend(updates.into_iter().map(Row::of));
    }
    let messages = first::<ParkedMessage>(table, Span::parked_messages(), most).await?;
    rows.extend(messages.into_iter().map(Row::of));
    Ok(rows)
}

/// The records of a span, one more than `most` or a few.
async fn first<R: Record>(
    table: &Table,
    span: Span,
    most: usize,
) -> Result<Vec<Result<R, Unreadable>>, StoreError> {
    let (list, mut turn, mut records) = (span.pages_of(PAGE), Turn::First, Vec::new());
    loop {
        let page = table.skim_all::<R>(&list, &turn).await?;
        records.extend(page.records);
        match page.next {
            Some(next) if records.len() <= most => turn = next,
            _ => return Ok(records),
        }
    }
}

impl From<Parked> for Row {
    fn from(parked: Parked) -> Self {
        Self {
            at: Some(parked.at),
            id: parked.update_id.to_string(),
            what: parked.kind,
            chat: parked.chat,
            user: parked.user,
            reason: parked.reason,
        }
    }
}

impl From<ParkedMessage> for Row {
    fn from(parked: ParkedMessage) -> Self {
        Self {
            at: Some(parked.at),
            id: parked.message_id,
            what: "queue message".to_owned(),
            chat: None,
            user: None,
            reason: parked.reason,
        }
    }
}

impl From<Unreadable> for Row {
    fn from(row: Unreadable) -> Self {
        Self {
            at: None,
            id: row.key.sk().to_owned(),
            what: "unreadable".to_owned(),
            chat: None,
            user: None,
            reason: "this build cannot read its row".to_owned(),
        }
    }
}

impl Row {
    fn of<R: Into<Self>>(row: Result<R, Unreadable>) -> Self {
        row.map_or_else(Self::from, R::into)
    }

    fn cells(&self) -> [String; 6] {
        let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let time = |at: Timestamp| at.strftime("%Y-%m-%d %H:%M:%S").to_string();
        [
            self.at.map(time).unwrap_or_default(),
            self.id.clone(),
            self.what.clone(),
            number(self.chat),
            number(self.user),
            self.reason.clone(),
        ]
    }

    fn to_json(&self) -> Value {
        json!({
            "at": self.at, "id": self.id, "what": self.what,
            "chat": self.chat, "user": self.user, "reason": self.reason,
        })
    }
}

impl Report for Listed {
    fn to_json(&self) -> Value {
        let rows: Vec<_> = self.rows.iter().map(Row::to_json).collect();
        json!({ "parked": rows, "more": self.more })
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() {
            return f.write_str("Nothing is parked.");
        }
        let header = ["Parked (UTC)", "Id", "What", "Chat", "User", "Reason"];
        f.write_str(&report::table(header, self.rows.iter().map(Row::cells)))?;
        if self.more {
            f.write_str("\nThere are more: ask for them with --most.")?;
        }
        Ok(())
    }
}
