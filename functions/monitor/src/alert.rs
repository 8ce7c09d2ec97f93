//! The watch over everything: one alert an outage, and one word of its end.

use jiff::Timestamp;
use locales::Phrase;
use outbox::{Draft, InboxEntry, Kind, NoticeRow, Priority, Recipient};
use store::{Committed, ReadSet, StoreError, Table, Transaction};
use watch::{Cause, Verdict, Watch};

use crate::Monitor;
use crate::facts::{Facts, Known};
use crate::sights::Finding;
use crate::spelled::{length, moment};

/// The rows of alerts, their entries of the inbox and the watch are one transaction.
pub(crate) const MOST_TOLD: usize = (Transaction::MAX_ITEMS - 1) / 2;

impl Monitor {
    /// Judges what this run has seen. Gives what the superadmins have to be told, where an outage
    /// begins or ends: it is written, and in their inboxes.
    pub(crate) async fn alert(
        &self,
        table: &Table,
        facts: &Facts<'_>,
        known: &Known,
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let now = self.courier.clock.now();
        let mut watch = known.watch.clone();
        let findings = facts.findings(known, &self.pulse.url, &mut watch, now);
        let Said { next, notices, log } = said(watch, findings, &known.superadmins, now);
        let stored = known.stored.as_ref().map(|stored| &stored.record);
        let changed = *stored.unwrap_or(&Watch::default()) != next;
        if changed && !store(table, known, &next, &notices).await? {
            // Another run of the monitor was faster, and says what there is to say.
            return Ok(Vec::new());
        }
        for (finding, verdict) in log {
            note(&finding, &verdict, now);
        }
        Ok(notices)
    }
}

/// What a run says.
struct Said {
    next: Watch,
    notices: Vec<NoticeRow>,
    log: Vec<(Finding, Verdict)>,
}

/// Judges each finding. What does not fit into one transaction is left to the next run.
fn said(watch: Watch, findings: Vec<Finding>, people: &[i64], now: Timestamp) -> Said {
    let mut said = Said {
        next: watch,
        notices: Vec::new(),
        log: Vec::new(),
    };
    for finding in findings {
        let (verdict, after) = said.next.judge(finding.cause, finding.sight, people, now);
        let notices = notices(&finding, &verdict, people, now);
        if said.notices.len() + notices.len() > MOST_TOLD {
            continue;
        }
        said.next = after;
        said.notices.extend(notices);
        said.log.push((finding, verdict));
    }
    said
}

/// The rows of what has to be said. Those who hear of an outage also hear of its end.
fn notices(finding: &Finding, verdict: &Verdict, people: &[i64], now: Timestamp) -> Vec<NoticeRow> {
    let (text, people) = match verdict {
        Verdict::Silent | Verdict::GoesOn { .. } => return Vec::new(),
        Verdict::Begins { since } => {
            let text = finding.text.clone().with("since", moment(*since));
            let lasts = length(now.duration_since(*since));
            (text.with("lasts", lasts), people)
        }
        Verdict::Ends { lasted, told } => {
            let text = Phrase::new(&format!("{}-over", finding.text.key()));
            (text.with("lasted", length(*lasted)), told.as_slice())
        }
    };
    people
        .iter()
        .map(|person| row(*person, &text, now))
        .collect()
}

fn row(person: i64, text: &Phrase, now: Timestamp) -> NoticeRow {
    let to = Recipient::Person(person);
    let draft = Draft::new(to, Kind::SystemMaintenance, text.clone());
    let draft = Draft {
        priority: Priority::Urgent,
        ..draft
    };
    let id = format!("{}-{}.{person}", text.key(), now.as_millisecond());
    NoticeRow {
        in_inbox: true,
        ..NoticeRow::new(id, draft, now)
    }
}

/// Writes the watch and what is said in one transaction, so that an outage is said once.
async fn store(
    table: &Table,
    known: &Known,
    next: &Watch,
    notices: &[NoticeRow],
) -> Result<bool, StoreError> {
    let mut reads = ReadSet::default();
    if let Some(stored) = &known.stored {
        stored.condition(&mut reads);
    }
    let mut transaction = Transaction::default();
    transaction.put(next, &reads)?;
    for notice in notices {
        transaction.put(notice, &reads)?;
        if let Some(entry) = InboxEntry::at_birth(notice) {
            transaction.put(&entry, &reads)?;
        }
    }
    Ok(table.commit(&transaction).await? == Committed::Done)
}

fn note(finding: &Finding, verdict: &Verdict, now: Timestamp) {
    let cause = Cause::name(finding.cause);
    match verdict {
        Verdict::Silent => {}
        Verdict::Begins { since } | Verdict::GoesOn { since } => {
            let lasts_s = now.duration_since(*since).as_secs();
            tracing::error!(cause, lasts_s, numbers = finding.numbers, "an outage is on");
        }
        Verdict::Ends { lasted, .. } => {
            tracing::warn!(cause, lasted_s = lasted.as_secs(), "an outage is over");
        }
    }
}
