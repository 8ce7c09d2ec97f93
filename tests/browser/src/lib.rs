//! Drives the chat page of a [`sandbox::Sandbox`] in a real Chromium by clicking and typing, for the
//! tests and for the picture in README.md. For what a real bot leaves no time for there is a
//! [`QuietPage`].
//!
//! Chromium and its driver are Debian's (`chromium`, `chromium-driver`). Where they are missing
//! [`Visit::begin`] gives nothing, unless `FRONTDESK_BROWSER=required` is set.
#![warn(missing_docs)]

mod browser;
mod driver;
mod http_client;
mod quiet_page;
mod tabs;
mod visit;
mod writing;
mod xpath;

pub use browser::Window;
pub use quiet_page::QuietPage;
pub use tabs::Tab;
pub use visit::Visit;
