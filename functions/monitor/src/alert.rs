//! The watch over the heartbeat: one alert an outage, and one word of its end.

use std::time::Duration;

use clock::Deadline;
use heartbeat::{Heartbeat, Verdict, Watch};
use jiff::{SignedDuration, Timestamp};
use locales::{Language, Locale, Phrase};
use outbox::{Draft, Kind, NoticeRow, Priority, Recipient};
use store::{Committed, Key, ReadSet, StoreError, Table, Transaction, Versioned};
use telegram::{ChatId, Claimed, Keyboard, Rendered};

use crate::Monitor;

/// Without a table, the superadmins are told at most once in this time by one instance.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// The longest that telling one of them may take.
const TELL_LIMIT: Duration = Duration::from_secs(5);

impl Monitor {
    /// Looks at the heartbeat, and tells the superadmins where an outage begins or ends.
    pub(crate) async fn watch(&self, deadline: Deadline) -> Result<(), StoreError> {
        let table = self.courier.table.until(deadline);
        let now = self.courier.clock.now();
        let heartbeat = heartbeat(&table).await?;
        let known = table.get::<Watch>(&Key::watch()).await?;
        let watch = known
            .as_ref()
            .map_or_else(|| Watch::new(now), |known| known.record.clone());
        let (verdict, next) = watch.judge(heartbeat.as_ref(), now);
        let notices = self.notices(verdict, heartbeat.as_ref(), &next, now);
        if !store_watch(&table, known.as_ref(), &next, &notices).await? {
            // Another run of the monitor was faster, and says what there is to say.
            return Ok(());
        }
        log(verdict);
        for notice in &notices {
            self.courier.deliver(&notice.id, deadline).await?;
        }
        Ok(())
    }

    fn notices(
        &self,
        verdict: Verdict,
        heartbeat: Option<&Heartbeat>,
        watch: &Watch,
        now: Timestamp,
    ) -> Vec<NoticeRow> {
        let (text, mark) = match verdict {
            Verdict::Fine | Verdict::StillLost { .. } => return Vec::new(),
            Verdict::Lost { age } => (lost(heartbeat, age), watch.outage_since.unwrap_or(now)),
            Verdict::Back { lasted } => (back(lasted), now),
        };
        let row = |person: &i64| {
            let to = Recipient::Person(*person);
            let draft = Draft {
                priority: Priority::Urgent,
                ..Draft::new(to, Kind::SystemMaintenance, text.clone())
            };
            NoticeRow::new(
                format!("{}-{}.{person}", text.key(), mark.as_millisecond()),
                draft,
                now,
            )
        };
        self.courier.superadmins.iter().map(row).collect()
    }

    /// The table cannot be used, so nothing can be claimed: at most once an hour, straight to
    /// the people whom the settings name.
    pub(crate) async fn tell_without_a_table(&self) {
        if !self.may_tell_now() {
            return;
        }
        let phrase = Phrase::new("table-unreachable");
        let text = Locale::of(Language::En).html(&phrase);
        for person in &self.courier.superadmins {
            let screen = Rendered {
                text: text.clone(),
                keyboard: Keyboard::None,
            };
            let message = Claimed::message(ChatId::new(*person), screen);
            if let Err(error) = self.courier.line.send(&message, TELL_LIMIT).await {
                tracing::error!(%error, "a superadmin could not be told");
            }
        }
    }

    fn may_tell_now(&self) -> bool {
        let now = self.courier.clock.now();
        let mut told = self
            .told_directly
            .lock()
            .expect("nobody panics while telling the time");
        let may = told.is_none_or(|told| now.duration_since(told) >= TOLD_FOR);
        if may {
            *told = Some(now);
        }
        may
    }
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
    known: Option<&Versioned<Watch>>,
    next: &Watch,
    notices: &[NoticeRow],
) -> Result<bool, StoreError> {
    let mut reads = ReadSet::default();
    if let Some(known) = known {
        known.condition(&mut reads);
    }
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
