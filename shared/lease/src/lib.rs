//! The lock of the poller: a lease in the table, which only its holder renews, and which expires
//! without.
//!
//! A [`Lease`] exists only where the lock was taken. It is open for as long as its holder's own
//! clocks say, counted from before the write that took or renewed it ([`Lease::permit`]). Somebody
//! else takes the lock over once it was released, or [`MARGIN`] after the end that stands in the
//! row. `docs/decisions/0023-the-pollers-lease.md` says what that promises.

#![warn(missing_docs)]

mod holder;
mod lease;
mod operator;
mod term;

use std::time::Duration;

pub use holder::{Holder, Identity};
pub use lease::{Lease, Lost, TakeError};
pub use operator::{break_lease, look, remove};

/// How long a lease holds after it was taken or renewed.
pub const LENGTH: Duration = Duration::from_secs(60);

/// How long after the end that stands in the row the lease is left alone: by so much the clocks of
/// two machines may differ.
pub const MARGIN: Duration = Duration::from_secs(15);

/// How often its holder renews it.
pub const RENEWAL: Duration = Duration::from_secs(20);
