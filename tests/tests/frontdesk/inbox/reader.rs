//! Somebody who gets notices and reads them again.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use frontdesk_tests::town::ANN;
use frontdesk_tests::world::QUEUE;
use frontdesk_tests::{Answer, Town, updates};
use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use outbox::{Delivery, Draft, InboxEntry, Kind, NoticeRow, Priority, Quiet, Recipient, Status};
use store::{Key, ReadSet, Record, Span, Table};

/// A town in which Ann gets notices.
pub(crate) struct Reader {
    pub(crate) town: Town,
    next: AtomicI64,
}

impl Reader {
    pub(crate) async fn new() -> Self {
        Self {
            town: Town::new().await,
            next: AtomicI64::new(500_000_000),
        }
    }

    pub(crate) fn table(&self) -> &Table {
        &self.town.world.webhook.engine().table
    }

    pub(crate) fn now(&self) -> Timestamp {
        clock::Clock::now(&self.town.world.clock)
    }

    pub(crate) fn next_id(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// A notice to Ann that names its id.
    pub(crate) fn notice(&self, id: &str, kind: Kind) -> NoticeRow {
        let text = Phrase::new("people-found").with("word", id);
        let draft = Draft::new(Recipient::Person(ANN), kind, text);
        NoticeRow::new(id.to_owned(), draft, self.now())
    }

    pub(crate) fn urgent(&self, id: &str) -> NoticeRow {
        let text = Phrase::new("people-found").with("word", id);
        let draft = Draft::new(Recipient::Person(ANN), Kind::SystemMaintenance, text);
        let priority = Priority::Urgent;
        NoticeRow::new(id.to_owned(), Draft { priority, ..draft }, self.now())
    }

    /// Writes a notice and rings for it, as the engine does.
    pub(crate) async fn send(&self, notice: NoticeRow) {
        let body = serde_json::json!({ "notice": notice.id }).to_string();
        let message = queue_server::Outgoing::new(body);
        let message = message.fifo(notice.group(), format!("{}.0", notice.id));
        assert!(self.table().insert(notice).await.unwrap().is_some());
        let queues = self.town.world.queue.queues();
        queues.send(QUEUE, message).unwrap();
    }

    /// The same, and everything moves.
    pub(crate) async fn tell(&self, notice: NoticeRow) {
        self.send(notice).await;
        self.town.settle().await;
    }

    pub(crate) async fn status(&self, id: &str) -> Status {
        self.town.notice(id).await.status
    }

    /// What the inbox of somebody holds, in its order.
    pub(crate) async fn inbox(&self, of: i64) -> Vec<InboxEntry> {
        let (span, mut reads) = (Span::inbox(of), ReadSet::default());
        self.table().all(&span, &mut reads).await.unwrap()
    }

    /// The same as the ids of the notices, with a mark where they are unread.
    pub(crate) async fn kept(&self) -> Vec<String> {
        let entries = self.inbox(ANN).await.into_iter();
        let shown = entries.map(|entry| match entry.read {
            None => format!("{} new", entry.notice),
            Some(_) => entry.notice,
        });
        shown.collect()
    }

    /// Puts a record where there is one or none.
    pub(crate) async fn puts<R: Record + PartialEq>(&self, record: R) {
        self.table().overwrite(record).await.unwrap().unwrap();
    }

    pub(crate) async fn delivery(&self, of: i64) -> Delivery {
        let known = self.table().get(&Key::delivery(of)).await.unwrap();
        known.map_or_else(|| Delivery::open(of), |known| known.record)
    }

    /// Ann wants quiet from one hour to another.
    pub(crate) async fn wants_quiet(&self, from: u16, to: u16, zone: &str) {
        let quiet = Some(Quiet {
            from: from * 60,
            to: to * 60,
            zone: zone.to_owned(),
        });
        let known = self.delivery(ANN).await;
        self.puts(Delivery { quiet, ..known }).await;
    }

    pub(crate) async fn says(&self, user: i64, text: &str) -> Answer {
        self.passes(2);
        let update = updates::text(self.next_id(), user, text);
        self.town.world.ok(&update).await
    }

    pub(crate) async fn presses(&self, user: i64, data: &str) -> Answer {
        self.passes(2);
        let update = updates::press(self.next_id(), user, data);
        self.town.world.ok(&update).await
    }

    pub(crate) async fn taps(&self, under: &Answer, label: &str) -> Answer {
        self.presses(ANN, &under.data(label)).await
    }

    pub(crate) fn passes(&self, seconds: u64) {
        self.town.world.clock.advance(Duration::from_secs(seconds));
    }

    /// Time goes on until then.
    pub(crate) fn passes_until(&self, instant: &str) {
        let then: Timestamp = instant.parse().unwrap();
        let left = then.duration_since(self.now());
        assert!(left >= SignedDuration::ZERO, "{instant} has passed");
        self.town.world.clock.advance(left.unsigned_abs());
    }

    /// How many messages Ann was sent that name this notice.
    pub(crate) fn heard(&self, id: &str) -> usize {
        self.town.sees(ANN, &format!("“{id}”"))
    }
}

/// Whether a press was answered over the chat.
pub(crate) fn is_alert(answer: &Answer) -> bool {
    answer.call()["method"] == "answerCallbackQuery"
}
