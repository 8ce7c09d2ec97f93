//! How the Bot API's certificate is checked.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};

/// The TLS set-up of a client.
#[derive(Clone, Debug)]
pub enum Tls {
    /// `ring` and Mozilla's roots, built in: nothing is read from the machine.
    BuiltIn,
    /// A set-up of the caller's, such as one that trusts the machine's roots.
    Preconfigured(Arc<ClientConfig>),
}

impl Tls {
    pub(crate) fn config(&self) -> ClientConfig {
        match self {
            Self::BuiltIn => built_in(),
            Self::Preconfigured(config) => ClientConfig::clone(config),
        }
    }
}

fn built_in() -> ClientConfig {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has cipher suites for the default versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}
