//! Batches as Lambda hands them to the notifiers, and what goes wrong with them.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Clock as _, Deadline};
use frontdesk_tests::Fault as Trouble;
use frontdesk_tests::world::QUEUE;
use futures_util::future::{join, join_all};
use notifier::{Notifier, QueueEvent};
use queue_server::Receive;
use serde_json::{Value, json};

use super::weather::Storm;

/// What an invocation gets on Lambda.
const INVOCATION: Duration = Duration::from_secs(30);

/// So many of the last batches may come again.
const PAST: usize = 50;

/// What each notifier answered; none was killed.
type Answers = Vec<Option<Value>>;

impl Storm {
    /// One batch, or two at once, perhaps with something going wrong; says how many messages.
    pub(super) async fn batch(&mut self) -> usize {
        self.plan_a_fault();
        let mut events: Vec<_> = self.take().into_iter().collect();
        if self.random.u8(..4) == 0 {
            events.extend(self.take());
        }
        if events.len() == 2 {
            self.heard.count("two at once");
        }
        if !events.is_empty() {
            let answers = self.notify(&events).await;
            for (event, answer) in events.iter().zip(&answers) {
                self.finish(event, answer.as_ref());
            }
        }
        self.listen();
        let pause = Duration::from_millis(self.random.u64(300..700));
        self.clock.0.advance(pause);
        let taken = events.iter().map(|event| records(event).len()).sum();
        self.past.extend(events);
        let old = self.past.len().saturating_sub(PAST);
        self.past.drain(..old);
        taken
    }

    fn take(&self) -> Option<Value> {
        let ten = Receive {
            limit: 10,
            ..Receive::default()
        };
        let received = self.queue.queues().receive(QUEUE, &ten).unwrap();
        (!received.is_empty()).then(|| event_source::event(&received, QUEUE))
    }

    /// Deletes what was processed, as Lambda does; what was not is seen again after 30 s.
    fn finish(&mut self, event: &Value, answer: Option<&Value>) {
        let Some(answer) = answer else { return };
        let failed = answer["batchItemFailures"].as_array().unwrap();
        for record in records(event) {
            let id = &record["messageId"];
            if failed.iter().any(|it| it["itemIdentifier"] == *id) {
                self.heard.count("came again");
            } else {
                let receipt = record["receiptHandle"].as_str().unwrap();
                let _ = self.queue.queues().delete(QUEUE, receipt);
            }
        }
    }

    async fn notify(&mut self, events: &[Value]) -> Answers {
        match self.random.u8(..100) {
            0..6 => self.killed(events).await,
            6..9 => self.with_a_failing_table(events).await,
            9..12 => {
                self.heard.count("redelivered");
                self.handled(events, INVOCATION).await;
                self.clock.0.advance(Duration::from_secs(1));
                self.handled(events, INVOCATION).await
            }
            12..15 => self.twice_at_once(events).await,
            15..19 => {
                self.an_old_one_again().await;
                self.handled(events, INVOCATION).await
            }
            19..22 => {
                self.heard.count("connections refused");
                let handled = events
                    .iter()
                    .map(|it| by(self, &self.cut_off, it, INVOCATION));
                join_all(handled).await
            }
            22..26 => {
                self.heard.count("short of time");
                let limit = Duration::from_millis(self.random.u64(11_000..16_000));
                self.handled(events, limit).await
            }
            _ => self.handled(events, INVOCATION).await,
        }
    }

    async fn handled(&self, events: &[Value], limit: Duration) -> Answers {
        let both = events.iter().zip(&self.notifiers);
        join_all(both.map(|(event, notifier)| by(self, notifier, event, limit))).await
    }

    /// Handled by notifiers that are killed at some request, if they make so many.
    async fn killed(&mut self, events: &[Value]) -> Answers {
        let at = [Trouble::HeldBefore, Trouble::HeldAfter];
        let at = *self.random.choice(&at).unwrap();
        self.wire.inject_at(self.random.usize(..40), at);
        let answers = tokio::select! {
            biased;
            () = self.wire.held() => Vec::new(),
            answers = self.handled(events, INVOCATION) => answers,
        };
        self.wire.mend();
        if answers.is_empty() {
            self.heard.count("killed");
            self.shake(events);
        }
        answers
    }

    async fn with_a_failing_table(&mut self, events: &[Value]) -> Answers {
        self.heard.count("table failed");
        let trouble = self.a_trouble();
        self.wire.inject_at(self.random.usize(..40), trouble);
        let answers = self.handled(events, INVOCATION).await;
        self.wire.mend();
        self.shake(events);
        answers
    }

    /// SQS keeps that from happening while a message is hidden. Two who go through the same chat
    /// side by side pass each other, and one does not know yet what Telegram said to the other.
    async fn twice_at_once(&mut self, events: &[Value]) -> Answers {
        self.heard.count("twice at once");
        let event = &events[..1];
        let [one, other] = &self.notifiers;
        let (answer, _) = join(
            by(self, one, &event[0], INVOCATION),
            by(self, other, &event[0], INVOCATION),
        )
        .await;
        self.shake(event);
        for record in records(&event[0]) {
            let ring: Value = serde_json::from_str(record["body"].as_str().unwrap()).unwrap();
            let notice = ring["notice"].as_str().unwrap();
            self.heard.in_any_order.insert(notice.to_owned());
        }
        vec![answer]
    }

    /// A batch of long ago comes again, its groups in another order.
    async fn an_old_one_again(&mut self) {
        let Some(event) = self.random.choice(&self.past).cloned() else {
            return;
        };
        self.heard.count("old ones again");
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for record in records(&event) {
            let group = groups.entry(chat(record)).or_default();
            group.push(record.clone());
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        self.random.shuffle(&mut groups);
        let event = json!({ "Records": groups.concat() });
        self.handled(&[event], INVOCATION).await;
    }

    fn shake(&mut self, events: &[Value]) {
        let now = self.clock.now();
        for record in events.iter().flat_map(records) {
            self.heard.shake(chat(record), now);
        }
    }
}

async fn by(storm: &Storm, notifier: &Notifier, event: &Value, limit: Duration) -> Option<Value> {
    let event: QueueEvent = serde_json::from_value(event.clone()).unwrap();
    let deadline = Deadline::after(limit, &storm.clock);
    serde_json::to_value(notifier.handle(event, deadline).await).ok()
}

fn records(event: &Value) -> &Vec<Value> {
    event["Records"].as_array().unwrap()
}

/// The chat that a message is for: its group.
fn chat(record: &Value) -> i64 {
    let group = record["attributes"]["MessageGroupId"].as_str();
    group.unwrap().parse().unwrap()
}
