//! What the author is shown, and the end.

use std::time::Duration;

use jiff::Timestamp;
use outbox::{Draft, Kind, NoticeRow, Recipient};
use store::{Committed, Key, ReadSet, Span, StoreError, Table, Transaction};
use telegram::{ChatId, Idempotent, MessageId, Rendered};

use crate::render;
use crate::sender::Sender;
use crate::{Broadcast, Lane, Tally};

/// The longest that showing something may take.
const EDIT_LIMIT: Duration = Duration::from_secs(2);

/// How often an end is tried when the head changes meanwhile.
const TRIES: u32 = 4;

impl Sender {
    /// All lanes of a broadcast, by their numbers.
    pub(crate) async fn lanes(&self, table: &Table, id: &str) -> Result<Vec<Lane>, StoreError> {
        table
            .all(&Span::broadcast_lanes(id), &mut ReadSet::default())
            .await
    }

    /// Ends the broadcast if its lanes have ended: one transaction with the report to its author.
    /// Whoever wins it shows the end, too.
    pub(crate) async fn finish(&self, table: &Table, id: &str) -> Result<(), StoreError> {
        let lanes = self.lanes(table, id).await?;
        if !lanes.iter().all(|lane| lane.done) {
            return Ok(());
        }
        let tally: Tally = lanes.iter().map(|lane| lane.tally).sum();
        for _ in 0..TRIES {
            let Some(head) = table.get::<Broadcast>(&Key::broadcast(id)).await? else {
                return Ok(());
            };
            let now = self.clock.now();
            let Some(ended) = head.record.clone().finished(tally, now) else {
                return Ok(());
            };
            let notice = notice(&ended, now);
            let mut reads = ReadSet::default();
            head.condition(&mut reads);
            let mut transaction = Transaction::default();
            transaction.put(&ended, &reads)?;
            transaction.put(&notice, &reads)?;
            if table.commit(&transaction).await? == Committed::Done {
                self.tell(&ended, &notice).await;
                return Ok(());
            }
        }
        Ok(())
    }

    async fn tell(&self, ended: &Broadcast, notice: &NoticeRow) {
        let tally = ended.tally;
        tracing::info!(
            broadcast = ended.id,
            sent = tally.sent,
            unreachable = tally.unreachable,
            failed = tally.failed,
            unknown = tally.unknown,
            "a broadcast came to its end"
        );
        let rung = self.notices.ring(std::slice::from_ref(notice)).await;
        if !rung.as_ref().is_ok_and(Vec::is_empty) {
            tracing::warn!("the monitor will hand over what the queue did not take");
        }
        self.show(ended, render::progress(ended, &tally)).await;
    }

    /// Shows something in the author's message. It may fail: the next one shows more.
    pub(crate) async fn show(&self, head: &Broadcast, screen: Rendered) {
        let (chat, message) = (head.shown.chat, head.shown.message);
        let edit = Idempotent::edit(ChatId::new(chat), MessageId::new(message), screen);
        if let Err(error) = self.line.perform(&edit, EDIT_LIMIT).await {
            tracing::warn!(%error, "a broadcast's progress could not be shown");
        }
    }
}

/// The report. Its id is the broadcast's, so there is never a second one.
fn notice(ended: &Broadcast, now: Timestamp) -> NoticeRow {
    let report = render::account(ended.status, ended.counted, &ended.tally);
    let draft = Draft::new(Recipient::Person(ended.author), Kind::Broadcast, report);
    NoticeRow::new(format!("broadcast-{}", ended.id), draft, now)
}
