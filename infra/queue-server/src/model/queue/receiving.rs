use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;

use super::Queue;
use crate::model::receipt::Receipt;
use crate::model::{Receive, Received};
use crate::{Message, Refusal};

/// "FIFO queues scan the first 120,000 messages to determine available message groups" (SQS
/// Developer Guide, "Avoid large message backlogs with the same message group ID").
const SCANNED: usize = 120_000;

impl Queue {
    /// Takes out what would be received once more than the redrive policy allows.
    pub(in crate::model) fn take_dead(
        &mut self,
        max_receives: u32,
        now: Timestamp,
    ) -> Vec<Message> {
        let mut available = self.available(now);
        available.retain(|place| self.messages[place].receive_count >= max_receives);
        let dead = available.iter();
        dead.filter_map(|place| self.messages.remove(place))
            .collect()
    }

    pub(in crate::model) fn receive(
        &mut self,
        receive: &Receive,
        now: Timestamp,
    ) -> Result<Vec<Received>, Refusal> {
        let visibility = receive.visibility.unwrap_or(self.attributes.visibility);
        let free = self
            .max_in_flight
            .saturating_sub(self.counts(now).in_flight);
        let short = receive.wait.unwrap_or(self.attributes.wait).is_zero();
        if free == 0 && short && self.attributes.fifo.is_none() {
            return Err(Refusal::OverLimit);
        }
        let places = self.available(now).into_iter();
        let places = places.take(receive.limit.min(free));
        Ok(places
            .map(|place| self.hand_out(place, visibility, now))
            .collect())
    }

    fn hand_out(&mut self, place: u64, visibility: Duration, now: Timestamp) -> Received {
        let message = self.messages.get_mut(&place);
        let message = message.expect("a place that was just found is taken");
        message.receive_count += 1;
        message.first_received.get_or_insert(now);
        message.held = Some(now);
        message.visible = now + visibility;
        let receipt = Receipt {
            queue: self.number,
            place,
            count: message.receive_count,
        };
        Received {
            message: message.clone(),
            receipt: receipt.to_string(),
        }
    }

    /// The places of the messages that can be received now, in the order in which they are.
    fn available(&self, now: Timestamp) -> Vec<u64> {
        if self.attributes.fifo.is_some() {
            return self.available_by_group(now);
        }
        let visible = self.messages.iter();
        let visible = visible.filter(|(_, message)| message.is_visible(now));
        visible.map(|(place, _)| *place).collect()
    }

    /// Group by group, the one with the oldest message first, so that a receive gets as many of the
    /// same group as possible. A group of which a message is in flight gives none, and one that is
    /// delayed holds back those behind it. Source: SQS Developer Guide, "FIFO queue delivery
    /// logic".
    fn available_by_group(&self, now: Timestamp) -> Vec<u64> {
        let messages = self.messages.iter().take(SCANNED);
        let in_flight = self.messages().filter(|message| message.is_in_flight(now));
        let mut blocked: HashSet<_> = in_flight.map(|message| &message.group).collect();
        let mut index = HashMap::new();
        let mut groups: Vec<Vec<u64>> = Vec::new();
        for (place, message) in messages {
            if !message.is_visible(now) {
                blocked.insert(&message.group);
            }
            if blocked.contains(&message.group) {
                continue;
            }
            let group = *index.entry(&message.group).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(*place);
        }
        groups.concat()
    }
}
