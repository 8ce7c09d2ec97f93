//! Random operations in random shops, through the real engine, against a simple model of minutes.

mod agreement;
mod minutes;
mod operation;
mod planning;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::Deadline;
use desk::{Card, Catalogue, Desk, Role};
use diary::Zone;
use engine::{Acknowledgement, Engine, Unobserved};
use frontdesk_tests::{World, updates};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use proptest::prelude::prop;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use telegram::{Action, Call, Envelope, Keyboard};

use self::agreement::terms;
use self::minutes::{Held, MASTERS, Model, SERVICES, Service, ZONES, number};
use self::operation::{Operation, Shop, any_operation, any_shop};
use super::salon::{BOB, MAX};
use crate::schedule::studio::{EVE, profile};

/// How many shops there are, and what happens in each.
const CASES: u32 = 40;
const OPERATIONS: usize = 40;

/// What has to happen in one of them at least; else it would prove little.
const HAPPENS: [&str; 19] = [
    "a block",
    "a booking",
    "a day off",
    "a day's lunch",
    "a move",
    "a refused block",
    "a refused booking",
    "a refused move",
    "back at work",
    "cancelled by the client",
    "cancelled by the master",
    "hours",
    "longer or shorter",
    "lunch",
    "no block any more",
    "offered or not",
    "refused terms",
    "t:y:",
    "t:z:",
];

/// The real thing beside the model.
struct Both {
    model: Model,
    world: World,
    engine: Engine<Desk>,
    next: i64,
}

impl Both {
    async fn new(shop: &Shop) -> Self {
        let world = World::new().await;
        let begins = Duration::from_secs(shop.begins.unsigned_abs() * 24 * 3600);
        world.clock.advance(begins);
        let zone = Zone::named(ZONES[shop.zone]).unwrap();
        let around = world.webhook.engine();
        let engine = Engine {
            bot: Desk::new(Vec::new(), zone.clone()),
            table: around.table.clone(),
            clock: around.clock.clone(),
            entropy: around.entropy.clone(),
            hand_off: around.hand_off.clone(),
            probe: Arc::new(Unobserved),
            username: None,
        };
        let model = Model::of(shop, engine.clock.now().as_second() / 60);
        let both = Self {
            model,
            world,
            engine,
            next: 1_000,
        };
        both.furnish(zone).await;
        both
    }

    /// Stores the shop and its people.
    async fn furnish(&self, zone: Zone) {
        let table = &self.engine.table;
        let shop = MASTERS
            .iter()
            .fold(Catalogue::seeded(zone), |shop, (id, name)| {
                shop.with_master(*id, name).unwrap()
            });
        table.insert(shop).await.unwrap();
        let eve = profile(EVE, "Eve", Some(Role::Manager));
        table.insert(eve).await.unwrap();
        for (master, name) in MASTERS {
            let terms = terms(&self.model.terms[&master]);
            let card = Card {
                terms,
                ..Card::usual(master)
            };
            table.insert(card).await.unwrap();
            let person = profile(master, name, Some(Role::Master));
            table.insert(person).await.unwrap();
        }
    }

    /// What the person reads, and the data of the buttons under it.
    async fn handles(&mut self, update: Value) -> (String, Vec<String>) {
        self.world.clock.advance(Duration::from_millis(1_500));
        let envelope = Envelope::parse(update.to_string().into()).unwrap();
        let deadline = Deadline::after(Duration::from_secs(10), &self.world.clock);
        let report = self.engine.handle(&envelope, deadline).await;
        let Acknowledgement::Done(Some(call)) = report.acknowledgement else {
            panic!("no answer to {update}");
        };
        match call {
            Call::SendMessage { text, keyboard, .. }
            | Call::EditMessageText { text, keyboard, .. } => (text.visible_text(), data(keyboard)),
            Call::AnswerCallbackQuery { text, .. } => (text.unwrap_or_default(), Vec::new()),
            other => panic!("{other:?}"),
        }
    }

    async fn says(&mut self, client: i64, text: &str) -> String {
        self.next += 1;
        let update = updates::text(self.next, client, text);
        self.handles(update).await.0
    }

