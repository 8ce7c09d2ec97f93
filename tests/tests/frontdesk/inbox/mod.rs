//! The inbox: what notices have said is kept, once, and can be read again.

mod ends;
mod opening;
mod pages;
pub(crate) mod reader;
mod story;
