use std::time::Duration;

use crate::Clock;

/// The moment of a clock's monotonic time by which work has to be done.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Deadline(Duration);

impl Deadline {
    /// A deadline that never comes.
    pub const NEVER: Self = Self(Duration::MAX);

    /// The moment `limit` from now.
    #[must_use]
    pub fn after(limit: Duration, clock: &dyn Clock) -> Self {
        Self(clock.monotonic().saturating_add(limit))
    }

    /// The same moment, moved forward by `margin`.
    #[must_use]
    pub fn earlier_by(self, margin: Duration) -> Self {
        Self(self.0.saturating_sub(margin))
    }

    /// How long it is until then; zero when it has passed.
    #[must_use]
    pub fn left(self, clock: &dyn Clock) -> Duration {
        self.0.saturating_sub(clock.monotonic())
    }
}
