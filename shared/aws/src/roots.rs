use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use settings::TlsRoots;

/// The operating system offers no certificate authority that could be read.
#[derive(Debug, thiserror::Error)]
#[error("the system's certificate authorities cannot be read ({errors} errors, none usable)")]
pub struct RootsError {
    errors: usize,
}

/// A TLS set-up with `ring` that leaves the process-wide default provider alone.
///
/// # Errors
/// When the system's certificate authorities are asked for and none can be read.
pub fn tls_config(roots: TlsRoots) -> Result<ClientConfig, RootsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring supports the default protocol versions")
        .with_root_certificates(trusted(roots)?)
        .with_no_client_auth();
    Ok(config)
}

fn trusted(roots: TlsRoots) -> Result<RootCertStore, RootsError> {
    match roots {
        TlsRoots::Builtin => Ok(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()),
        TlsRoots::System => system(),
    }
}

fn system() -> Result<RootCertStore, RootsError> {
    let loaded = rustls_native_certs::load_native_certs();
    let mut store = RootCertStore::empty();
    let (usable, unusable) = store.add_parsable_certificates(loaded.certs);
    if usable == 0 {
        return Err(RootsError {
            errors: loaded.errors.len() + unusable,
        });
    }
    Ok(store)
}
