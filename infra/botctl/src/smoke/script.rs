//! What is said, and what has to be answered.

use clock::SharedClock;
use jiff::Timestamp;
use serde_json::Value;

use super::Step;
use super::updates::{USER, press, text};
use crate::failure::Failure;
use crate::site::{Presented, Site};

/// The conversation.
pub(super) struct Script<'s> {
    site: &'s Site,
    clock: SharedClock,
    now: Timestamp,
    /// Ids from here on; two runs within a moment could share some.
    first_id: i64,
    steps: Vec<Step>,
}

/// What an answer has to be.
type Check = fn(&Value) -> Result<(), String>;

impl<'s> Script<'s> {
    pub(super) fn new(site: &'s Site, clock: SharedClock, now: Timestamp) -> Self {
        Self {
            site,
            clock,
            now,
            first_id: now.as_millisecond(),
            steps: Vec::new(),
        }
    }

    /// Goes through all of it; what is not as it should be is noted, and the next step comes.
    pub(super) async fn play(mut self) -> Result<Vec<Step>, Failure> {
        let start = self.text(0, "/start");
        let greeting = self.says("/start is answered", &start, greets).await?;
        let help = self.text(1, "/help");
        self.says("/help lists commands", &help, lists).await?;
        let language = button(&greeting, "l:").unwrap_or_default();
        let pressed = press(self.first_id + 2, &language, self.now);
        self.says("a press is answered", &pressed, is_call).await?;
        self.repeats(&start, &greeting).await?;
        self.is_refused(&help).await?;
        let forget = self.text(3, "/forget_me");
        let asked = self.says("/forget_me asks first", &forget, is_call).await?;
        let confirm = button(&asked, "f:").unwrap_or_default();
        let confirm = press(self.first_id + 4, &confirm, self.now);
        let forgets = "the profile is erased again";
        self.says(forgets, &confirm, forgets_all).await?;
        Ok(self.steps)
    }

    fn text(&self, number: i64, words: &str) -> Value {
        text(self.first_id + number, words, self.now)
    }

    /// Posts an update, and holds the answer against what it has to be.
    async fn says(
        &mut self,
        what: &'static str,
        update: &Value,
        check: Check,
    ) -> Result<Value, Failure> {
        let began = self.clock.monotonic();
        let answer = self.site.post(update, Presented::Secret).await?;
        let call = serde_json::from_slice(&answer.body).unwrap_or_default();
        let wrong = match answer.status {
            200 => check(&call).err(),
            status => Some(format!("the webhook answers {status}")),
        };
        self.note(what, began, wrong);
        Ok(call)
    }

    /// A second delivery of an update that has changed something gets the same answer.
    async fn repeats(&mut self, update: &Value, before: &Value) -> Result<(), Failure> {
        let began = self.clock.monotonic();
        let answer = self.site.post(update, Presented::Secret).await?;
        let call: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let wrong = (call != *before).then(|| "it gets another answer".to_owned());
        self.note("a duplicate gets the same answer", began, wrong);
        Ok(())
    }

    async fn is_refused(&mut self, update: &Value) -> Result<(), Failure> {
        let began = self.clock.monotonic();
        let answer = self.site.post(update, Presented::Nonsense).await?;
        let wrong =
            (answer.status != 401).then(|| format!("the webhook answers {}", answer.status));
        self.note("a wrong secret is refused", began, wrong);
        Ok(())
    }

    fn note(&mut self, what: &'static str, began: std::time::Duration, wrong: Option<String>) {
        let took = self.clock.monotonic().saturating_sub(began);
        self.steps.push(Step {
            what,
            took_ms: took.as_millis(),
            wrong,
        });
    }
}

fn is_call(call: &Value) -> Result<(), String> {
    let is_ours = call["chat_id"] == USER || call["callback_query_id"].is_string();
    match call["method"].as_str() {
        Some(_) if is_ours => Ok(()),
        Some(method) => Err(format!("{method} goes to somebody else")),
        None => Err("there is no answer".to_owned()),
    }
}

fn greets(call: &Value) -> Result<(), String> {
    is_call(call)?;
    let text = call["text"].as_str().unwrap_or_default();
    says(text.contains("Smoke"), "the greeting has no name")
}

fn lists(call: &Value) -> Result<(), String> {
    is_call(call)?;
    let text = call["text"].as_str().unwrap_or_default();
    says(text.contains("/cancel"), "no command is listed")
}

fn forgets_all(call: &Value) -> Result<(), String> {
    is_call(call)?;
    let edited = call["method"] == "editMessageText";
    says(edited, "nothing was erased")
}

fn says(is_so: bool, else_wrong: &str) -> Result<(), String> {
    is_so.then_some(()).ok_or_else(|| else_wrong.to_owned())
}

/// The data of the first button that begins so; of the last one where none does.
fn button(call: &Value, beginning: &str) -> Option<String> {
    let rows = call["reply_markup"]["inline_keyboard"].as_array()?;
    let buttons = rows.iter().filter_map(Value::as_array).flatten();
    let data: Vec<_> = buttons
        .filter_map(|button| button["callback_data"].as_str())
        .collect();
    let found = data.iter().find(|data| data.starts_with(beginning));
    found.or(data.last()).map(|data| (*data).to_owned())
}
