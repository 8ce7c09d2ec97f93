//! The promises of a FIFO queue, whatever senders and receivers do.
#![expect(
    clippy::unwrap_used,
    reason = "a test says by its panic that it failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, ManualClock};
use proptest::prelude::*;
use queue_server::{Outgoing, Queues, Receive, Received};

const QUEUE: &str = "notices.fifo";

#[derive(Clone, Debug)]
enum Step {
    Send { group: u8 },
    Repeat { which: usize },
    Receive { limit: usize, visibility: u64 },
    Delete { which: usize },
    Change { which: usize, visibility: u64 },
    Wait { seconds: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let visibility = || prop_oneof![Just(0), 1..120_u64];
    prop_oneof![
        4 => (0..4_u8).prop_map(|group| Step::Send { group }),
        1 => any::<usize>().prop_map(|which| Step::Repeat { which }),
        3 => (1..=10_usize, visibility())
            .prop_map(|(limit, visibility)| Step::Receive { limit, visibility }),
        3 => any::<usize>().prop_map(|which| Step::Delete { which }),
        2 => (any::<usize>(), visibility())
            .prop_map(|(which, visibility)| Step::Change { which, visibility }),
        2 => (1..90_u64).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

/// What must hold, kept in the plainest way: the bodies of each group that are neither deleted nor
/// dead, in order, and until when each one is hidden.
struct Reference {
    clock: ManualClock,
    queues: Queues,
    sent: Vec<u8>,
    left: BTreeMap<u8, Vec<usize>>,
    hidden: BTreeMap<usize, Duration>,
    receipts: Vec<(usize, Received)>,
    latest: BTreeMap<usize, String>,
}

impl Reference {
    fn new() -> Self {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let queues = Queues::new(Arc::new(clock.clone()), 7);
        queues.create(QUEUE, [("FifoQueue", "true")]).unwrap();
        Self {
            clock,
            queues,
            sent: Vec::new(),
            left: BTreeMap::new(),
            hidden: BTreeMap::new(),
            receipts: Vec::new(),
            latest: BTreeMap::new(),
        }
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Send { group } => {
                let number = self.sent.len();
                self.sent.push(group);
                self.left.entry(group).or_default().push(number);
                self.send(number);
            }
            Step::Repeat { which } => {
                // Within five minutes nothing new; the clock never gets that far in one run.
                if !self.sent.is_empty() {
                    self.send(which % self.sent.len());
                }
            }
            Step::Receive { limit, visibility } => self.receive(limit, visibility),
            Step::Delete { which } => self.settle(which, None),
            Step::Change { which, visibility } => self.settle(which, Some(visibility)),
            Step::Wait { seconds } => self.clock.advance(Duration::from_secs(seconds)),
        }
    }

    fn send(&self, number: usize) {
        let group = self.sent[number].to_string();
        let outgoing = Outgoing::new(number.to_string()).fifo(group, number.to_string());
        self.queues.send(QUEUE, outgoing).unwrap();
    }

    fn is_hidden(&self, number: usize) -> bool {
        let until = self.hidden.get(&number);
        until.is_some_and(|until| *until > self.clock.monotonic())
    }

    fn receive(&mut self, limit: usize, visibility: u64) {
        let visibility = Duration::from_secs(visibility);
        let receive = Receive {
            limit,
            visibility: Some(visibility),
            wait: None,
        };
        let received = self.queues.receive(QUEUE, &receive).unwrap();
        let free: BTreeMap<u8, Vec<usize>> = self
            .left
            .iter()
            .filter(|(_, numbers)| !numbers.iter().any(|number| self.is_hidden(*number)))
            .map(|(group, numbers)| (*group, numbers.clone()))
            .collect();
        let possible: usize = free.values().map(Vec::len).sum();
        assert_eq!(received.len(), limit.min(possible), "nothing is held back");
        let mut given: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for one in received {
            let number: usize = one.message.body.parse().unwrap();
            given.entry(self.sent[number]).or_default().push(number);
            self.hidden
                .insert(number, self.clock.monotonic() + visibility);
            self.latest.insert(number, one.receipt.clone());
            self.receipts.push((number, one));
        }
        for (group, numbers) in given {
            let expected = free.get(&group).expect("a group in flight gives nothing");
            assert_eq!(
                numbers,
                expected[..numbers.len()],
                "in order, from the first"
            );
        }
    }

    /// Deletes, or changes visibility, by any handle there ever was.
    fn settle(&mut self, which: usize, visibility: Option<u64>) {
        if self.receipts.is_empty() {
            return;
        }
        let (number, received) = &self.receipts[which % self.receipts.len()];
        let (number, receipt) = (*number, received.receipt.clone());
        let exists = self.left[&self.sent[number]].contains(&number);
        let valid = exists && self.latest[&number] == receipt && self.is_hidden(number);
        match visibility.map(Duration::from_secs) {
            Some(visibility) => {
                let changed = self.queues.change_visibility(QUEUE, &receipt, visibility);
                assert_eq!(changed.is_ok(), valid);
                if valid {
                    let until = self.clock.monotonic() + visibility;
                    self.hidden.insert(number, until);
                }
            }
            None => {
                let deleted = self.queues.delete(QUEUE, &receipt);
                assert_eq!(deleted.is_ok(), valid || !exists);
                if valid {
                    let left = self.left.get_mut(&self.sent[number]).unwrap();
                    left.retain(|other| *other != number);
                }
            }
        }
    }

    /// Receives and deletes until nothing is left.
    fn drain(&mut self) {
        self.clock.advance(Duration::from_secs(120));
        while self.queues.counts(QUEUE).unwrap().total() > 0 {
            let from = self.receipts.len();
            self.receive(10, 30);
            assert!(self.receipts.len() > from, "something is stuck");
            for which in from..self.receipts.len() {
                self.settle(which, None);
            }
        }
        assert!(self.left.values().all(Vec::is_empty), "nothing is lost");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fifo_keeps_order_and_loses_nothing(steps in prop::collection::vec(step(), 0..80)) {
        let mut reference = Reference::new();
        let mut waited = 0;
        for step in &steps {
            if let Step::Wait { seconds } = step {
                waited += seconds;
                // Beyond it a repetition would be a new message.
                if waited >= 300 {
                    continue;
                }
            }
            reference.take(step);
        }
        reference.drain();
        let ids = reference.receipts.iter().map(|(_, received)| &received.message.id);
        prop_assert_eq!(ids.collect::<BTreeSet<_>>().len(), reference.sent.len());
    }
}
