//! Two pollers, 1,000 rounds of pauses and kills: every request of theirs is let through by hand,
//! in an order that a seed decides.

mod poller;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::ManualClock;
use fastrand::Rng;
use frontdesk_tests::updates;
use jiff::SignedDuration;
use serde_json::Value;

use self::poller::SimulatedPoller;
use frontdesk_tests::Station;

const SEEDS: u64 = 10;

/// Of each seed.
const ROUNDS: usize = 100;

/// The first three answers of a form: each depends on the one before.
const TEXTS: [&str; 3] = ["/join", "Ann", "Lee"];

/// What Telegram has and nobody has confirmed, by person.
type Waiting = Arc<Mutex<BTreeMap<i64, Vec<Value>>>>;

struct Simulation {
    rng: Rng,
    station: Station,
    clock: ManualClock,
    waiting: Waiting,
    pollers: [SimulatedPoller; 2],
    people: i64,
}

impl Simulation {
    async fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let station = Station::new().await;
        let clock = ManualClock::at("2026-03-02T09:00:00Z");
        let waiting = Waiting::default();
        // Two clocks that differ by almost all that they may.
        let pollers = [1, 2].map(|pid| {
            let ahead = SignedDuration::from_millis(rng.i64(-7_400..7_400));
            SimulatedPoller::new(pid, &station, &clock, ahead, &waiting)
        });
        Self {
            rng,
            station,
            clock,
            waiting,
            pollers,
            people: 0,
        }
    }

    /// Somebody new writes three messages.
    fn somebody_writes(&mut self) {
        self.people += 1;
        let person = 1_000 + self.people;
        let first = self.people * 10;
        let texts = (first..).zip(TEXTS);
        // Young for ever: old updates are counted, which is another write.
        let update = |(id, text)| updates::aged(updates::text(id, person, text), -1_000_000);
        let texts = texts.map(update);
        let mut waiting = self.waiting.lock().unwrap();
        waiting.insert(person, texts.collect());
    }

    /// Who is not chosen is paused meanwhile, wherever it stands.
    async fn round(&mut self) {
        let chosen = self.rng.usize(0..2);
        match self.rng.u8(0..100) {
            0..14 => self.pollers[chosen].is_killed(),
            14..36 => {
                let pause = Duration::from_millis(self.rng.u64(0..80_000));
                self.clock.advance(pause);
            }
            36..42 => {
                self.pollers[chosen].gate.delivers_late().await;
            }
            42..54 => self.somebody_writes(),
            _ => {
                let steps = self.rng.usize(1..16);
                self.pollers[chosen].goes_on(steps).await;
            }
        }
        let open = self.pollers.each_ref().map(|one| one.gate.is_open());
        assert_ne!(open, [true, true], "two hold the lock");
    }

    /// The last poller takes all that is left.
    async fn finish(&mut self) {
        for poller in &mut self.pollers {
            poller.is_killed();
        }
        while self.pollers[0].gate.delivers_late().await {}
        while self.pollers[1].gate.delivers_late().await {}
        self.clock.advance(Duration::from_secs(100));
        while !self.waiting.lock().unwrap().is_empty() {
            self.pollers[0].goes_on(16).await;
        }
    }

    /// Each person's three updates were applied, once and in their order.
    async fn check(&self, seed: u64) {
        let dump = self.station.table.dump().await;
        for person in (1..=self.people).map(|number| 1_000 + number) {
            let conversation = &dump[&format!("person#{person} / me#conversation")];
            assert_eq!(
                conversation["v"], "N(\"3\")",
                "seed {seed}: person {person}"
            );
            let form = &conversation["d"];
            let filled_in = form.contains(r#"[\"Ann\",\"Lee\"]"#);
            assert!(filled_in, "seed {seed}: person {person}: {form}");
        }
        for poller in &self.pollers {
            assert_eq!(poller.gate.unlawful_writes(), 0, "seed {seed}");
        }
    }
}

#[tokio::test]
async fn two_pollers_never_both_commit() {
    let mut takeovers = 0;
    for seed in 0..SEEDS {
        let mut simulation = Simulation::new(seed).await;
        simulation.somebody_writes();
        for _ in 0..ROUNDS {
            simulation.round().await;
        }
        simulation.finish().await;
        simulation.check(seed).await;
        takeovers += simulation
            .pollers
            .iter()
            .map(SimulatedPoller::starts)
            .sum::<usize>();
    }
    assert!(takeovers > 50, "the lock changed hands {takeovers} times");
}
