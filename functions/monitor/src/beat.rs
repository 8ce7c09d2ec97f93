use std::sync::Arc;
use std::time::Duration;

use aws::{Parameters, RootsError, tls_config};
use clock::Clock;
use heartbeat::Heartbeat;
use reqwest::StatusCode;
use reqwest::redirect::Policy;
use secrecy::ExposeSecret as _;
use settings::{MonitorSettings, Source, WebhookSecretText};

/// The longest that the webhook may take to answer a heartbeat.
const LIMIT: Duration = Duration::from_secs(10);

/// Sends the signs of life.
#[derive(Clone, Debug)]
pub struct Pulse {
    client: reqwest::Client,
    /// Where they go, which is what Telegram should call.
    pub(crate) url: String,
    secret: Source<WebhookSecretText>,
    parameters: Arc<Parameters>,
    host: String,
    env: &'static str,
}

/// A sign of life did not arrive. Names neither the URL nor the secret.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum BeatError {
    #[error("the webhook's key cannot be had")]
    Secret,
    #[error("the webhook cannot be reached")]
    Unreachable,
    #[error("the webhook answers {0}")]
    Refused(u16),
}

impl Pulse {
    /// Signs of life for the webhook that the settings name. Makes no request yet.
    ///
    /// # Errors
    /// When the system's certificate authorities are asked for and cannot be read.
    pub fn new(
        settings: &MonitorSettings,
        parameters: Arc<Parameters>,
        host: String,
    ) -> Result<Self, RootsError> {
        let tls = tls_config(settings.outgoing.tls_roots)?;
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .http1_only()
            .no_proxy();
        let client = client
            .redirect(Policy::none())
            .build()
            .expect("reqwest takes the TLS set-up of its own version");
        Ok(Self {
            client,
            url: settings.webhook_url.clone(),
            secret: settings.webhook_secret.clone(),
            parameters,
            host,
            env: settings.outgoing.environment.as_str(),
        })
    }

    /// Sends one through the webhook's own path.
    pub(crate) async fn beat(&self, clock: &dyn Clock) -> Result<(), BeatError> {
        let secret = self.secret().await.ok_or(BeatError::Secret)?;
        let update = Heartbeat::update(&self.host, self.env, clock.now());
        let request = self
            .client
            .post(&self.url)
            .header("content-type", "application/json");
        let request = request.header("x-telegram-bot-api-secret-token", secret.expose());
        let sending = Box::pin(request.body(update.to_string()).send());
        match clock::within(clock, LIMIT, sending).await {
            Some(Ok(answer)) if answer.status().is_success() => Ok(()),
            Some(Ok(answer)) => {
                if answer.status() == StatusCode::UNAUTHORIZED {
                    self.renew_secret().await;
                }
                Err(BeatError::Refused(answer.status().as_u16()))
            }
            Some(Err(_)) | None => Err(BeatError::Unreachable),
        }
    }

    /// It may have been changed since it was fetched; the next run presents what is there now.
    async fn renew_secret(&self) {
        if let Source::Parameter(name) = &self.secret
            && let Err(error) = self.parameters.renewed(name).await
        {
            tracing::warn!(%error, "the webhook's key could not be fetched anew");
        }
    }

    async fn secret(&self) -> Option<WebhookSecretText> {
        match &self.secret {
            Source::Value(secret) => Some(secret.clone()),
            Source::Parameter(name) => {
                let text = self.parameters.get(name).await.ok()?;
                WebhookSecretText::of(text.expose_secret()).ok()
            }
        }
    }
}
