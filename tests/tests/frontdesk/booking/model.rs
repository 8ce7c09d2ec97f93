//! Random operations in random shops, through the real engine, against a simple model of minutes.

mod minutes;

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use clock::Deadline;
use desk::{Card, Catalogue, Day, Desk};
use diary::{Lunch, Span as Hours, Terms, TimeOfDay, WorkingHours, Zone};
use engine::{Acknowledgement, Engine, Unobserved};
use frontdesk_tests::{World, updates};
use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use proptest::prelude::prop;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use store::{Key, ReadSet, Span};
use telegram::{Action, Call, Envelope, Keyboard};

use self::minutes::{
    Held, MASTERS, Model, Operation, SERVICES, Shop, ZONES, any_operation, any_shop, minute, number,
};
use super::salon::{BOB, MAX};

/// The real thing beside the model.
struct Both {
    model: Model,
    world: World,
    engine: Engine<Desk>,
    next: i64,
}

impl Both {
    async fn new(shop: Shop) -> Self {
        let world = World::new().await;
        world
            .clock
            .advance(Duration::from_secs(shop.begins.unsigned_abs() * 24 * 3600));
        let zone = Zone::named(ZONES[shop.zone]).unwrap();
        let around = world.webhook.engine();
        let engine = Engine {
            bot: Desk::new(Vec::new(), zone.clone()),
            table: around.table.clone(),
            clock: around.clock.clone(),
            entropy: around.entropy.clone(),
            hand_off: around.hand_off.clone(),
            probe: std::sync::Arc::new(Unobserved),
            username: None,
        };
        let catalogue = MASTERS
            .iter()
            .fold(Catalogue::seeded(zone), |shop, (id, name)| {
                shop.with_master(*id, name).unwrap()
            });
        engine.table.insert(catalogue).await.unwrap();
        for (master, _) in MASTERS {
            let card = Card {
                terms: terms(&shop),
                ..Card::usual(master)
            };
            engine.table.insert(card).await.unwrap();
        }
        let now = engine.clock.now().as_second() / 60;
        let model = Model {
            zone: TimeZone::get(ZONES[shop.zone]).unwrap(),
            shop,
            now,
            held: Vec::new(),
            off: HashSet::new(),
        };
        Self {
            model,
            world,
            engine,
            next: 1_000,
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
            } => self.book(client, SERVICES[service], who, (day, slot)).await,
            Operation::Move { client, day, slot } => self.moves(client, day, slot).await,
            Operation::Cancel { client } => self.cancel(client).await,
            Operation::DayOff { master, day } => self.take_off(MASTERS[master].0, day).await,
            Operation::Pass { halves } => {
                self.world.clock.advance(Duration::from_secs(halves * 1800));
            }
            Operation::Look { service, who, day } => self.look(SERVICES[service], who, day).await,
        }
        self.model.now = self.engine.clock.now().as_second().div_euclid(60);
    }

    /// The model's minutes round down; a request comes a few seconds after a full one.
    fn now(&self) -> i64 {
        let second = self.engine.clock.now() + SignedDuration::from_millis(1_500);
        let second = second.as_millisecond();
        second.div_euclid(60_000) + i64::from(second.rem_euclid(60_000) > 0)
    }

    async fn book(
        &mut self,
        client: i64,
        (service, length): (&str, i64),
        who: usize,
        (day, slot): (i32, i64),
    ) {
        self.model.now = self.now();
        let date = self.model.date(day);
        let start = self.model.at(date, slot);
        let master = start
            .filter(|_| self.model.ahead(client).is_none())
            .and_then(|start| self.model.first_free(who, start, length));
        let (hour, half) = (slot / 2, slot % 2 * 30);
        let name = ["Max", "Bob", "any"][who];
        let typed = format!("/book {service} {name} {date} {hour:02}:{half:02}");
        let answer = self.says(client, &typed).await;
        let booked = answer.contains("You are booked");
        assert_eq!(booked, master.is_some(), "{typed}: {answer}");
        if let (Some(master), Some(start)) = (master, start) {
            self.model.held.push(Held {
                client,
                id: self.next,
                master,
                start,
                length,
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
        let expected = fits && start != was.start;
        let press = format!("b:w:{}:{}", ticket(&was), minute(start));
        let (answer, _) = self.presses(client, &press).await;
        assert_eq!(answer.contains("is moved"), expected, "{press}: {answer}");
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
    }

    async fn take_off(&mut self, master: i64, day: i32) {
        let date = self.model.date(day);
        let key = Key::master_day(master, date);
        let stored: Option<Day> = self
            .engine
            .table
            .read(key, &mut ReadSet::default())
            .await
            .unwrap();
        let day = stored.unwrap_or_else(|| Day::empty(master, date));
        if let Ok(sheet) = day.sheet.take_off() {
            let day = Day { sheet, ..day };
            self.engine.table.overwrite(day).await.unwrap();
            self.model.off.insert((master, date));
        }
    }

    /// What is shown is exactly what can be booked.
    async fn look(&mut self, (service, length): (&str, i64), who: usize, day: i32) {
        self.model.now = self.now();
        let date = self.model.date(day);
        let master = match who {
            0 => number(MAX),
            1 => number(BOB),
            _ => String::new(),
        };
        let press = format!("b:d:b:{service}:{master}:{}", date.strftime("%Y%m%d"));
        let (_, buttons) = self.presses(9, &press).await;
        let times = buttons.iter().filter(|data| data.starts_with("b:t:"));
        let shown: BTreeSet<_> = times
            .map(|data| data.rsplit(':').next().unwrap().to_owned())
            .collect();
        let quarters = self.model.quarters(date);
        let free = quarters.filter(|start| self.model.first_free(who, *start, length).is_some());
        let free: BTreeSet<_> = free.map(minute).collect();
        assert_eq!(shown, free, "{press}");
    }

    /// The sheets hold just what the model holds.
    async fn agrees(&self) {
        let mut kept = Vec::new();
        for (master, _) in MASTERS {
            let span = Span::master_days(master, Date::MIN, Date::constant(9999, 1, 1));
            let days: Vec<Day> = self
                .engine
                .table
                .all(&span, &mut ReadSet::default())
                .await
                .unwrap();
            for booking in days.iter().flat_map(|day| day.sheet.active()) {
                let start = booking.start.as_second() / 60;
                kept.push((booking.id.to_string(), master, start));
            }
        }
        let held = self.model.held.iter();
        let mut held: Vec<_> = held
            .map(|it| (it.id.to_string(), it.master, it.start))
            .collect();
        kept.sort();
        held.sort();
        assert_eq!(kept, held);
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
        minute(of.start),
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

fn terms(shop: &Shop) -> Terms {
    let time = |half: i64| TimeOfDay::new(u16::try_from(half * 30).unwrap()).unwrap();
    let span = Hours::new(time(shop.open), time(shop.close)).unwrap();
    let days = Weekday::Monday.cycle_forward().take(7).enumerate();
    let hours = days.fold(WorkingHours::closed(), |hours, (index, day)| {
        hours.with(day, Some(span).filter(|_| shop.closed != Some(index)))
    });
    let lunch = shop.lunch.map(|at| Lunch::at(time(at)).unwrap());
    Terms::new(hours, lunch).unwrap()
}

#[test]
fn the_bot_and_a_simple_model_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let story = (any_shop(), prop::collection::vec(any_operation(), 40));
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(48)
    };
    let run = TestRunner::new(config).run(&story, |(shop, operations)| {
        runtime.block_on(async {
            let mut both = Both::new(shop).await;
            for operation in &operations {
                both.does(operation).await;
            }
            both.agrees().await;
        });
        Ok(())
    });
    run.unwrap();
}
