//! Superadmins who write to everybody, and who gets it.

use std::collections::BTreeMap;
use std::time::Duration;

use broadcast::{Broadcast, Status};
use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town};
use serde_json::json;
use store::Key;
use telegram_server::{CallRecord, Person, Shown, UserId};

/// The text that goes out.
pub(super) const TEXT: &str = "We <b>move</b> & open on Sunday";

/// Those who have started the bot, with the language of their apps; they and the superadmins are
/// everybody.
pub(super) const PEOPLE: [(i64, &str); 5] = [
    (ANN, "en"),
    (51, "ru"),
    (52, "ru-RU"),
    (53, "uz"),
    (54, "de"),
];

/// Who gets a small broadcast: the two superadmins.
pub(super) const FEW: &str = "🪪 superadmin";

/// A town with some people in it, and superadmins on the podium.
pub(super) struct Podium {
    pub(super) town: Town,
}

impl Podium {
    pub(super) async fn new() -> Self {
        let podium = Self {
            town: Town::new().await,
        };
        for (id, language) in PEOPLE.into_iter().filter(|(id, _)| *id != ANN) {
            podium.comes(id, language).await;
        }
        podium.forget();
        podium
    }

    /// What was called until now is of no interest.
    pub(super) fn forget(&self) {
        self.town.telegram().clear_calls();
        self.town.world.wire.operations();
        self.town.wire.operations();
    }

    /// Somebody starts the bot.
    pub(super) async fn comes(&self, id: i64, language: &str) {
        let person = Person::new(id, "P").language(language);
        self.town.telegram().add_person(person);
        self.says(id, "/start").await;
    }

    pub(super) async fn says(&self, user: i64, text: &str) {
        self.passes(2);
        self.town.say(user, text);
        self.town.updates().await;
    }

    pub(super) async fn taps(&self, user: i64, label: &str) {
        self.passes(2);
        self.town.press(user, label);
        self.town.updates().await;
    }