    async fn presses(&mut self, client: i64, data: &str) -> (String, Vec<String>) {
        self.next += 1;
        let update = updates::press(self.next, client, data);
        self.handles(update).await
    }

    async fn does(&mut self, operation: &Operation) {
        match *operation {
            Operation::Book {
                client,
                service,
                who,
                day,
                slot,
            } => self.book(client, service, who, (day, slot)).await,
            Operation::Move { client, day, slot } => self.moves(client, day, slot).await,
            Operation::Cancel { client } => self.cancel(client).await,
            Operation::Pass { halves } => {
                self.world.clock.advance(Duration::from_secs(halves * 1800));
            }
            Operation::Look { service, who, day } => self.look(service, who, day).await,
            Operation::Master(master, ref plan) => self.plans(MASTERS[master].0, plan).await,
            Operation::Manager(ref edit) => self.edits(edit).await,
        }
        self.model.now = self.engine.clock.now().as_second().div_euclid(60);
        self.agrees().await;
        self.model.keeps_its_promises();
    }

    /// The model's minutes round down; a request comes a few seconds after a full one.
    fn now(&self) -> i64 {
        let second = self.engine.clock.now() + SignedDuration::from_millis(1_500);
        let second = second.as_millisecond();
        second.div_euclid(60_000) + i64::from(second.rem_euclid(60_000) > 0)
    }

    async fn book(&mut self, client: i64, service: usize, who: usize, (day, slot): (i32, i64)) {
        self.model.now = self.now();
        let date = self.model.date(day);
        let start = self.model.at(date, slot);
        let master = start
            .filter(|_| self.model.ahead(client).is_none())
            .and_then(|start| self.model.first_free(who, start, service));
        let (hour, half) = (slot / 2, slot % 2 * 30);
        let name = ["Max", "Bob", "any"][who];
        let code = SERVICES[service];
        let typed = format!("/book {code} {name} {date} {hour:02}:{half:02}");
        let answer = self.says(client, &typed).await;
        let booked = answer.contains("You are booked");
        assert_eq!(booked, master.is_some(), "{typed}: {answer}");
        self.model.done.insert(match booked {
            true => "a booking",
            false => "a refused booking",
        });
        if let (Some(master), Some(start)) = (master, start) {
            self.model.held.push(Held {
                client,
                id: self.next,
                master,
                start,
                length: self.model.services[service].minutes,
                moves: 0,
            });
        }
    }

    async fn moves(&mut self, client: i64, day: i32, slot: i64) {
        self.model.now = self.now();
        let Some(was) = self.model.ahead(client) else {
            return;
        };
        let Some(start) = self.model.at(self.model.date(day), slot) else {
            return;
        };
        let fits = self.model.fits(was.master, start, was.length, Some(was.id));
        let there = !self.model.away.contains(&was.master);
        let expected = there && fits && start != was.start;
        let press = format!("b:w:{}:{}", ticket(&was), number(start));
        let (answer, _) = self.presses(client, &press).await;
        assert_eq!(answer.contains("is moved"), expected, "{press}: {answer}");
        self.model
            .done
            .insert(if expected { "a move" } else { "a refused move" });
        if expected {
            let held = self.model.held.iter_mut().find(|it| it.id == was.id);
            let held = held.unwrap();
            (held.start, held.moves) = (start, was.moves + 1);
        }
    }

    async fn cancel(&mut self, client: i64) {
        self.model.now = self.now();
        let Some(was) = self.model.ahead(client) else {
            return;
        };
        let press = format!("b:X:{}", ticket(&was));
        let (answer, _) = self.presses(client, &press).await;
        assert!(answer.contains("is cancelled"), "{answer}");
        self.model.held.retain(|it| it.id != was.id);
        self.model.done.insert("cancelled by the client");
    }

