use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use clock::Deadline;
use engine::{Acknowledgement, Bot, Class, Engine, Report};
use heartbeat::Heartbeat;
use http::header::RETRY_AFTER;
use http::{HeaderValue, Request, Response, StatusCode};
use store::Permit;
use telegram::Envelope;
use telemetry::UpdateLine;

use crate::admission::{Rejection, Route, check_form, presented_secret, presents_a_secret};
use crate::checks::Checks;
use crate::health::{bare_page, json, page};
use crate::secret::WebhookSecret;

/// What Telegram is asked to wait, in seconds, while nothing can be admitted.
const RETRY_AFTER_S: u64 = 5;

/// The HTTP function.
#[derive(Debug)]
pub struct Webhook<B> {
    engine: Engine<B>,
    secret: WebhookSecret,
    enabled: bool,
    checks: Checks,
}

/// What one invocation brings besides the request.
#[derive(Clone, Copy, Debug)]
pub struct Invocation<'a> {
    /// Names the invocation in log lines.
    pub request_id: &'a str,
    /// When the answer has to be there.
    pub deadline: Deadline,
}

impl<B: Bot> Webhook<B> {
    pub(crate) fn new(
        engine: Engine<B>,
        secret: WebhookSecret,
        enabled: bool,
        checks: Checks,
    ) -> Self {
        Self {
            engine,
            secret,
            enabled,
            checks,
        }
    }

    /// The engine behind the HTTP face.
    #[must_use]
    pub fn engine(&self) -> &Engine<B> {
        &self.engine
    }

    /// The same function as long as `permit` is open. Whatever it reads or wants to write after that
    /// comes to nothing: the update is not acknowledged.
    #[must_use]
    pub fn under(mut self, permit: Arc<dyn Permit>) -> Self {
        self.engine.table = self.engine.table.under(permit);
        self
    }

    /// Answers one request; never fails.
    pub async fn answer(
        &self,
        request: Request<Bytes>,
        invocation: Invocation<'_>,
    ) -> Response<Bytes> {
        match Route::of(&request) {
            Ok(Route::Health) if presents_a_secret(&request) => {
                self.health(&request, invocation).await
            }
            Ok(Route::Health) => bare_page(),
            Ok(Route::Telegram) => self.update(request, invocation).await,
            Err(rejection) => rejection.response(),
        }
    }

    async fn update(&self, request: Request<Bytes>, invocation: Invocation<'_>) -> Response<Bytes> {
        match self.admit(request).await {
            Ok(envelope) => {
                let now = self.engine.clock.now();
                if let Some(beat) = Heartbeat::read(&envelope, now, env!("CARGO_PKG_VERSION")) {
                    return self.beat(beat, invocation).await;
                }
                respond(self.handle(&envelope, invocation).await)
            }
            Err(refusal) => refused(&refusal, invocation),
        }
    }

    /// The page with its checks, for who knows the secret.
    async fn health(
        &self,
        request: &Request<Bytes>,
        invocation: Invocation<'_>,
    ) -> Response<Bytes> {
        match self.check_secret(request).await {
            Ok(()) => {
                let (table, clock) = (&self.engine.table, &*self.engine.clock);
                page(&self.checks.made(table, clock).await)
            }
            Err(refusal) => refused(&refusal, invocation),
        }
    }

    /// Takes an update that was admitted all the way, and logs it; never fails.
    pub async fn handle(&self, envelope: &Envelope, invocation: Invocation<'_>) -> Acknowledgement {
        let started = self.engine.clock.monotonic();
        let report = self.engine.handle(envelope, invocation.deadline).await;
        self.log(invocation, envelope, &report, started);
        report.acknowledgement
    }

    /// Writes the monitor's sign of life: URL, secret, function and table work.
    async fn beat(&self, beat: Heartbeat, invocation: Invocation<'_>) -> Response<Bytes> {
        match beat
            .record(&self.engine.table.until(invocation.deadline))
            .await
        {
            Ok(()) => Response::new(Bytes::new()),
            Err(error) => {
                tracing::error!(%error, "the heartbeat was not written");
                unavailable(RETRY_AFTER_S)
            }
        }
    }

    async fn admit(&self, request: Request<Bytes>) -> Result<Envelope, Refusal> {
        check_form(&request)?;
        self.check_secret(&request).await?;
        if !self.enabled {
            return Err(Refusal::Unavailable);
        }
        Envelope::parse(request.into_body()).map_err(|_| Rejection::NoUpdateId.into())
    }

    async fn check_secret(&self, request: &Request<Bytes>) -> Result<(), Refusal> {
        match self.secret.matches(presented_secret(request)).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Rejection::WrongSecret.into()),
            Err(error) => {
                tracing::error!(%error, "the webhook's key cannot be had");
                Err(Refusal::Unavailable)
            }
        }
    }

    fn log(
        &self,
        invocation: Invocation<'_>,
        envelope: &Envelope,
        report: &Report,
        started: Duration,
    ) {
        let took = self.engine.clock.monotonic().saturating_sub(started);
        let line = UpdateLine {
            request_id: invocation.request_id,
            update_id: Some(envelope.update_id.get()),
            user: envelope.user.map(|user| user.get()),
            kind: envelope.kind.as_str(),
            outcome: report.class.as_str(),
            booking: report.done_to("booking"),
            duration_s: took.as_secs_f64(),
            table_requests: report.table_requests,
            conflicts: report.conflicts,
            bot_api_calls: report.direct_calls,
            duplicate: u32::from(report.class == Class::Duplicate),
            throttled: u32::from(report.class == Class::Throttled),
            parked: u32::from(report.class == Class::Parked),
        };
        line.log();
    }
}

/// Why a request was not admitted.
enum Refusal {
    Rejected(Rejection),
    Unavailable,
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

fn refused(refusal: &Refusal, invocation: Invocation<'_>) -> Response<Bytes> {
    match refusal {
        Refusal::Rejected(rejection) => {
            tracing::warn!(
                request_id = invocation.request_id,
                reason = rejection.as_str(),
                "a request was rejected"
            );
            rejection.response()
        }
        Refusal::Unavailable => unavailable(RETRY_AFTER_S),
    }
}

fn respond(acknowledgement: Acknowledgement) -> Response<Bytes> {
    match acknowledgement {
        Acknowledgement::Done(Some(call)) => json(call.webhook_reply().into()),
        Acknowledgement::Done(None) => Response::new(Bytes::new()),
        Acknowledgement::Unavailable { retry_after } => {
            unavailable(retry_after.as_secs().clamp(1, RETRY_AFTER_S))
        }
    }
}

fn unavailable(retry_after_s: u64) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"Not now; try again.\n"));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(retry_after_s));
    response
}