    /// Presses a button that may not be shown to them: below the last message of the bot, with
    /// data of their own making.
    pub(super) async fn forges(&self, user: i64, data: &str) {
        self.passes(2);
        let from = json!({ "id": user, "is_bot": false, "first_name": "F", "language_code": "en" });
        let below = self.last(user);
        let press = json!({
            "id": format!("forged-{user}-{data}"), "from": from, "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": below.message_id, "date": below.date.as_second(), "text": "…",
                "chat": { "id": user, "type": "private", "first_name": "F" },
            },
        });
        let inject = self.town.telegram().inject("callback_query", press);
        inject.unwrap();
        self.town.updates().await;
    }

    pub(super) fn passes(&self, seconds: u64) {
        self.town.world.clock.advance(Duration::from_secs(seconds));
    }

    /// Everything moves, broadcasts included.
    pub(super) async fn moves(&self) {
        self.town.settle_all().await;
    }

    /// A text to whom the button says, counted.
    pub(super) async fn composes_for(&self, whom: &str, user: i64, text: &str) -> i64 {
        self.says(user, "/broadcast").await;
        self.says(user, text).await;
        self.taps(user, whom).await;
        self.moves().await;
        self.ids().await.pop().unwrap()
    }

    /// A text to everybody, counted.
    pub(super) async fn composes(&self, user: i64, text: &str) -> i64 {
        self.composes_for("👥 Everybody", user, text).await
    }

    /// The same, and it is sent; nobody has it yet.
    pub(super) async fn begins(&self, user: i64, text: &str) -> i64 {
        let id = self.composes(user, text).await;
        self.taps(user, "📣 Send it").await;
        id
    }

    /// The same for the superadmins alone: a small one.
    pub(super) async fn begins_small(&self, user: i64, text: &str) -> i64 {
        let id = self.composes_for(FEW, user, text).await;
        self.taps(user, "📣 Send it").await;
        id
    }

    /// The broadcasts in the table.
    pub(super) async fn ids(&self) -> Vec<i64> {
        let dump = self.town.world.dump().await;
        let heads = dump.keys().filter_map(|key| key.strip_suffix(" / head"));
        let ids = heads.filter_map(|key| key.strip_prefix("broadcast#")?.parse().ok());
        let mut ids: Vec<i64> = ids.collect();
        ids.sort_unstable();
        ids
    }

    pub(super) async fn head(&self, id: i64) -> Broadcast {
        let table = &self.town.world.webhook.engine().table;
        let key = Key::broadcast(&id.to_string());
        table.get::<Broadcast>(&key).await.unwrap().unwrap().record
    }

    pub(super) async fn status(&self, id: i64) -> Status {
        self.head(id).await.status
    }

    /// The last message of the bot that somebody sees.
    pub(super) fn last(&self, user: i64) -> Shown {
        self.town.telegram().last_from_bot(UserId(user)).unwrap()
    }

    /// The message of the bot that somebody sees with these words in it, the newest first.
    pub(super) fn seen(&self, user: i64, words: &str) -> Shown {
        let screen = self.town.telegram().screen(UserId(user)).into_iter();
        let mut bots = screen.filter(|shown| shown.user.is_none());
        let found = bots.rfind(|shown| shown.text.contains(words));
        found.unwrap_or_else(|| panic!("{user} does not see {words}"))
    }

    /// What was said over the chat to the last press; nothing where its button just stopped glowing.
    pub(super) fn alert(&self) -> String {
        let calls = self.town.telegram().calls();
        let mut answers = calls
            .iter()
            .filter(|call| call.method == "answerCallbackQuery");
        let last = answers.next_back().map(|call| call.params["text"].clone());
        let text = last.and_then(|text| Some(text.as_str()?.to_owned()));
        text.unwrap_or_default()
    }

    /// How often each person has got a text, past the superadmins' own screens.
    pub(super) fn received(&self, text: &str) -> BTreeMap<i64, usize> {
        let mut received = BTreeMap::new();
        for call in self.sends().iter().filter(|call| call.succeeded()) {
            let is_text = call.params["text"] == text;
            if is_text || call.method == "copyMessage" {
                *received.entry(call.chat.unwrap().0).or_default() += 1;
            }
        }
        received
    }

    fn sends(&self) -> Vec<CallRecord> {
        let mut calls = self.town.telegram().calls();
        calls.retain(|call| {
            let sends = matches!(call.method.as_str(), "sendMessage" | "copyMessage");
            sends && call.via == telegram_server::Via::Http
        });
        calls
    }

    /// The people by whom an audience row stands in the table, with its language.
    pub(super) async fn audience(&self) -> BTreeMap<i64, String> {
        let dump = self.town.world.dump().await;
        let rows = dump.keys().filter_map(|key| key.strip_prefix("audience#"));
        let mut audience = BTreeMap::new();
        for row in rows {
            let (place, user) = row.split_once(" / ").unwrap();
            let (language, _) = place.split_once('#').unwrap();
            let twice = audience.insert(user.parse().unwrap(), language.to_owned());
            assert_eq!(twice, None, "{user} stands there twice");
        }
        audience
    }
}

/// What is written on the buttons of a message.
pub(super) fn labels(shown: &Shown) -> Vec<String> {
    let buttons = shown.buttons.iter().flatten();
    buttons.map(|button| button.label.clone()).collect()
}

/// The data of one of them.
pub(super) fn data(shown: &Shown, label: &str) -> String {
    let mut buttons = shown.buttons.iter().flatten();
    let button = buttons.find(|button| button.label.contains(label));
    button.unwrap().data.clone().unwrap()
}

/// The superadmins' ids, once each.
pub(super) fn few() -> BTreeMap<i64, usize> {
    [BOSS, CHIEF].map(|id| (id, 1)).into()
}

/// Everybody's ids, once each.
pub(super) fn everybody() -> BTreeMap<i64, usize> {
    let people = PEOPLE.map(|(id, _)| id).into_iter();
    people.chain([BOSS, CHIEF]).map(|id| (id, 1)).collect()
}
