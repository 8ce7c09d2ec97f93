//! What waits at Telegram when something happens to the poller.

use std::collections::BTreeSet;

use engine::Step;
use frontdesk_tests::table::Dump;
use frontdesk_tests::{Fault, Station};

/// A station where Ann gives the last answer of her form, and somebody else may have come.
pub(crate) struct Scene {
    pub(crate) station: Station,
}

/// What waits at Telegram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Waiting {
    /// One update: its answer is given once.
    Alone,
    /// A batch of two queues. An answer that was given before the batch was confirmed is given
    /// again, since nobody knows of it: Telegram has no idempotency key for sends.
    Batch,
}

impl Waiting {
    pub(crate) const ALL: [Self; 2] = [Self::Alone, Self::Batch];
}

/// Where a process is stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Point {
    At(Step),
    /// The number of the request to AWS, not counting those of the poller itself.
    On(usize, Fault),
}

/// What everything has come to.
#[derive(Debug)]
pub(crate) struct End {
    state: Dump,
    answers: [Vec<String>; 2],
}

impl Scene {
    pub(crate) async fn new(waiting: Waiting) -> Self {
        let station = Station::new().await;
        for text in ["/join", "Ann", "Lee"] {
            station.says(42, text);
        }
        station.handled_by(&station.process(1)).await;
        station.says(42, "+998901234567");
        if waiting == Waiting::Batch {
            station.says(43, "/start");
        }
        Self { station }
    }

    /// What an undisturbed poller makes of it, and how many requests to AWS that takes.
    pub(crate) async fn undisturbed(waiting: Waiting) -> (End, usize) {
        let scene = Self::new(waiting).await;
        let process = scene.station.process(2);
        scene.station.handled_by(&process).await;
        let sent = process.wire.sent();
        let requests = sent.iter().filter(|sent| !is_of_poller(sent)).count();
        (scene.end().await, requests)
    }

    pub(crate) async fn end(&self) -> End {
        End {
            state: self.station.state().await,
            answers: [42, 43].map(|user| self.station.answers(user)),
        }
    }
}

impl End {
    /// What is different here, line by line: nothing where two ends are the same.
    pub(crate) fn differences(mut self, expected: &Self, waiting: Waiting) -> Vec<String> {
        if waiting == Waiting::Batch {
            self.answers.iter_mut().for_each(Vec::dedup);
        }
        let [found, expected] = [self.lines(), expected.lines()];
        let lines = found.symmetric_difference(&expected);
        lines.cloned().collect()
    }

    fn lines(&self) -> BTreeSet<String> {
        let attributes = self.state.iter().flat_map(|(key, item)| {
            let line = move |(name, value)| format!("{key} {name} {value}");
            item.iter().map(line)
        });
        let answers = self.answers.iter().flat_map(|answers| {
            let numbered = answers.iter().enumerate();
            numbered.map(|(number, text)| format!("{number} {text}"))
        });
        attributes.chain(answers).collect()
    }
}

impl Point {
    /// Every step, and both sides of every request.
    pub(crate) fn all(requests: usize, faults: [Fault; 2]) -> Vec<Self> {
        let on = (0..requests).flat_map(|number| faults.map(|fault| Self::On(number, fault)));
        Step::ALL.into_iter().map(Self::At).chain(on).collect()
    }

    pub(crate) fn arm(self, process: &frontdesk_tests::PollingProcess) {
        match self {
            Self::At(step) => process.probe.hold(step),
            Self::On(number, fault) => {
                let mut left = number;
                process.wire.inject_into(move |sent| {
                    if is_of_poller(sent) {
                        return None;
                    }
                    let now = left == 0;
                    left = left.wrapping_sub(1);
                    now.then_some(fault)
                });
            }
        }
    }
}

/// Requests for the lock and for the heartbeat.
fn is_of_poller(sent: &frontdesk_tests::Sent) -> bool {
    sent.body().to_string().contains("ops#")
}

/// Ends when the process has come to the point where it stops.
pub(crate) async fn stopped(process: &frontdesk_tests::PollingProcess) {
    tokio::select! {
        () = process.probe.held() => {}
        () = process.wire.held() => {}
    }
}
