//! Delivery to the webhook, step by step, as `WebhookActor` of tdlib/telegram-bot-api does it.

use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::calls::Via;
use crate::delivery::{Delivery, Outcome, WebhookAnswer};
use crate::params::Params;
use crate::updates::{Pending, Tries};
use crate::world::World;

/// The most that `Retry-After` can ask for, in seconds.
const MAX_RETRY_AFTER_S: u64 = 3600;

/// Repeated delays end at a random one between this and twice this, in seconds.
const LONG_DELAY_S: u64 = 60;

/// How long a webhook may answer 410 before it is removed.
const GONE_FOR: Duration = Duration::from_secs(23 * 60 * 60);

/// The largest answer that is read as a call, in bytes.
pub(crate) const MAX_REPLY_BYTES: usize = 1024 * 1024;

/// The webhook and what it did lately.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct WebhookState {
    pub(crate) current: Option<Webhook>,
    /// Unix time and text of the last failure. It stays after recovery.
    pub(crate) last_error: Option<(i64, String)>,
    gone_since: Option<Timestamp>,
    #[serde(skip)]
    last_ticket: u64,
}

/// The settings of a webhook.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Webhook {
    pub(crate) url: String,
    pub(crate) secret_token: Option<String>,
    pub(crate) max_connections: usize,
    pub(crate) allowed_updates: Option<Vec<String>>,
}

impl World {
    /// Puts another webhook in place, or none; what is under way is then sent again.
    pub(crate) fn replace_webhook(&mut self, webhook: Option<Webhook>) {
        if let Some(allowed) = webhook.as_ref().and_then(|w| w.allowed_updates.clone()) {
            self.updates.allowed = Some(allowed);
        }
        let last_ticket = self.webhook.last_ticket;
        self.webhook = WebhookState {
            current: webhook,
            last_ticket,
            ..WebhookState::default()
        };
        self.updates.put_back();
    }

    /// The deliveries to be made now; they count as under way from here on.
    pub(crate) fn due(&mut self) -> Vec<Delivery> {
        let now = self.now();
        let Some(webhook) = &self.webhook.current else {
            return Vec::new();
        };
        self.updates.take_up(webhook.max_connections * 2, now);
        let mut heads = self.updates.heads();
        let busy = heads.iter().filter(|head| is_busy(head)).count();
        heads.retain(|head| !is_busy(head) && wake_at(head) <= now);
        heads.sort_by_key(|head| wake_at(head));
        heads.truncate(webhook.max_connections.saturating_sub(busy));
        let tickets = &mut self.webhook.last_ticket;
        let started = heads.into_iter().filter_map(|head| {
            *tickets += 1;
            start(head, webhook, *tickets)
        });
        started.collect()
    }

    /// When the next delivery that is not due yet becomes due.
    pub(crate) fn next_due(&mut self) -> Option<Timestamp> {
        self.webhook.current.as_ref()?;
        let now = self.now();
        let heads = self.updates.heads();
        let waiting = heads.iter().filter(|head| !is_busy(head));
        waiting
            .map(|head| wake_at(head))
            .filter(|at| *at > now)
            .min()
    }

    /// Takes the outcome of a delivery. One that was overtaken by another webhook counts nothing.
    pub(crate) fn finished(&mut self, delivery: &Delivery, outcome: &Outcome) {
        let ticket = |tries: &Tries| tries.ticket == Some(delivery.ticket);
        let mut waiting = self.updates.waiting.values();
        if !waiting.any(|u| u.tries.as_ref().is_some_and(ticket)) {
            return;
        }
        match outcome {
            Outcome::Answered(answer) if answer.is_success() => {
                self.webhook.gone_since = None;
                self.updates.remove(delivery.update_id);
                self.perform_reply(answer);
            }
            Outcome::Answered(answer) => {
                let error = wrong_response(answer.status);
                self.failed(delivery.ticket, error, retry_after_s(answer));
                self.note_gone(answer.status);
            }
            Outcome::TimedOut => {
                self.failed(delivery.ticket, "Read timeout expired".to_owned(), 0);
            }
            Outcome::Closed => {
                self.failed(delivery.ticket, "Webhook connection closed".to_owned(), 0);
            }
        }
    }

