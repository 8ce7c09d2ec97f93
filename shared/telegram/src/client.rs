//! The client of the Bot API.

use std::sync::OnceLock;
use std::time::Duration;

use clock::SharedClock;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use crate::parameters::Commands;
use crate::polling::{Account, Poll, Polled};
use crate::request::Request;
use crate::{
    ApiError, Call, Claimed, CommandScope, Idempotent, LanguageCode, MenuCommand, Pending, Tls,
    Webhook, WebhookInfo, answer,
};

/// The longest wait for a connection. Beyond it nothing was written, which is worth telling
/// from a time-out after the request.
const CONNECT_LIMIT: Duration = Duration::from_secs(3);

/// The most bytes that are read of an answer to a call; they are a few kilobytes.
const ANSWER_LIMIT: usize = 256 * 1024;

/// The most bytes that are read of a batch of updates; Telegram's are at most some megabytes.
const BATCH_LIMIT: usize = 16 * 1024 * 1024;

/// Makes calls of the Bot API: HTTP/1.1 only, no redirects, no proxy from the environment.
///
/// Building one costs nothing: no I/O, and the HTTP client itself is made at the first call.
#[derive(Debug)]
pub struct BotApi {
    base_url: String,
    tls: Tls,
    clock: SharedClock,
    client: OnceLock<Client>,
}

