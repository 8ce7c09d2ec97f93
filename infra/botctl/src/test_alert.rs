//! `botctl send-test-alert`: whether an alert would reach the superadmins.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector};
use clap::Args;
use clock::{Deadline, OsEntropy, SharedClock, SystemClock};
use jiff::Timestamp;
use locales::Phrase;
use outbox::{Doorbell, Draft, Kind, NoticeRow, Priority, Recipient, Roster, Status};
use serde_json::{Value, json};
use settings::{Environment, OutgoingSettings, Reader, SettingsError};
use store::{Committed, Key, ReadSet, Record as _, StoreError, Table, Transaction};

use crate::failure::Failure;
use crate::report::{self, Ended, Report, Verdict};
use crate::storage::Place;

/// How often the rows are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The role whose holders hear of outages.
const SUPERADMIN: &str = "superadmin";

/// A notice for each, in one transaction.
const MOST: usize = Transaction::MAX_ITEMS;

#[derive(Args, Debug)]
pub(crate) struct SendTestAlert {
    /// How long to wait for the end, in seconds; it is sent all the same afterwards
    #[arg(long, value_name = "SECONDS", default_value_t = 60,
          value_parser = clap::value_parser!(u64).range(1..=600))]
    wait: u64,
}

/// How it ended for each.
struct Alerted {
    rows: Vec<NoticeRow>,
    rung: bool,
    roster: Known,
}

/// The holders of the role, as far as this build can read them.
enum Known {
    Readable(Roster),
    Unreadable,
}

struct Settings {
    outgoing: OutgoingSettings,
    aws: AwsSettings,
}

/// What the notices are written with, and who is told of them.
struct Way {
    table: Table,
    doorbell: Doorbell,
    clock: SharedClock,
}

impl SendTestAlert {
    /// Writes the notices as the monitor writes an alert, rings, and waits for their ends.
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        let Settings { outgoing, aws } = Settings::read(environment)?;
        let place = Place::of(&aws, &outgoing.table_name);
        let way = Way::of(&outgoing, &aws)?;
        let failure = |error| Failure::of_store(error, place.clone());
        let roster = way.roster().await.map_err(failure)?;
        let people = superadmins(&outgoing.superadmins, &roster);
        if people.is_empty() {
            return Err(Failure::NoSuperadmins);
        }
        let now = way.clock.now();
        let rows: Vec<_> = people.into_iter().map(|person| row(person, now)).collect();
        let sent = way.send(rows, Duration::from_secs(self.wait)).await;
        let (rows, rung) = sent.map_err(failure)?;
        Ok(Box::new(Alerted { rows, rung, roster }))
    }
}

/// Those whom the monitor alerts: whom the settings name, and the role's holders, each once.
fn superadmins(named: &[i64], roster: &Known) -> BTreeSet<i64> {
    let enrolled = match roster {
        Known::Readable(roster) => roster.people.as_slice(),
        Known::Unreadable => &[],
    };
    let enrolled = enrolled.iter().map(|person| person.id);
    named.iter().copied().chain(enrolled).take(MOST).collect()
}

/// The row that the monitor would write for an alert, with another text.
fn row(person: i64, now: Timestamp) -> NoticeRow {
    let text = Phrase::new("test-alert");
    let id = format!("{}-{}.{person}", text.key(), now.as_millisecond());
    let draft = Draft::new(Recipient::Person(person), Kind::SystemMaintenance, text);
    let draft = Draft {
        priority: Priority::Urgent,
        ..draft
    };
    NoticeRow::new(id, draft, now)
}

impl Way {
    fn of(outgoing: &OutgoingSettings, aws: &AwsSettings) -> Result<Self, Failure> {
        let clock: SharedClock = Arc::new(SystemClock::new());
        let connector = Connector::new(outgoing.tls_roots, clock.clone())?;
        let aws = Aws::new(aws, connector.shared(), clock.clone());
        let name = outgoing.table_name.as_str();
        let entropy = Arc::new(OsEntropy::new());
        let queue_url = outgoing.notices_queue_url.clone();
        Ok(Self {
            table: Table::new(aws.dynamodb(), name, clock.clone(), entropy),
            doorbell: Doorbell::new(aws.sqs(), queue_url, clock.clone()),
            clock,
        })
    }

