use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use desk::{Appointment, Card, Catalogue, Day, Profile, Role};
use diary::Zone;
use frontdesk_tests::table::Dump;
use frontdesk_tests::{Answer, World, updates};
use jiff::Timestamp;
use jiff::civil::Date;
use locales::{Language, Locale};
use outbox::NoticeRow;
use store::{Key, ReadSet, Record, Span, Table};
use telegram::{Person, UserId};

/// The masters.
pub(crate) const MAX: i64 = 700;
pub(crate) const BOB: i64 = 701;

/// The manager.
pub(crate) const EVE: i64 = 600;

/// A client.
pub(crate) const ANN: i64 = 42;

/// What people are called, in the table and by Telegram.
const NAMES: [(i64, &str, Option<Role>); 4] = [
    (MAX, "Max", Some(Role::Master)),
    (BOB, "Bob", Some(Role::Master)),
    (EVE, "Eve", Some(Role::Manager)),
    (ANN, "Ann <i>&", None),
];

/// A shop with two masters and a manager, in which it is Monday 2 March 2026, 9 o'clock.
pub(crate) struct Studio {
    pub(crate) world: World,
    next: AtomicI64,
}

impl Studio {
    pub(crate) async fn new() -> Self {
        let studio = Self::empty().await;
        let shop = Catalogue::seeded(Zone::default());
        let shop = shop.with_master(MAX, "Max").unwrap();
        let shop = shop.with_master(BOB, "Bob").unwrap();
        studio.puts(shop).await;
        studio
    }

    /// The same people, and nothing stored about the shop.
    pub(crate) async fn empty() -> Self {
        let studio = Self {
            world: World::new().await,
            next: AtomicI64::new(10_000),
        };
        for (id, name, role) in NAMES {
            studio.puts(profile(id, name, role)).await;
        }
        studio
    }

    pub(crate) fn table(&self) -> &Table {
        &self.world.webhook.engine().table
    }

    pub(crate) fn next_id(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) async fn says(&self, user: i64, text: &str) -> Answer {
        self.passes(Duration::from_secs(2));
        let update = updates::text(self.next_id(), user, text);
        self.world.ok(&named(update, user)).await
    }

    pub(crate) async fn presses(&self, user: i64, data: &str) -> Answer {
        self.passes(Duration::from_secs(2));
        let update = updates::press(self.next_id(), user, data);
        self.world.ok(&named(update, user)).await
    }

    /// Presses the button with that label under an answer.
    pub(crate) async fn taps(&self, user: i64, under: &Answer, label: &str) -> Answer {
        self.presses(user, &under.data(label)).await
    }

    /// Taps one button after the other, from a command on.
    pub(crate) async fn goes(&self, user: i64, command: &str, labels: &[&str]) -> Answer {
        let mut shown = self.says(user, command).await;
        for label in labels {
            shown = self.taps(user, &shown, label).await;
        }
        shown
    }

    /// Books a haircut with Max on the 3rd.
    pub(crate) async fn books(&self, client: i64, time: &str) -> Answer {
        let typed = format!("/book haircut max 2026-03-03 {time}");
        let booked = self.says(client, &typed).await;
        assert!(booked.text().contains("You are booked"), "{booked:?}");
        booked
    }

    pub(crate) fn passes(&self, time: Duration) {
        self.world.clock.advance(time);
    }

    pub(crate) async fn stored<R: Record>(&self, key: Key) -> Option<R> {
        let stored = self.table().read(key, &mut ReadSet::default()).await;
        stored.unwrap()
    }

    /// Writes a record over what is there.
    pub(crate) async fn puts<R: Record + PartialEq>(&self, record: R) {
        self.table().overwrite(record).await.unwrap().unwrap();
    }

    pub(crate) async fn day(&self, master: i64, day: i8) -> Day {
        let day = march(day);
        let stored = self.stored(Key::master_day(master, day)).await;
        stored.unwrap_or_else(|| Day::empty(master, day))
    }