    /// What is shown is exactly what can be booked.
    async fn look(&mut self, service: usize, who: usize, day: i32) {
        self.model.now = self.now();
        let date = self.model.date(day);
        let master = match who {
            0 => number(MAX),
            1 => number(BOB),
            _ => String::new(),
        };
        let (code, short) = (SERVICES[service], date.strftime("%Y%m%d"));
        let press = format!("b:d:b:{code}:{master}:{short}");
        let (_, buttons) = self.presses(9, &press).await;
        let times = buttons.iter().filter(|data| data.starts_with("b:t:"));
        let shown: BTreeSet<_> = times
            .map(|data| data.rsplit(':').next().unwrap().to_owned())
            .collect();
        let quarters = self.model.quarters(date);
        let free = quarters.filter(|start| self.model.first_free(who, *start, service).is_some());
        let free: BTreeSet<_> = free.map(number).collect();
        assert_eq!(shown, free, "{press}");
    }
}

impl Model {
    fn of(shop: &Shop, now: i64) -> Self {
        let mut hours = [Some(shop.open); 7];
        if let Some(closed) = shop.closed {
            hours[closed] = None;
        }
        let lunch = shop.lunch;
        let terms = minutes::Terms { hours, lunch };
        let service = |minutes| Service { minutes, on: true };
        Self {
            zone: TimeZone::get(ZONES[shop.zone]).unwrap(),
            now,
            held: Vec::new(),
            terms: MASTERS.map(|(id, _)| (id, terms.clone())).into(),
            sheets: BTreeMap::new(),
            services: [30, 30, 60].map(service),
            away: BTreeSet::new(),
            done: BTreeSet::new(),
        }
    }
}

fn ticket(of: &Held) -> String {
    let moves = number(i64::from(of.moves));
    let moves = if moves.is_empty() {
        "0".to_owned()
    } else {
        moves
    };
    format!(
        "{}:{}:{moves}:{}",
        number(of.start),
        of.id,
        number(of.master)
    )
}

fn data(keyboard: Keyboard) -> Vec<String> {
    let Keyboard::Inline(rows) = keyboard else {
        return Vec::new();
    };
    let data = |action| match action {
        Action::Press(data) => Some(data.as_str().to_owned()),
        Action::Url(_) => None,
    };
    let buttons = rows.into_iter().flatten();
    buttons.filter_map(|button| data(button.action)).collect()
}

#[test]
fn the_bot_and_a_simple_model_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let operations = prop::collection::vec(any_operation(), OPERATIONS);
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(CASES)
    };
    let done = Mutex::new(BTreeSet::new());
    let run = TestRunner::new_with_rng(config, seed()).run(
        &(any_shop(), operations),
        |(shop, operations)| {
            runtime.block_on(async {
                let mut both = Both::new(&shop).await;
                for operation in &operations {
                    both.does(operation).await;
                }
                done.lock().unwrap().append(&mut both.model.done);
            });
            Ok(())
        },
    );
    run.unwrap();
    let done = done.into_inner().unwrap();
    let missing: Vec<_> = HAPPENS.iter().filter(|it| !done.contains(**it)).collect();
    assert!(missing.is_empty(), "{missing:?} never happened");
}

/// On 8 March the clocks of New York go from 2 to 3.
#[tokio::test]
async fn a_time_that_no_clock_shows_is_refused() {
    let mut both = Both::new(&Shop {
        zone: ZONES
            .iter()
            .position(|it| *it == "America/New_York")
            .unwrap(),
        begins: 0,
        open: (0, 48),
        lunch: None,
        closed: None,
    })
    .await;
    let typed = both.says(1, "/book haircut max 2026-03-08 02:30").await;
    assert!(typed.contains("There is no such time"), "{typed}");
    both.presses(MAX, "t:a:20260308").await;
    let away = both.says(MAX, "02:00-03:00 asleep").await;
    assert_eq!(away, "Sun, 8 March: the clock does not show that time.");
    let typed = both.says(1, "/book haircut max 2026-03-08 03:00").await;
    assert!(typed.contains("You are booked"), "{typed}");
}

/// The same shops in each run.
fn seed() -> TestRng {
    TestRng::deterministic_rng(RngAlgorithm::ChaCha)
}