    /// Who holds the role.
    async fn roster(&self) -> Result<Known, StoreError> {
        let found = self.table.find::<Roster>(&Key::roster(SUPERADMIN)).await?;
        Ok(match found {
            Some(Ok(found)) => Known::Readable(found.record),
            Some(Err(_)) => Known::Unreadable,
            None => Known::Readable(Roster::empty(SUPERADMIN)),
        })
    }

    /// How the notices ended, and whether the queue was rung for them.
    async fn send(
        &self,
        rows: Vec<NoticeRow>,
        wait: Duration,
    ) -> Result<(Vec<NoticeRow>, bool), StoreError> {
        let (mut transaction, nothing) = (Transaction::default(), ReadSet::default());
        for row in &rows {
            transaction.put(row, &nothing)?;
        }
        let (Committed::Done | Committed::Lost(_)) = self.table.commit(&transaction).await?;
        let refused = self.doorbell.ring(&rows).await;
        let rung = refused.is_ok_and(|refused| refused.is_empty());
        let deadline = Deadline::after(wait, &*self.clock);
        let mut rows = self.read(&rows).await?;
        while !rows.iter().all(|row| row.status.is_final()) {
            if deadline.left(&*self.clock).is_zero() {
                break;
            }
            self.clock.sleep(LOOK_EVERY).await;
            rows = self.read(&rows).await?;
        }
        Ok((rows, rung))
    }

    async fn read(&self, rows: &[NoticeRow]) -> Result<Vec<NoticeRow>, StoreError> {
        let mut now = Vec::new();
        for row in rows {
            let key: Key = row.key();
            let found = self.table.get::<NoticeRow>(&key).await?;
            now.push(found.map_or_else(|| row.clone(), |found| found.record));
        }
        Ok(now)
    }
}

impl Settings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let outgoing = OutgoingSettings::read(&mut reader, environment);
        let aws = AwsSettings::read(&mut reader, environment);
        let both = outgoing.and_then(|outgoing| {
            Ok(Self {
                outgoing,
                aws: aws?,
            })
        });
        reader.finish(both)
    }
}

fn status(row: &NoticeRow) -> String {
    let status = serde_json::to_value(row.status);
    let text = status
        .ok()
        .and_then(|status| status.as_str().map(str::to_owned));
    text.unwrap_or_default()
}

fn person(row: &NoticeRow) -> String {
    match &row.to {
        Recipient::Person(id) => id.to_string(),
        Recipient::Role(role) => role.clone(),
    }
}

impl Report for Alerted {
    fn to_json(&self) -> Value {
        let alerts = self.rows.iter().map(|row| {
            json!({
                "person": person(row), "notice": row.id,
                "status": status(row), "reason": row.reason,
            })
        });
        json!({ "alerts": alerts.collect::<Vec<_>>(), "rung": self.rung })
    }

    fn verdict(&self) -> Verdict {
        let sent = |row: &NoticeRow| row.status == Status::Sent;
        if self.rows.iter().all(sent) {
            Verdict::Good
        } else {
            Verdict::Bad
        }
    }
}

impl fmt::Display for Alerted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows.iter().map(|row| {
            let reason = row.reason.clone().unwrap_or_default();
            [person(row), status(row), reason]
        });
        f.write_str(&report::table(["Superadmin", "Result", "Reason"], rows))?;
        if matches!(self.roster, Known::Unreadable) {
            f.write_str("\nThe role's holders cannot be read by this build: only SUPERADMIN_IDS were told, as by the monitor.")?;
        }
        if !self.rung {
            f.write_str("\nThe queue was not rung: the monitor sends it within three minutes.")?;
        }
        if !self.rows.iter().all(|row| row.status.is_final()) {
            f.write_str(
                "\nPending is not sent yet: look at the notifier's log, and at `botctl doctor`.",
            )?;
        }
        Ok(())
    }
}
