use std::time::Duration;

use clock::Deadline;
use engine::{Acknowledgement, Engine, Report, Unobserved};
use frontdesk_tests::town::ANN;
use frontdesk_tests::{Town, updates};
use serde_json::Value;
use store::{Key, ReadSet, Record, Table};
use telegram::{Call, Envelope};

use super::rota::{Owned, Rota, Slot, slot};

/// The small business in the town, beside the real functions.
#[derive(Debug)]
pub(crate) struct Office {
    pub(crate) town: Town,
    pub(crate) engine: Engine<Rota>,
}

impl Office {
    pub(crate) async fn new() -> Self {
        let town = Town::new().await;
        let engine = town.world.webhook.engine();
        let engine = Engine {
            bot: Rota::default(),
            table: engine.table.clone(),
            clock: engine.clock.clone(),
            entropy: engine.entropy.clone(),
            hand_off: engine.hand_off.clone(),
            probe: std::sync::Arc::new(Unobserved),
            username: None,
        };
        Self { town, engine }
    }

    /// An office in which Ann has a slot.
    pub(crate) async fn with_a_slot() -> Self {
        let office = Self::new().await;
        office.ann(1_000, "book 1 ann").await;
        office.operations();
        office
    }

    /// Ann says something, in an update with that id.
    pub(crate) async fn ann(&self, id: i64, text: &str) -> Report {
        self.says(id, ANN, text).await
    }

    pub(crate) async fn says(&self, id: i64, user: i64, text: &str) -> Report {
        self.handles(&updates::text(id, user, text)).await
    }

    pub(crate) async fn handles(&self, update: &Value) -> Report {
        let envelope = Envelope::parse(update.to_string().into());
        let envelope = envelope.expect("a test's update has an id");
        let deadline = Deadline::after(Duration::from_secs(10), &self.town.world.clock);
        self.engine.handle(&envelope, deadline).await
    }

    /// Says something, and does something else between its reads and its decision.
    pub(crate) async fn interrupted<T>(
        &self,
        update: (i64, i64, &str),
        meanwhile: impl Future<Output = T>,
    ) -> (Report, T) {
        self.engine.bot.pause.arm();
        let (id, user, text) = update;
        tokio::join!(self.says(id, user, text), async {
            self.engine.bot.pause.reached().await;
            let done = meanwhile.await;
            self.engine.bot.pause.end();
            done
        })
    }

    pub(crate) async fn slot(&self, number: i64) -> Option<Slot> {
        self.stored(slot(number)).await
    }

    pub(crate) async fn stored<R: Record>(&self, key: Key) -> Option<R> {
        let stored = self.table().read(key, &mut ReadSet::default()).await;
        stored.expect("the table is well")
    }

    /// The names under which slots are found, in order.
    pub(crate) async fn index(&self) -> Vec<Owned> {
        let span = store::Span::parked_messages();
        let rows = self.table().all(&span, &mut ReadSet::default()).await;
        rows.expect("the table is well")
    }

    pub(crate) fn table(&self) -> &Table {
        &self.engine.table
    }

    /// The requests of the webhook's side since the last call.
    pub(crate) fn operations(&self) -> Vec<String> {
        self.town.world.wire.operations()
    }

    /// The throttle's window empties.
    pub(crate) fn rest(&self) {
        self.town.world.clock.advance(Duration::from_secs(20));
    }
}

/// What the person reads.
pub(crate) fn text(report: &Report) -> String {
    match &report.acknowledgement {
        Acknowledgement::Done(Some(Call::SendMessage { text, .. })) => text.visible_text(),
        other => panic!("no message: {other:?}"),
    }
}
