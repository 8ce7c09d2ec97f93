use engine::Outcome;

use crate::Desk;

/// What an update did to a booking, as the metric `booking_outcomes_total` counts it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tally {
    /// It was made.
    Booked,
    /// It has another time.
    Moved,
    /// It was cancelled, by either side.
    Cancelled,
    /// Somebody else was faster.
    Conflict,
}

impl Tally {
    /// The outcome, counted as this.
    pub(crate) fn of(self, outcome: Outcome<Desk>) -> Outcome<Desk> {
        outcome.mark("booking", self.as_str())
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::Conflict => "conflict",
        }
    }
}
