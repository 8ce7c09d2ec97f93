use std::fmt;

/// Whether somebody may still use the table: a lock that can be lost.
///
/// It is asked after each answer that brings something to read, and before each write, retries
/// included ([`crate::Table::under`]). So a write goes out only if its writer held the permit after
/// everything that it rests on was read.
pub trait Permit: fmt::Debug + Send + Sync {
    /// False once the permit has ended; it never comes back.
    fn is_open(&self) -> bool;
}
