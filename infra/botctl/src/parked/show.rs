use std::fmt;

use engine::Parked;
use outbox::ParkedMessage;
use serde_json::{Value, json};
use settings::Environment;
use store::Key;

use super::Id;
use crate::failure::Failure;
use crate::report::{self, Ended, Report};
use crate::storage::Storage;

/// Of one update or message: names of facts, and what they are.
struct Shown {
    facts: Vec<(&'static str, Value)>,
    /// Where it was asked for.
    body: Option<String>,
}

pub(crate) async fn run(environment: &Environment, id: &Id, text: bool) -> Ended {
    let storage = Storage::of(environment)?;
    let found = match id {
        Id::Update(update_id) => {
            let found = Parked::look(&storage.table, *update_id).await;
            let found = found.map_err(|error| storage.failure(error))?;
            found.map(|found| found.map(|found| of_update(found.record())))
        }
        Id::Message(message_id) => {
            let key = Key::parked_message(message_id);
            let found = storage.table.find::<ParkedMessage>(&key).await;
            let found = found.map_err(|error| storage.failure(error))?;
            found.map(|found| found.map(|found| of_message(&found.record)))
        }
    };
    let found = found.ok_or_else(|| Failure::NotParked(id.to_string()))?;
    let (facts, body) = found.map_err(|_| Failure::UnreadableParked(id.to_string()))?;
    let body = text.then_some(body);
    Ok(Box::new(Shown { facts, body }))
}

fn of_update(parked: &Parked) -> (Vec<(&'static str, Value)>, String) {
    let facts = vec![
        ("update_id", parked.update_id.into()),
        ("kind", parked.kind.as_str().into()),
        ("chat", parked.chat.into()),
        ("user", parked.user.into()),
        ("at", parked.at.to_string().into()),
        ("reason", parked.reason.as_str().into()),
        ("body_bytes", parked.body.len().into()),
    ];
    (facts, parked.body.clone())
}

fn of_message(parked: &ParkedMessage) -> (Vec<(&'static str, Value)>, String) {
    let facts = vec![
        ("message_id", parked.message_id.as_str().into()),
        ("at", parked.at.to_string().into()),
        ("reason", parked.reason.as_str().into()),
        ("body_bytes", parked.body.len().into()),
    ];
    (facts, parked.body.clone())
}

impl Report for Shown {
    fn to_json(&self) -> Value {
        let mut shown = json!({});
        for (name, value) in &self.facts {
            shown[*name] = value.clone();
        }
        if let Some(body) = &self.body {
            shown["body"] = body.as_str().into();
        }
        shown
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |(name, value): &(&str, Value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Null => "none".to_owned(),
                other => other.to_string(),
            };
            [name.replace('_', " "), text]
        };
        f.write_str(&report::table(["Parked", ""], self.facts.iter().map(row)))?;
        match &self.body {
            Some(body) => write!(f, "\n\n{body}"),
            None => f.write_str("\nWhat it says is private: --text shows it."),
        }
    }
}
