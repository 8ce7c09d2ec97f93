use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Key, Record, StoreError, Table};
use telegram::{Envelope, UpdateKind};

/// The kind under which a heartbeat travels; Telegram has none of that name.
pub const UPDATE_KIND: &str = "frontdesk_heartbeat";

/// Without a heartbeat for longer than this, something is broken.
pub const STALE_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// A heartbeat that is further ahead than this is none: a clock was wrong, or the row is damaged.
const AHEAD: SignedDuration = SignedDuration::from_secs(60);

/// A sign of life, as the HTTP function writes it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Heartbeat {
    /// Who sent it.
    pub host: String,
    /// The environment that it was sent in.
    pub env: String,
    /// When the HTTP function wrote it.
    pub ts: Timestamp,
    /// The version of the HTTP function.
    pub version: String,
}

/// What the sender says of itself.
#[derive(Deserialize, Serialize)]
struct Sign {
    host: String,
    env: String,
}

impl Heartbeat {
    /// The synthetic update that carries a sign of life.
    #[must_use]
    pub fn update(host: &str, env: &str, now: Timestamp) -> Value {
        let sign = Sign {
            host: host.to_owned(),
            env: env.to_owned(),
        };
        json!({ "update_id": now.as_millisecond(), UPDATE_KIND: sign })
    }

    /// The sign of life in an update, if it carries one.
    #[must_use]
    pub fn read(envelope: &Envelope, now: Timestamp, version: &str) -> Option<Self> {
        if envelope.kind != UpdateKind::Unknown {
            return None;
        }
        let mut update: serde_json::Map<String, Value> =
            serde_json::from_slice(&envelope.body).ok()?;
        let sign: Sign = serde_json::from_value(update.remove(UPDATE_KIND)?).ok()?;
        Some(Self {
            host: sign.host,
            env: sign.env,
            ts: now,
            version: version.to_owned(),
        })
    }

    /// How old it is; less than zero where the writer's clock is ahead. `None` for one that is more
    /// than 60 s ahead, which proves nothing and counts as unreadable.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        let age = now.duration_since(self.ts);
        (age >= -AHEAD).then_some(age)
    }

    /// Writes it over the last one: one read and one write. A later one that is there already
    /// stays, unless it is more than 60 s ahead.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn record(self, table: &Table) -> Result<(), StoreError> {
        let written_at = self.ts.as_second();
        match table.get::<Self>(&Key::heartbeat()).await {
            Ok(Some(last)) if last.record.is_later(&self) => return Ok(()),
            Ok(Some(last)) => drop(table.replace(&last, self).await?),
            Ok(None) => drop(table.insert(self).await?),
            // What cannot be read is no sign of life, and must not keep the next one out.
            Err(StoreError::Fault(_)) => drop(table.overwrite(self).await?),
            Err(error) => return Err(error),
        }
        tracing::info!(
            heartbeat_timestamp_seconds = written_at,
            "a heartbeat was written"
        );
        Ok(())
    }

    fn is_later(&self, new: &Self) -> bool {
        let age = self.age(new.ts);
        age.is_some_and(|age| age <= SignedDuration::ZERO)
    }
}

impl Record for Heartbeat {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::heartbeat()
    }
}
