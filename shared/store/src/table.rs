use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use clock::{Deadline, SharedClock, SharedEntropy, jittered};

use crate::{Cause, Permit, StoreError};

/// The longest that one request to the table may take.
const REQUEST_LIMIT: Duration = Duration::from_secs(2);

/// How often a request is made again after passing trouble.
const RETRIES: u32 = 2;

/// The most that is waited before a request is made again.
const BACK_OFF: Duration = Duration::from_millis(40);

/// The table, for the time of one invocation.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) client: Client,
    pub(crate) name: Arc<str>,
    pub(crate) clock: SharedClock,
    pub(crate) entropy: SharedEntropy,
    deadline: Deadline,
    requests: Arc<AtomicU32>,
    /// `None` where nobody can lose the right to it.
    permit: Option<Arc<dyn Permit>>,
}

impl Table {
    /// A table without a deadline; see [`Table::until`].
    #[must_use]
    pub fn new(client: Client, name: &str, clock: SharedClock, entropy: SharedEntropy) -> Self {
        Self {
            client,
            name: name.into(),
            clock,
            entropy,
            deadline: Deadline::NEVER,
            requests: Arc::default(),
            permit: None,
        }
    }

    /// The same table, as long as `permit` is open: then every request ends with
    /// [`Cause::Fenced`]. A write that is on its way at that moment is not called back.
    #[must_use]
    pub fn under(&self, permit: Arc<dyn Permit>) -> Self {
        Self {
            permit: Some(permit),
            ..self.clone()
        }
    }

    /// The same table, with every request ending before `deadline`, and a request count of its own.
    #[must_use]
    pub fn until(&self, deadline: Deadline) -> Self {
        Self {
            deadline,
            requests: Arc::default(),
            ..self.clone()
        }
    }

    /// How many requests were made since [`Table::until`].
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Makes an idempotent attempt again after passing trouble, a bounded number of times and
    /// only while there is time. The SDK's own retries are off.
    pub(crate) async fn retrying<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        for round in 1..=RETRIES {
            match attempt().await {
                Err(error) if error.is_worth_another_try() => self.back_off(round).await?,
                ended => return ended,
            }
        }
        attempt().await
    }

    /// Makes one request that reads, bounded in time, and classifies its error.
    ///
    /// The SDK's futures are tens of KiB large: callers box them, so that ours stay small.
    pub(crate) async fn request<T, E: ProvideErrorMetadata>(
        &self,
        call: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Result<T, StoreError> {
        let answer = self.answer(call).await?;
        self.permitted()?;
        answer.map_err(|error| StoreError::of(&error))
    }

    /// Makes one request, bounded in time.
    pub(crate) async fn answer<T>(&self, call: impl Future<Output = T>) -> Result<T, StoreError> {
        self.permitted()?;
        let limit = self.deadline.left(&*self.clock).min(REQUEST_LIMIT);
        self.requests.fetch_add(1, Ordering::Relaxed);
        let answer = clock::within(&*self.clock, limit, call).await;
        answer.ok_or(StoreError::Transient(Cause::TimeOut))
    }

    fn permitted(&self) -> Result<(), StoreError> {
        match &self.permit {
            Some(permit) if !permit.is_open() => Err(StoreError::Transient(Cause::Fenced)),
            _ => Ok(()),
        }
    }

    async fn back_off(&self, round: u32) -> Result<(), StoreError> {
        let wait = jittered(BACK_OFF * round, &*self.entropy);
        if wait >= self.deadline.left(&*self.clock) {
            return Err(StoreError::Transient(Cause::TimeOut));
        }
        self.clock.sleep(wait).await;
        Ok(())
    }
}
