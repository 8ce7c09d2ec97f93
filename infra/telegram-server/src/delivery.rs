use bytes::Bytes;

use crate::Queue;

/// A request to the bot's webhook, to be made now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The update's id.
    pub update_id: i64,
    /// The queue that waits for the outcome.
    pub queue: Queue,
    /// 1 for the first attempt.
    pub attempt: u32,
    /// Where to.
    pub url: String,
    /// The value of `X-Telegram-Bot-Api-Secret-Token`, if one was set.
    pub secret_token: Option<String>,
    /// The update as JSON.
    pub body: Bytes,
    pub(crate) ticket: u64,
}

/// What became of a [`Delivery`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The webhook answered.
    Answered(WebhookAnswer),
    /// No answer came within 60 s.
    TimedOut,
    /// The connection was refused, or closed without an answer.
    Closed,
}

/// The answer of a webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Names, in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
}

impl Delivery {
    /// The headers that Telegram sends, names in lower case.
    #[must_use]
    pub fn headers(&self) -> Vec<(&str, &str)> {
        let secret = self.secret_token.as_deref();
        let secret = secret.map(|secret| ("x-telegram-bot-api-secret-token", secret));
        let constant = [
            ("content-type", "application/json"),
            ("accept-encoding", "gzip, deflate"),
        ];
        constant.into_iter().chain(secret).collect()
    }
}

impl Outcome {
    /// An answer without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Answered(WebhookAnswer {
            status,
            ..WebhookAnswer::default()
        })
    }

    /// A 200 that makes a call: a JSON object with `method`.
    #[must_use]
    pub fn reply(body: impl Into<Bytes>) -> Self {
        let content_type = ("content-type".to_owned(), "application/json".to_owned());
        Self::Answered(WebhookAnswer {
            status: 200,
            headers: vec![content_type],
            body: body.into(),
        })
    }
}

impl WebhookAnswer {
    /// The same answer with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of the first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        let header = self.headers.iter().find(named);
        header.map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
