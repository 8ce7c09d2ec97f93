//! The line to the Bot API, with a token that is fetched when it is first needed. Whatever asks
//! the Bot API for something goes through here, and is counted here.

#![warn(missing_docs)]

use std::sync::Arc;
use std::time::Duration;

use aws::{ParameterError, Parameters, RootsError, tls_config};
use clock::SharedClock;
use secrecy::{ExposeSecret as _, SecretString};
use settings::{ApiUrl, BotToken, Source, TlsRoots};
use telegram::{
    Account, ApiError, BotApi, Call, Claimed, Idempotent, InvalidBaseUrl, Poll, Polled, Tls,
    WebhookInfo,
};

/// The line to the Bot API. Clones share it.
#[derive(Clone, Debug)]
pub struct Line(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    api: BotApi,
    token: Option<Source<BotToken>>,
    parameters: Arc<Parameters>,
    clock: SharedClock,
}

/// Why a line cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system's certificate authorities cannot be read.
    #[error(transparent)]
    Roots(#[from] RootsError),
    /// The address is no base URL.
    #[error("TELEGRAM_API_URL: {0}")]
    Url(#[from] InvalidBaseUrl),
}

/// Why a call came to nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LineError {
    /// The token cannot be had: nothing was sent.
    #[error("the bot token cannot be had: {0}")]
    Token(#[from] TokenError),
    /// The Bot API's answer, or the lack of one.
    #[error(transparent)]
    Api(#[from] ApiError),
}

/// Why the token cannot be had.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TokenError {
    /// Its parameter cannot be read.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// The parameter's text is no token.
    #[error("the parameter holds no bot token")]
    Malformed,
    /// None is configured: updates are disabled.
    #[error("none is configured")]
    Missing,
}

impl Line {
    /// A line to the Bot API at `url`. Makes no request yet.
    ///
    /// # Errors
    /// When `url` is no base URL, or the system's certificate authorities are asked for and
    /// cannot be read.
    pub fn open(
        url: &ApiUrl,
        roots: TlsRoots,
        token: Option<Source<BotToken>>,
        parameters: Arc<Parameters>,
        clock: SharedClock,
    ) -> Result<Self, OpenError> {
        let tls = match roots {
            TlsRoots::Builtin => Tls::BuiltIn,
            TlsRoots::System => Tls::Preconfigured(Arc::new(tls_config(TlsRoots::System)?)),
        };
        let api = BotApi::new(url.as_str(), tls, clock.clone())?;
        Ok(Self(Arc::new(Inner {
            api,
            token,
            parameters,
            clock,
        })))
    }

    /// Performs a call that may be repeated.
    ///
    /// # Errors
    /// See [`LineError`].
    pub async fn perform(&self, call: &Idempotent, limit: Duration) -> Result<(), LineError> {
        let api = &self.0.api;
        let performing = self.call(|token| async move { api.perform(&token, call, limit).await });
        let performed = clock::within(&*self.0.clock, limit, performing).await;
        let performed = performed.unwrap_or(Err(LineError::Api(ApiError::Unknown)));
        counted(call.as_call().method(), performed)
    }

    /// Sends what a claim guards, once.
    ///
    /// # Errors
    /// See [`LineError`]; [`ApiError::Unknown`] leaves open whether Telegram has it.
    pub async fn send(&self, claimed: &Claimed, limit: Duration) -> Result<(), LineError> {
        let api = &self.0.api;
        let sending = self.call(|token| async move { api.send(&token, claimed, limit).await });
        counted(claimed.method(), sending.await)
    }

    /// Makes a polled update's reply, once.
    ///
    /// # Errors
    /// See [`LineError`]; whatever it is, the reply is not made again.
    pub async fn reply(&self, reply: &Call, limit: Duration) -> Result<(), LineError> {
        let api = &self.0.api;
        let making = self.call(|token| async move { api.reply(&token, reply, limit).await });
        counted(reply.method(), making.await)
    }

    /// Who the bot is; fetching the token counts in `limit`, too.
    ///
    /// # Errors
    /// See [`LineError`].
    pub async fn me(&self, limit: Duration) -> Result<Account, LineError> {
        let api = &self.0.api;
        let asking = self.call(|token| async move { api.me(&token, limit).await });
        let asked = clock::within(&*self.0.clock, limit, asking).await;
        let asked = asked.unwrap_or(Err(LineError::Api(ApiError::Unknown)));
        counted("getMe", asked)
    }

    /// What Telegram knows of the webhook; fetching the token counts in `limit`, too.
    ///
    /// # Errors
    /// See [`LineError`].
    pub async fn webhook_info(&self, limit: Duration) -> Result<WebhookInfo, LineError> {
        let api = &self.0.api;
        let asking = self.call(|token| async move { api.webhook_info(&token, limit).await });
        let asked = clock::within(&*self.0.clock, limit, asking).await;
        let asked = asked.unwrap_or(Err(LineError::Api(ApiError::Unknown)));
        counted("getWebhookInfo", asked)
    }

    /// The next updates; `limit` has to be longer than the poll waits.
    ///
    /// # Errors
    /// See [`LineError`].
    pub async fn updates(&self, poll: &Poll, limit: Duration) -> Result<Polled, LineError> {
        let api = &self.0.api;
        let polling = self.call(|token| async move { api.updates(&token, poll, limit).await });
        counted("getUpdates", polling.await)
    }

    /// Makes a call, once more where Telegram does not know the token and there is another one by
    /// now: what it refuses for that it has not done.
    async fn call<T, C>(&self, call: impl Fn(SecretString) -> C) -> Result<T, LineError>
    where
        C: Future<Output = Result<T, ApiError>>,
    {
        let token = self.token().await?;
        let called = call(token.clone()).await;
        if let Err(ApiError::Refused {
            code: 401 | 404, ..
        }) = called
        {
            let other = self.renewed().await?;
            if other.expose_secret() != token.expose_secret() {
                return Ok(call(other).await?);
            }
        }
        Ok(called?)
    }

    async fn token(&self) -> Result<SecretString, TokenError> {
        match &self.0.token {
            Some(Source::Value(token)) => Ok(SecretString::from(token.expose())),
            Some(Source::Parameter(name)) => of_parameter(&self.0.parameters.get(name).await?),
            None => Err(TokenError::Missing),
        }
    }

    async fn renewed(&self) -> Result<SecretString, TokenError> {
        match &self.0.token {
            Some(Source::Parameter(name)) => of_parameter(&self.0.parameters.renewed(name).await?),
            _ => self.token().await,
        }
    }
}

fn of_parameter(text: &SecretString) -> Result<SecretString, TokenError> {
    let token: Result<BotToken, _> = text.expose_secret().parse();
    let token = token.map_err(|_| TokenError::Malformed)?;
    Ok(SecretString::from(token.expose()))
}

/// Counts a request that was made; without a token none was.
fn counted<T>(method: &'static str, made: Result<T, LineError>) -> Result<T, LineError> {
    let outcome = match &made {
        Ok(_) => "ok",
        Err(LineError::Token(_)) => return made,
        Err(LineError::Api(error)) => outcome(error),
    };
    tracing::info!(
        bot_api_requests_total = 1,
        method,
        outcome,
        "the Bot API was asked"
    );
    made
}

fn outcome(error: &ApiError) -> &'static str {
    match error {
        ApiError::Refused { code: 429, .. } => "limited",
        ApiError::Refused { code: 500.., .. } | ApiError::Unreadable { .. } => "failed",
        ApiError::Refused { .. } => "refused",
        ApiError::NotSent => "not_sent",
        ApiError::Unknown => "unknown",
    }
}