impl BotApi {
    /// A client for the Bot API at `base_url`, such as `https://api.telegram.org`.
    ///
    /// # Errors
    /// When `base_url` is no absolute http or https URL.
    pub fn new(base_url: &str, tls: Tls, clock: SharedClock) -> Result<Self, InvalidBaseUrl> {
        let url = Url::parse(base_url).map_err(|_| InvalidBaseUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(InvalidBaseUrl);
        }
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self {
            base_url,
            tls,
            clock,
            client: OnceLock::new(),
        })
    }

    /// Makes a call that may be repeated, within `limit` from connecting to the answer's end.
    ///
    /// # Errors
    /// See [`ApiError`]; none of them shows the token.
    pub async fn perform(
        &self,
        token: &SecretString,
        call: &Idempotent,
        limit: Duration,
    ) -> Result<(), ApiError> {
        self.within(token, call.as_call().request(), limit).await
    }

    /// Makes a call that a claim guards, once, within `limit`.
    ///
    /// # Errors
    /// See [`ApiError`]; after [`ApiError::Unknown`] nobody knows whether Telegram has it.
    pub async fn send(
        &self,
        token: &SecretString,
        claimed: &Claimed,
        limit: Duration,
    ) -> Result<(), ApiError> {
        self.within(token, claimed.request(), limit).await
    }

    /// Makes the call that would have ridden in a webhook's response, once: the reply to an update
    /// that was polled.
    ///
    /// # Errors
    /// See [`ApiError`]; whatever it is, the reply is not made again.
    pub async fn reply(
        &self,
        token: &SecretString,
        reply: &Call,
        limit: Duration,
    ) -> Result<(), ApiError> {
        self.within(token, reply.request(), limit).await
    }

    /// Who the bot is (<https://core.telegram.org/bots/api#getme>).
    ///
    /// # Errors
    /// See [`ApiError`]. A token that Telegram does not know is refused with 401 or 404.
    pub async fn me(&self, token: &SecretString, limit: Duration) -> Result<Account, ApiError> {
        let me = Request::json("getMe", &Nothing {});
        let answer = self.ask(token, me, ANSWER_LIMIT);
        let (status, body) = self.in_time(limit, answer).await?;
        answer::result(status, &body)
    }

    /// The command menu that was set for just this scope and language, and is empty where none was
    /// (<https://core.telegram.org/bots/api#getmycommands>).
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn commands(
        &self,
        token: &SecretString,
        scope: CommandScope,
        language: Option<LanguageCode>,
        limit: Duration,
    ) -> Result<Vec<MenuCommand>, ApiError> {
        let menu = Request::json("getMyCommands", &Commands::of(scope, language));
        let answer = self.ask(token, menu, ANSWER_LIMIT);
        let (status, body) = self.in_time(limit, answer).await?;
        answer::result(status, &body)
    }

    /// The next updates (<https://core.telegram.org/bots/api#getupdates>), oldest first, as soon
    /// as there are any or the poll's time-out is over; `limit` has to be longer than that.
    ///
    /// # Errors
    /// See [`ApiError`]. While a webhook is set, or another poll goes on, Telegram refuses with 409.
    pub async fn updates(
        &self,
        token: &SecretString,
        poll: &Poll,
        limit: Duration,
    ) -> Result<Polled, ApiError> {
        let answer = self.ask(token, poll.request(), BATCH_LIMIT);
        let (status, body) = self.in_time(limit, answer).await?;
        Ok(Polled::of(answer::result(status, &body)?))
    }

    /// Where Telegram brings updates (<https://core.telegram.org/bots/api#getwebhookinfo>).
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn webhook_info(
        &self,
        token: &SecretString,
        limit: Duration,
    ) -> Result<WebhookInfo, ApiError> {
        let info = Request::json("getWebhookInfo", &Nothing {});
        let answer = self.ask(token, info, ANSWER_LIMIT);
        let (status, body) = self.in_time(limit, answer).await?;
        answer::result(status, &body)
    }

    /// Lets Telegram bring the updates of the kinds in use there, and nowhere else. It may be
    /// repeated (<https://core.telegram.org/bots/api#setwebhook>).
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn set_webhook(
        &self,
        token: &SecretString,
        webhook: &Webhook,
        limit: Duration,
    ) -> Result<(), ApiError> {
        self.within(token, webhook.request(), limit).await
    }

    /// Lets Telegram bring updates nowhere. It may be repeated
    /// (<https://core.telegram.org/bots/api#deletewebhook>).
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn delete_webhook(
        &self,
        token: &SecretString,
        pending: Pending,
        limit: Duration,
    ) -> Result<(), ApiError> {
        self.within(token, pending.delete_request(), limit).await
    }

    async fn within(
        &self,
        token: &SecretString,
        request: Request,
        limit: Duration,
    ) -> Result<(), ApiError> {
        let answer = self.ask(token, request, ANSWER_LIMIT);
        let (status, body) = self.in_time(limit, answer).await?;
        answer::read(status, &body)
    }

    async fn in_time<T>(
        &self,
        limit: Duration,
        answer: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        let answer = clock::within(&*self.clock, limit, answer).await;
        answer.unwrap_or(Err(ApiError::Unknown))
    }

    /// The status and the body of the answer.
    async fn ask(
        &self,
        token: &SecretString,
        request: Request,
        most_bytes: usize,
    ) -> Result<(u16, Vec<u8>), ApiError> {
        let Request {
            method,
            content_type,
            body: parameters,
        } = request;
        let url = format!("{}/bot{}/{method}", self.base_url, token.expose_secret());
        let request = self.client().post(url).header(CONTENT_TYPE, &*content_type);
        let response = request.body(parameters).send().await;
        let response = response.map_err(|error| broken(&error))?;
        Ok((
            response.status().as_u16(),
            body(response, most_bytes).await?,
        ))
    }

    fn client(&self) -> &Client {
        self.client.get_or_init(|| {
            Client::builder()
                .tls_backend_preconfigured(self.tls.config())
                .http1_only()
                .no_proxy()
                .redirect(Policy::none())
                .connect_timeout(CONNECT_LIMIT)
                .build()
                .expect("reqwest takes the TLS set-up of its own rustls version")
        })
    }
}

/// The parameters of a method that has none.
#[derive(serde::Serialize)]
struct Nothing {}

/// The base URL is no absolute http or https URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the Bot API's base URL is no absolute http or https URL")]
pub struct InvalidBaseUrl;

/// Sorts an error of the HTTP client by what was written; nothing else of it is kept.
fn broken(error: &reqwest::Error) -> ApiError {
    if error.is_connect() || error.is_builder() {
        ApiError::NotSent
    } else {
        ApiError::Unknown
    }
}

async fn body(mut response: Response, most_bytes: usize) -> Result<Vec<u8>, ApiError> {
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| broken(&e))? {
        if body.len() + chunk.len() > most_bytes {
            return Err(ApiError::Unreadable { status });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