    fn failed(&mut self, ticket: u64, error: String, retry_after_s: u64) {
        let now = self.now();
        self.webhook.last_error = Some((now.as_second(), error));
        let long_delay_s = self.rng.u64(LONG_DELAY_S..=2 * LONG_DELAY_S);
        let mut heads = self.updates.heads();
        let head = heads.iter_mut().find_map(|head| {
            Some((head.id, head.expires_at, head.tries.as_mut()?))
                .filter(|(_, _, tries)| tries.ticket == Some(ticket))
        });
        let Some((id, expires_at, tries)) = head else {
            return;
        };
        let mut wait_s = retry_after_s;
        if retry_after_s == 0 && tries.fails > 0 {
            tries.delay_s = long_delay_s.min(tries.delay_s * 2);
            wait_s = tries.delay_s;
        }
        tries.fails += 1;
        tries.ticket = None;
        tries.wake_at = now + Duration::from_secs(wait_s);
        if tries.wake_at > expires_at {
            self.updates.give_up(|update| update.id == id);
        }
    }

    fn note_gone(&mut self, status: u16) {
        let now = self.now();
        if status != 410 {
            self.webhook.gone_since = None;
        } else if now > *self.webhook.gone_since.get_or_insert(now) + GONE_FOR {
            self.replace_webhook(None);
        }
    }

    fn perform_reply(&mut self, answer: &WebhookAnswer) {
        if let Some((method, params)) = reply(answer) {
            self.call(&method, &Params::new(params), Via::WebhookReply);
        }
    }
}

fn is_busy(update: &Pending) -> bool {
    update
        .tries
        .as_ref()
        .is_some_and(|tries| tries.ticket.is_some())
}

fn wake_at(update: &Pending) -> Timestamp {
    update
        .tries
        .as_ref()
        .map_or(Timestamp::MAX, |tries| tries.wake_at)
}

fn start(update: &mut Pending, webhook: &Webhook, ticket: u64) -> Option<Delivery> {
    let body = update.to_json().to_string().into();
    let tries = update.tries.as_mut()?;
    tries.ticket = Some(ticket);
    Some(Delivery {
        update_id: update.id,
        queue: update.queue.clone(),
        attempt: tries.fails + 1,
        url: webhook.url.clone(),
        secret_token: webhook.secret_token.clone(),
        body,
        ticket,
    })
}

fn wrong_response(status: u16) -> String {
    let reason = StatusCode::from_u16(status).ok();
    let reason = reason.and_then(|status| status.canonical_reason());
    let reason = reason.unwrap_or_default();
    format!("Wrong response from the webhook: {status} {reason}")
}

/// Whole seconds only: a date in this header is not understood.
fn retry_after_s(answer: &WebhookAnswer) -> u64 {
    let seconds = answer.header("retry-after");
    let seconds = seconds.and_then(|value| value.trim().parse::<u64>().ok());
    seconds.unwrap_or(0).min(MAX_RETRY_AFTER_S)
}

/// The call that rides in an answer.
fn reply(answer: &WebhookAnswer) -> Option<(String, Value)> {
    let is_json = answer
        .header("content-type")
        .is_some_and(|value| value.to_lowercase().starts_with("application/json"));
    let is_brotli = answer.header("content-encoding") == Some("br");
    if !is_json || is_brotli || answer.body.len() > MAX_REPLY_BYTES {
        return None;
    }
    let mut params: Value = serde_json::from_slice(&answer.body).ok()?;
    let method = params.as_object_mut()?.remove("method")?;
    let method = method.as_str()?.to_owned();
    may_be_a_reply(&method).then_some((method, params))
}

fn may_be_a_reply(method: &str) -> bool {
    let method = method.to_ascii_lowercase();
    let never = ["setwebhook", "deletewebhook", "close", "logout"];
    !method.is_empty() && !never.contains(&method.as_str()) && !method.starts_with("get")
}
