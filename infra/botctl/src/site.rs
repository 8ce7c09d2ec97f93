//! The webhook as it is seen from outside: at its public URL, with its secret.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use aws::{AwsSettings, tls_config};
use clock::{SharedClock, SystemClock};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::DATE;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use settings::{
    Environment, Reader, SettingsError, Source, TlsRoots, WebhookAddress, WebhookSecretText,
};

use crate::failure::Failure;
use crate::secrets::{self, SecretError};

/// How long one request may take.
const LIMIT: Duration = Duration::from_secs(20);

/// The most of an answer that is read, in bytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// The header in which Telegram presents the secret.
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// The kind of the update that asks whether the webhook is there. Telegram has none of that name, so
/// it is no work; unlike a heartbeat it is written nowhere, and hides no silent monitor.
const PROBE_KIND: &str = "frontdesk_probe";

/// The webhook at its public URL.
#[derive(Debug)]
pub(crate) struct Site {
    client: Client,
    url: String,
    secret: WebhookSecretText,
    clock: SharedClock,
}

/// What is presented with a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Presented {
    Secret,
    /// Another text, which nobody can have chosen.
    Nonsense,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// When it was answered, by the clock of whoever answered.
    pub(crate) date: Option<Timestamp>,
}

impl Site {
    /// Reads the settings and fetches the secret where it is a parameter; calls nobody else.
    pub(crate) async fn of(environment: &Environment) -> Result<Self, Failure> {
        let settings = SiteSettings::read(environment)?;
        let clock: SharedClock = Arc::new(SystemClock::new());
        let secret = settings.secret(&clock).await?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls_config(settings.roots)?)
            .http1_only()
            .no_proxy()
            .redirect(Policy::none())
            .timeout(LIMIT)
            .build()
            .expect("reqwest takes the TLS set-up of its own version");
        Ok(Self {
            client,
            url: settings.address.url,
            secret,
            clock,
        })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The secret, for Telegram.
    pub(crate) fn secret(&self) -> SecretString {
        self.secret.expose().into()
    }

    /// Telegram calls nothing but HTTPS; on loopback its stand-in calls anything.
    pub(crate) fn check_public(&self) -> Result<(), Failure> {
        let url: Url = self.url.parse().expect("the settings take URLs only");
        if url.scheme() == "https" || is_loopback(&url) {
            return Ok(());
        }
        Err(Failure::NotHttps(self.url.clone()))
    }

    /// Posts an update as Telegram does.
    pub(crate) async fn post(
        &self,
        update: &Value,
        presented: Presented,
    ) -> Result<Answer, Failure> {
        let request = self.client.post(&self.url);
        let request = request
            .header("content-type", "application/json")
            .header(SECRET_HEADER, self.presented(presented));
        self.answer(request.body(update.to_string())).await
    }

    /// Asks for the health page with its checks.
    pub(crate) async fn health(&self) -> Result<Answer, Failure> {
        let base = self.url.strip_suffix("/telegram");
        let base = base.ok_or_else(|| Failure::NoPath(self.url.clone()))?;
        let request = self.client.get(format!("{base}/health"));
        let secret = self.presented(Presented::Secret);
        self.answer(request.header(SECRET_HEADER, secret)).await
    }

    /// Whether this webhook answers there: an update that is no work is taken with the secret, and
    /// refused with another.
    pub(crate) async fn probe(&self) -> Result<(), Failure> {
        let now = self.clock.now().as_millisecond();
        let probe = json!({ "update_id": now, PROBE_KIND: {} });
        let url = self.url.clone();
        match self.post(&probe, Presented::Secret).await?.status {
            200 => {}
            401 => return Err(Failure::OtherSecret(url)),
            404 => return Err(Failure::NoPath(url)),
            503 => return Err(Failure::SiteUnavailable(url)),
            status => return Err(Failure::OtherSite { url, status }),
        }
        match self.post(&probe, Presented::Nonsense).await?.status {
            401 => Ok(()),
            status => Err(Failure::OpenSite { url, status }),
        }
    }

    fn presented(&self, presented: Presented) -> String {
        match presented {
            Presented::Secret => self.secret.expose().to_owned(),
            Presented::Nonsense => format!("not-the-secret-of-{}", self.secret.expose().len()),
        }
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Answer, Failure> {
        let unreachable = |_| Failure::NoSite(self.url.clone());
        let mut response = request.send().await.map_err(unreachable)?;
        let date = response.headers().get(DATE);
        let date = date.and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| rfc2822::parse(date).ok());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > ANSWER_LIMIT {
                break;
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status: response.status().as_u16(),
            body,
            date: date.map(|date| date.timestamp()),
        })
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

struct SiteSettings {
    address: WebhookAddress,
    roots: TlsRoots,
    /// Needed for a secret that is a parameter alone.
    aws: Option<AwsSettings>,
}

impl SiteSettings {
    fn read(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let address = WebhookAddress::read(&mut reader);
        let roots = reader.optional("TLS_ROOTS", str::parse);
        let aws = match &address {
            Ok(WebhookAddress {
                secret: Source::Parameter(_),
                ..
            }) => AwsSettings::read(&mut reader, environment).map(Some),
            Ok(_) | Err(_) => Ok(None),
        };
        let settings = || {
            Ok(Self {
                address: address?,
                roots: roots?.unwrap_or_default(),
                aws: aws?,
            })
        };
        reader.finish(settings())
    }

    async fn secret(&self, clock: &SharedClock) -> Result<WebhookSecretText, Failure> {
        let name = match &self.address.secret {
            Source::Value(secret) => return Ok(secret.clone()),
            Source::Parameter(name) => name,
        };
        let aws = self.aws.as_ref();
        let aws = aws.expect("it is read where the secret is a parameter");
        let text = match secrets::fetch(name, aws, self.roots, clock).await {
            Ok(text) => text,
            Err(SecretError::Roots(error)) => return Err(error.into()),
            Err(SecretError::Parameter(error)) => return Err(Failure::SecretParameter(error)),
        };
        let secret = WebhookSecretText::of(text.expose_secret());
        secret.map_err(|_| Failure::NoSecret(name.as_str().to_owned()))
    }
}