    pub(crate) async fn card(&self, master: i64) -> Card {
        let card = self.stored(Key::master_terms(master)).await;
        card.unwrap_or_else(|| Card::usual(master))
    }

    pub(crate) async fn shop(&self) -> Catalogue {
        self.stored(Key::catalogue()).await.unwrap()
    }

    pub(crate) async fn appointments(&self, client: i64) -> Vec<Appointment> {
        let span = Span::client_bookings_after(client, Timestamp::UNIX_EPOCH);
        let all = self.table().all(&span, &mut ReadSet::default()).await;
        all.unwrap()
    }

    /// What the notices to a person say, in English, by their ids.
    pub(crate) async fn told(&self, user: i64) -> Vec<String> {
        let mut told = Vec::new();
        for key in self.world.dump().await.into_keys() {
            let Some(rest) = key.strip_prefix("notice#") else {
                continue;
            };
            let id = rest.split(" / ").next().unwrap();
            let notice: NoticeRow = self.stored(Key::notice(id)).await.unwrap();
            if notice.to == outbox::Recipient::Person(user) && notice.due.is_none() {
                told.push(Locale::of(Language::En).plain(&notice.text));
            }
        }
        told
    }

    /// Everything but the conversations and the sender's pace.
    pub(crate) async fn state(&self) -> Dump {
        let mut dump = self.world.dump().await;
        dump.retain(|key, _| !key.ends_with("me#conversation"));
        dump
    }
}

/// The update with the name that its sender has in the table.
fn named(mut update: serde_json::Value, user: i64) -> serde_json::Value {
    let known = NAMES.iter().find(|(id, ..)| *id == user);
    for kind in ["message", "callback_query"] {
        if let (Some((_, name, _)), Some(event)) = (known, update.get_mut(kind)) {
            event["from"]["first_name"] = (*name).into();
        }
    }
    update
}

/// Somebody who has started the bot.
pub(crate) fn profile(id: i64, name: &str, role: Option<Role>) -> Profile {
    let person = Person {
        id: UserId::new(id),
        is_bot: false,
        first_name: name.to_owned(),
        last_name: None,
        username: None,
        language_code: Some("en".to_owned()),
    };
    let profile = Profile::new(&person, "2026-03-01T00:00:00Z".parse().unwrap());
    role.into_iter().fold(profile, Profile::with_role)
}

/// A screen as it is seen: its text and its buttons.
pub(crate) fn seen(answer: &Answer) -> String {
    let call = answer.call();
    let rows = call["reply_markup"]["inline_keyboard"].as_array();
    let rows = rows.cloned().unwrap_or_default();
    let label = |button: &serde_json::Value| format!("[{}]", button["text"].as_str().unwrap());
    let row = |row: &serde_json::Value| {
        let labels: Vec<_> = row.as_array().unwrap().iter().map(label).collect();
        labels.join(" ")
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    format!("{}\n{}", answer.text(), rows.join("\n"))
}

/// The data of every button of an answer.
pub(crate) fn every_button(answer: &Answer) -> Vec<String> {
    let call = answer.call();
    let rows = call["reply_markup"]["inline_keyboard"].as_array();
    let rows = rows.cloned().unwrap_or_default();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap().clone());
    let data = |button: serde_json::Value| button["callback_data"].as_str().unwrap().to_owned();
    buttons.map(data).collect()
}

/// What was shown over the chat; empty when nothing was.
pub(crate) fn alerted(studio: &Studio) -> String {
    let calls = studio.world.telegram.telegram().calls();
    let alerts = calls
        .iter()
        .filter(|call| call.method == "answerCallbackQuery");
    let mut texts = alerts.filter_map(|call| call.params["text"].as_str().map(str::to_owned));
    texts.next_back().unwrap_or_default()
}

pub(crate) fn march(day: i8) -> Date {
    Date::constant(2026, 3, day)
}

/// An hour, and so on.
pub(crate) fn hours(hours: u64) -> Duration {
    Duration::from_secs(hours * 3600)
}
