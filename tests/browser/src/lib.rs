//! Drives the chat page of a [`sandbox::Sandbox`] in a real Chromium by clicking and typing, for the
//! tests and for the picture in README.md.
//!
//! Chromium and its driver are Debian's (`chromium`, `chromium-driver`). Where they are missing
//! [`Visit::begin`] gives nothing, unless `FRONTDESK_BROWSER=required` is set.
#![warn(missing_docs)]

mod browser;
mod driver;
mod http_client;
mod visit;

pub use browser::Window;
pub use visit::Visit;
