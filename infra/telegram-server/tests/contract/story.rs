//! Where every test begins: Anna and the bot, a webhook, and a clock that stands.

use std::sync::Arc;
use std::time::Duration;

use clock::ManualClock;
use serde_json::{Value, json};
use telegram_server::{
    ApiError, CallRecord, Delivery, Outcome, Person, Telegram, TelegramConfig, UserId,
};

pub(crate) struct Story {
    pub(crate) clock: ManualClock,
    pub(crate) telegram: Arc<Telegram>,
    pub(crate) anna: UserId,
    pub(crate) boris: UserId,
}

impl Story {
    /// Nobody has written yet, and there is no webhook.
    pub(crate) fn new() -> Self {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let telegram = Telegram::new(TelegramConfig::new(Arc::new(clock.clone())));
        let anna = Person::new(100, "Anna").username("anna_p").language("ru");
        Self {
            anna: telegram.add_person(anna),
            boris: telegram.add_person(Person::new(200, "Boris")),
            clock,
            telegram,
        }
    }

    /// The same with a webhook.
    pub(crate) fn with_webhook() -> Self {
        let story = Self::new();
        story.calls(
            "setWebhook",
            json!({"url": "https://bot.example.org/telegram", "secret_token": "s3cret"}),
        );
        story
    }

    /// The same, and Anna has said `/start`, which the bot has not heard yet.
    pub(crate) fn begun() -> Self {
        let story = Self::with_webhook();
        story.says("/start");
        story
    }

    pub(crate) fn says(&self, text: &str) -> i64 {
        self.telegram.say(self.anna, self.anna, text).unwrap()
    }

    /// The bot writes to Anna; what else the message needs is in `more`.
    pub(crate) fn writes(&self, text: &str, more: Value) -> i64 {
        let sent = self.calls("sendMessage", to(self.anna, text, more));
        sent["message_id"].as_i64().unwrap()
    }

    pub(crate) fn calls(&self, method: &str, params: Value) -> Value {
        self.telegram.call(method, params).unwrap()
    }

    pub(crate) fn refuses(&self, method: &str, params: Value) -> ApiError {
        self.telegram.call(method, params).unwrap_err()
    }

    /// The description of the refusal.
    pub(crate) fn refusal(&self, method: &str, params: Value) -> String {
        self.refuses(method, params).to_string()
    }

    pub(crate) fn only_due(&self) -> Delivery {
        let mut due = self.telegram.due();
        assert_eq!(due.len(), 1, "{due:?}");
        due.remove(0)
    }

    /// Answers the only delivery that is due and returns it.
    pub(crate) fn answers(&self, outcome: &Outcome) -> Delivery {
        let delivery = self.only_due();
        self.telegram.finished(&delivery, outcome);
        delivery
    }

    pub(crate) fn passes(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// The seconds until the next delivery, which then have passed.
    pub(crate) fn waits(&self) -> Option<u64> {
        let wait = self.telegram.until_next_due()?;
        self.clock.advance(wait);
        Some(wait.as_secs())
    }

    pub(crate) fn last_call(&self) -> CallRecord {
        self.telegram.calls().pop().unwrap()
    }

    /// The update that happened last, without its id.
    pub(crate) fn last_update(&self) -> Value {
        let mut update = self.telegram.pending().pop().unwrap();
        update.as_object_mut().unwrap().remove("update_id");
        update
    }
}

/// Parameters of `sendMessage`.
pub(crate) fn to(chat: UserId, text: &str, more: Value) -> Value {
    let mut params = json!({"chat_id": chat.0, "text": text});
    if let Value::Object(more) = more {
        params.as_object_mut().unwrap().extend(more);
    }
    params
}

pub(crate) fn buttons(rows: &Value) -> Value {
    json!({"reply_markup": {"inline_keyboard": rows}})
}

pub(crate) fn body(delivery: &Delivery) -> Value {
    serde_json::from_slice(&delivery.body).unwrap()
}
