//! One look at one notice: claim, send, end.

use std::collections::BTreeSet;
use std::time::Duration;

use clock::Deadline;
use jiff::{SignedDuration, Timestamp};
use locales::Language;
use outbox::{Delivery, Kind, NoticeRow, Roster, Status};
use store::{Cause, Committed, Key, Keys, ReadSet, StoreError, Table, Transaction, Versioned};
use telegram::{ChatId, Claimed};

use crate::Pace;
use crate::close::TRIES;
use crate::courier::{Courier, Handled, LEASE, MAX_SHARES, NEEDED, SEND_LIMIT};
use crate::gate::{Gate, gate};
use crate::judge::{Next, judge};
use crate::render::message;

/// The role that the settings give to some as well.
const SUPERADMIN: &str = "superadmin";

pub(crate) struct Run<'c> {
    pub(crate) courier: &'c Courier,
    pub(crate) pace: &'c Pace,
    pub(crate) table: Table,
    pub(crate) deadline: Deadline,
}

/// Whom a notice is for, as far as sending goes.
struct Addressee {
    language: Language,
    delivery: Option<Versioned<Delivery>>,
}

impl Run<'_> {
    pub(crate) async fn send(
        &self,
        row: Versioned<NoticeRow>,
        person: i64,
    ) -> Result<Handled, StoreError> {
        let now = self.courier.clock.now();
        let addressee = self.addressee(person).await?;
        let delivery = addressee.delivery.as_ref().map(|delivery| &delivery.record);
        match delivery.map_or(Gate::Open, |delivery| gate(&row.record, delivery, now)) {
            Gate::Open => {}
            Gate::End(status, reason) => {
                return self.end(row, status, Some(reason.to_owned())).await;
            }
            Gate::Until(then) => return self.put_back(row, then, Attempt::NotCounted).await,
        }
        if !self.keep_pace().await {
            return Ok(Handled::NoTime);
        }
        let Some(claimed) = self.claim(row).await? else {
            return Ok(Handled::Lost);
        };
        let message = message(&claimed.record, ChatId::new(person), addressee.language);
        let next = self.perform(message, &claimed.record).await;
        self.settle(claimed, next, person, addressee.delivery).await
    }

    /// Waits until the chat may be written to again, then for a turn of the batch; `false` when
    /// there is no time left for that and a send.
    async fn keep_pace(&self) -> bool {
        let clock = &*self.courier.clock;
        self.has_waited(self.pace.left(clock.now())).await
            && self.has_waited(self.pace.take_turn(clock.now())).await
    }

    async fn has_waited(&self, wait: Duration) -> bool {
        let clock = &*self.courier.clock;
        if self.deadline.left(clock) < NEEDED + wait {
            return false;
        }
        if !wait.is_zero() {
            clock.pause(wait).await;
        }
        true
    }

    /// Takes the lease; `None` when somebody else was faster.
    async fn claim(
        &self,
        row: Versioned<NoticeRow>,
    ) -> Result<Option<Versioned<NoticeRow>>, StoreError> {
        let now = self.courier.clock.now();
        // The fraction of the lease's end is this holder's mark.
        let mark = i64::try_from(self.courier.entropy.next() % 1_000_000_000).unwrap_or_default();
        let until = now + LEASE + SignedDuration::from_nanos(mark);
        let resumed = row.record.lease_until.is_some();
        let attempts = row.record.attempts + u32::from(resumed);
        let leased = NoticeRow {
            lease_until: Some(until),
            wake_at: Some(until),
            attempts,
            handoffs: row.record.handoffs + 1,
            unheard: 0,
            ..row.record.clone()
        };
        self.table.replace(&row, leased).await
    }

    /// Sends, once more where Telegram says how: as plain text, or to the group's new chat.
    async fn perform(&self, message: Claimed, row: &NoticeRow) -> Next {
        let first = self.judged(&message, row).await;
        let second = match &first {
            Next::PlainText => message.as_plain_text(),
            Next::Follow(chat) => message.to_chat(*chat),
            _ => return first,
        };
        let clock = &*self.courier.clock;
        clock.pause(self.pace.take_turn(clock.now())).await;
        match self.judged(&second, row).await {
            Next::PlainText | Next::Follow(_) => Next::End(
                Status::Failed,
                Some("Telegram refused the message twice".to_owned()),
            ),
            next => next,
        }
    }

    async fn judged(&self, message: &Claimed, row: &NoticeRow) -> Next {
        let answer = self.courier.line.send(message, SEND_LIMIT / 2).await;
        let now = self.courier.clock.now();
        self.pace.note(now);
        judge(answer, row, now)
    }

    async fn settle(
        &self,
        claimed: Versioned<NoticeRow>,
        next: Next,
        person: i64,
        delivery: Option<Versioned<Delivery>>,
    ) -> Result<Handled, StoreError> {
        match next {
            Next::End(status, reason) => self.end(claimed, status, reason).await,
            Next::Again(at) => self.put_back(claimed, at, Attempt::Counted).await,
            Next::Later(at) => {
                tracing::error!("the bot's token is missing or wrong: notices wait");
                self.put_back(claimed, at, Attempt::NotCounted).await
            }
            Next::Wait(at) => {
                tracing::warn!(
                    notice = claimed.record.id,
                    "Telegram takes nothing: an alert waits"
                );
                self.put_back(claimed, at, Attempt::NotCounted).await
            }
            Next::Hold(until) => {
                let handled = self.put_back(claimed, until, Attempt::NotCounted).await;
                self.note(person, delivery, |known| Delivery {
                    hold_until: Some(until),
                    ..known
                })
                .await;
                handled
            }
            Next::Unreachable(reason) => {
                let handled = self.end(claimed, Status::Failed, Some(reason)).await;
                self.note(person, delivery, |known| Delivery {
                    unreachable: true,
                    ..known
                })
                .await;
                handled
            }
            Next::PlainText | Next::Follow(_) => self.end(claimed, Status::Failed, None).await,
        }
    }

    pub(crate) async fn end(
        &self,
        row: Versioned<NoticeRow>,
        status: Status,
        reason: Option<String>,
    ) -> Result<Handled, StoreError> {
        let (id, kind) = (row.record.id.clone(), row.record.kind);
        let said = reason.clone().unwrap_or_default();
        if !self
            .courier
            .close(&self.table, &row, status, reason)
            .await?
        {
            // A late holder: its successor has the notice, and decides.
            return Ok(Handled::Lost);
        }
        log_end(&id, kind, status, &said);
        Ok(Handled::Ended(status))
    }

    /// Tried as often as an end is: what stays leased counts as unknown, though it was not taken.
    async fn put_back(
        &self,
        row: Versioned<NoticeRow>,
        at: Timestamp,
        attempt: Attempt,
    ) -> Result<Handled, StoreError> {
        let attempts = row.record.attempts + u32::from(attempt == Attempt::Counted);
        let back = NoticeRow {
            due: Some(at),
            wake_at: Some(at),
            lease_until: None,
            attempts,
            handoffs: row.record.handoffs + 1,
            unheard: 0,
            ..row.record.clone()
        };
        let mut put = self.table.replace(&row, back.clone()).await;
        for _ in 1..TRIES {
            if !matches!(put, Err(StoreError::Transient(Cause::Contended))) {
                break;
            }
            put = self.table.replace(&row, back.clone()).await;
        }
        Ok(match put? {
            Some(_) => Handled::PutBack(at),
            None => Handled::Lost,
        })
    }

    /// Notes what Telegram said of the person, after the notice's own row: the note is a hint,
    /// and a send that does without it hears the same again.
    async fn note(
        &self,
        person: i64,
        known: Option<Versioned<Delivery>>,
        change: impl FnOnce(Delivery) -> Delivery,
    ) {
        let noted = match known {
            Some(known) => {
                self.table
                    .replace(&known, change(known.record.clone()))
                    .await
            }
            None => self.table.insert(change(Delivery::open(person))).await,
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "what Telegram said of a person was not noted");
        }
    }

    async fn addressee(&self, person: i64) -> Result<Addressee, StoreError> {
        let known = self.table.load_facts(person).await?;
        let telegrams = known
            .profile
            .as_ref()
            .and_then(|item| item.get("telegram_language")?.as_s().ok());
        let fallback = Language::of_telegram(telegrams.map(String::as_str));
        let chosen = known.profile.clone().and_then(self.courier.chosen_language);
        // One that this build cannot read is as good as none.
        let delivery = known.delivery.and_then(|item| Versioned::of(item).ok());
        Ok(Addressee {
            language: chosen.unwrap_or(fallback),
            delivery,
        })
    }

    /// Everybody who has to hear what is said to a role, each once. Superadmins do all that
    /// managers do, so what managers hear they hear as well.
    async fn holders(&self, role: &str) -> Result<Vec<i64>, StoreError> {
        let roles: &[&str] = match role {
            "manager" => &["manager", SUPERADMIN],
            role => &[role],
        };
        let keys = roles.iter().map(|role| Key::roster(role));
        let wanted = keys.fold(Keys::default(), Keys::look_at);
        let mut found = self.table.batch(&wanted, &mut ReadSet::default()).await?;
        let mut people = Vec::new();
        if roles.contains(&SUPERADMIN) {
            people.extend_from_slice(&self.courier.superadmins);
        }
        for role in roles {
            let roster: Option<Roster> = found.take(&Key::roster(role))?;
            let roster = roster.unwrap_or_else(|| Roster::empty(role));
            people.extend(roster.people.iter().map(|person| person.id));
        }
        let mut seen = BTreeSet::new();
        people.retain(|person| seen.insert(*person));
        Ok(people)
    }

    /// Writes one row a person and ends the role's row, in one transaction.
    pub(crate) async fn expand(
        &self,
        row: Versioned<NoticeRow>,
        role: &str,
    ) -> Result<Handled, StoreError> {
        let now = self.courier.clock.now();
        let people = self.holders(role).await?;
        if people.len() > MAX_SHARES {
            tracing::error!(
                people = people.len(),
                "a notice reaches only the first 99 people"
            );
        }
        let shares: Vec<_> = people
            .iter()
            .take(MAX_SHARES)
            .map(|person| row.record.share(*person, now))
            .collect();
        let mut reads = ReadSet::default();
        row.condition(&mut reads);
        let mut transaction = Transaction::default();
        let reason = Some(format!("expanded to {} people", shares.len()));
        transaction.put(&row.record.clone().ended(Status::Sent, reason, now), &reads)?;
        for share in &shares {
            transaction.put(share, &reads)?;
        }
        match self.table.commit(&transaction).await? {
            Committed::Done => {}
            Committed::Lost(_) => return Ok(Handled::Lost),
        }
        let rung = self.courier.doorbell.ring(&shares).await;
        if !rung.as_ref().is_ok_and(Vec::is_empty) {
            tracing::warn!("the monitor will hand over what the queue did not take");
        }
        Ok(Handled::Ended(Status::Sent))
    }
}

/// The line that counts a notice.
pub(crate) fn log_end(notice: &str, kind: Kind, status: Status, reason: &str) {
    tracing::info!(
        notice,
        kind = kind.as_str(),
        outcome = status.as_str(),
        reason,
        notices_total = 1,
        "a notice came to its end"
    );
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Attempt {
    Counted,
    NotCounted,
}
