//! The watch over the heartbeat: one alert an outage, and one word of its end.

use std::time::Duration;

use clock::Deadline;
use heartbeat::{Heartbeat, Verdict, Watch};
use jiff::{SignedDuration, Timestamp};
use locales::{Language, Locale, Phrase};
use outbox::{Draft, Kind, NoticeRow, Priority, Recipient};
use store::{Cause, Committed, Key, ReadSet, StoreError, Table, Transaction, Versioned};
use telegram::{ChatId, Claimed, Keyboard, Rendered};

use crate::Monitor;

/// Without a table, the superadmins are told at most once in this time by one instance.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// The rows of an alert and the watch are one transaction.
const MOST_TOLD: usize = Transaction::MAX_ITEMS - 1;

/// The longest that telling one of them may take.
const TELL_LIMIT: Duration = Duration::from_secs(5);

impl Monitor {
    /// Looks at the heartbeat, and tells the superadmins where an outage begins or ends.
    pub(crate) async fn watch(&self, deadline: Deadline) -> Result<(), StoreError> {
        let table = self.courier.table.until(deadline);
        let now = self.courier.clock.now();
        let heartbeat = heartbeat(&table).await?;
        let known = known_watch(&table, now).await?;
        let (verdict, mut next) = known.record.judge(heartbeat.as_ref(), now);
        let notices = self.notices(verdict, heartbeat.as_ref(), &mut next, now);
        if !store_watch(&table, &known, &next, &notices).await? {
            // Another run of the monitor was faster, and says what there is to say.
            return Ok(());
        }
        log(verdict);
        for notice in &notices {
            if let Err(error) = self.courier.deliver(&notice.id, deadline).await {
                tracing::error!(notice = notice.id, %error, "an alert waits for the next run");
            }
        }
        Ok(())
    }

    /// The rows of what has to be said. Those who hear of an outage also hear of its end.
    fn notices(
        &self,
        verdict: Verdict,
        heartbeat: Option<&Heartbeat>,
        watch: &mut Watch,
        now: Timestamp,
    ) -> Vec<NoticeRow> {
        let (text, people) = match verdict {
            Verdict::Fine | Verdict::StillLost { .. } => return Vec::new(),
            Verdict::Lost { age } => {
                watch.told = self
                    .courier
                    .superadmins
                    .iter()
                    .copied()
                    .take(MOST_TOLD)
                    .collect();
                (lost(heartbeat, age), watch.told.clone())
            }
            Verdict::Back { lasted } => (back(lasted), std::mem::take(&mut watch.told)),
        };
        let row = |person: i64| {
            let to = Recipient::Person(person);
            let draft = Draft::new(to, Kind::SystemMaintenance, text.clone());
            let id = format!("{}-{}.{person}", text.key(), now.as_millisecond());
            NoticeRow::new(
                id,
                Draft {
                    priority: Priority::Urgent,
                    ..draft
                },
                now,
            )
        };
        people.into_iter().map(row).collect()
    }

    /// The table cannot be used, so nothing can be claimed: at most once an hour, straight to
    /// the people whom the settings name.
    pub(crate) async fn tell_without_a_table(&self) {
        if !self.may_tell_now() {
            return;
        }
        let phrase = Phrase::new("table-unreachable");
        let text = Locale::of(Language::En).html(&phrase);
        let mut told = false;
        for person in &self.courier.superadmins {
            let screen = Rendered {
                text: text.clone(),
                keyboard: Keyboard::None,
            };
            let message = Claimed::message(ChatId::new(*person), screen);
            match self.courier.line.send(&message, TELL_LIMIT).await {
                Ok(()) => told = true,
                Err(error) => tracing::error!(%error, "a superadmin could not be told"),
            }
        }
        if told {
            self.note_told();
        }
    }

    fn may_tell_now(&self) -> bool {
        let now = self.courier.clock.now();
        let told = self
            .told_directly
            .lock()
            .expect("nobody panics while telling the time");
        told.is_none_or(|told| now.duration_since(told) >= TOLD_FOR)
    }

    fn note_told(&self) {
        let mut told = self
            .told_directly
            .lock()
            .expect("nobody panics while telling the time");
        *told = Some(self.courier.clock.now());
    }
}

/// The watch; a new one where there is none, or none that this build can read.
async fn known_watch(table: &Table, now: Timestamp) -> Result<Versioned<Watch>, StoreError> {
    let found = match table.get::<Watch>(&Key::watch()).await {
        Err(StoreError::Fault(_)) => table.overwrite(Watch::new(now)).await?,
        found => found?,
    };
    let known = match found {
        Some(known) => Some(known),
        None => table.insert(Watch::new(now)).await?,
    };
    // Somebody else has just written the first one.
    known.ok_or(StoreError::Transient(Cause::Contended))
}

/// A heartbeat that this build cannot read counts as none.
async fn heartbeat(table: &Table) -> Result<Option<Heartbeat>, StoreError> {
    match table.get::<Heartbeat>(&Key::heartbeat()).await {
        Ok(found) => Ok(found.map(|found| found.record)),
        Err(StoreError::Fault(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes the watch and what is said in one transaction, so that an outage is said once.
async fn store_watch(
    table: &Table,
    known: &Versioned<Watch>,
    next: &Watch,
    notices: &[NoticeRow],
) -> Result<bool, StoreError> {
    let mut reads = ReadSet::default();
    known.condition(&mut reads);
    let mut transaction = Transaction::default();
    transaction.put(next, &reads)?;
    for notice in notices {
        transaction.put(notice, &reads)?;
    }
    Ok(table.commit(&transaction).await? == Committed::Done)
}

fn log(verdict: Verdict) {
    match verdict {
        Verdict::Fine => {}
        Verdict::Lost { age } | Verdict::StillLost { age } => {
            tracing::error!(age_s = age.as_secs(), "there is no heartbeat");
        }
        Verdict::Back { lasted } => {
            tracing::warn!(lasted_s = lasted.as_secs(), "the heartbeat is back");
        }
    }
}

fn lost(heartbeat: Option<&Heartbeat>, age: SignedDuration) -> Phrase {
    let minutes = Phrase::new("heartbeat-lost").with("minutes", age.as_mins());
    match heartbeat {
        Some(beat) => minutes.with(
            "last",
            format!(
                "{} · {} · {} · {}",
                beat.host, beat.env, beat.ts, beat.version
            ),
        ),
        None => minutes.with("last", "–"),
    }
}

fn back(lasted: SignedDuration) -> Phrase {
    Phrase::new("heartbeat-back").with("minutes", lasted.as_mins())
}
