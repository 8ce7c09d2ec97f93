use std::sync::Arc;

use clock::{OsEntropy, SharedClock, SharedEntropy};

use crate::{Connector, SharedHttpClient};

/// What comes into a process from outside: time, randomness, and the way to AWS.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Time.
    pub clock: SharedClock,
    /// Randomness.
    pub entropy: SharedEntropy,
    /// The way to AWS.
    pub http: SharedHttpClient,
}

impl Platform {
    /// The machine's own, with the small connector to AWS.
    #[must_use]
    pub fn real(connector: &Connector, clock: SharedClock) -> Self {
        Self {
            clock,
            entropy: Arc::new(OsEntropy::new()),
            http: connector.shared(),
        }
    }
}
