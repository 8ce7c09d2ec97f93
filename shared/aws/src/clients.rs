use std::time::Duration;

use aws_sdk_dynamodb::config::IdentityCache;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_types::SdkConfig;
use aws_types::sdk_config::{
    RetryConfig, SharedHttpClient, StalledStreamProtectionConfig, TimeoutConfig,
};
use clock::SharedClock;
use http::Uri;

use crate::credentials::provider;
use crate::environment::{AwsSettings, Endpoints};
use crate::time::SdkTime;

/// How long one request may take. There is one attempt, so nothing is added to these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// From the request to an established connection, names and TLS included; 1 s by default.
    pub connect: Duration,
    /// From the request to its parsed answer; 2 s by default. A long poll of SQS needs more.
    pub attempt: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(1),
            attempt: Duration::from_secs(2),
        }
    }
}

/// Makes the clients of the AWS services, all with the same set-up.
///
/// Without retries, without profile files, without an instance metadata service, without a cache
/// for credentials that never change in the life of a process. Each method makes a new client,
/// which takes about 0.2 ms: make it once and clone it.
#[derive(Clone, Debug)]
pub struct Aws {
    config: SdkConfig,
    endpoints: Endpoints,
}

impl Aws {
    /// Clients for `settings` that send through `http`; signatures and time-outs take their time
    /// from `clock`. Missing credentials are no error here: each request then fails, see
    /// [`lacks_credentials`](crate::lacks_credentials).
    #[must_use]
    pub fn new(settings: &AwsSettings, http: SharedHttpClient, clock: SharedClock) -> Self {
        let time = SdkTime(clock);
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(settings.region.clone())
            .credentials_provider(provider(settings.credentials.as_ref()))
            .identity_cache(IdentityCache::no_cache())
            .http_client(http)
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeout_config(Timeouts::default()))
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .disable_clock_skew_correction(true)
            .sleep_impl(time.clone())
            .time_source(time)
            .build();
        Self {
            config,
            endpoints: settings.endpoints.clone(),
        }
    }

    /// The same with other time-outs.
    #[must_use]
    pub fn with_timeouts(self, timeouts: Timeouts) -> Self {
        let config = self
            .config
            .into_builder()
            .timeout_config(timeout_config(timeouts))
            .build();
        Self { config, ..self }
    }

    /// A new client for DynamoDB.
    #[must_use]
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.at(self.endpoints.dynamodb.as_ref()))
    }

    /// A new client for SQS.
    #[must_use]
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.at(self.endpoints.sqs.as_ref()))
    }

    /// A new client for the Systems Manager, whose parameters hold the secrets.
    #[must_use]
    pub fn ssm(&self) -> aws_sdk_ssm::Client {
        aws_sdk_ssm::Client::new(&self.at(self.endpoints.ssm.as_ref()))
    }

    fn at(&self, endpoint: Option<&Uri>) -> SdkConfig {
        let mut config = self.config.clone().into_builder();
        config.set_endpoint_url(endpoint.map(Uri::to_string));
        config.build()
    }
}

fn timeout_config(timeouts: Timeouts) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(timeouts.connect)
        .operation_attempt_timeout(timeouts.attempt)
        .build()
}
