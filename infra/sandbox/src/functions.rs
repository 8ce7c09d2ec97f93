//! The functions within this process, and what calls them.

mod build;
mod callers;
mod webhook_server;

pub(crate) use build::Functions;
pub(crate) use callers::Callers;
pub(crate) use webhook_server::{HttpFunction, routes};
