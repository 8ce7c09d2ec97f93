use engine::{Mark, Outcome};

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
        outcome.mark(self.mark())
    }

    fn mark(self) -> &'static Mark {
        const fn booking(outcome: &'static str) -> Mark {
            Mark {
                subject: "booking",
                outcome,
            }
        }
        match self {
            Self::Booked => const { &booking("booked") },
            Self::Moved => const { &booking("moved") },
            Self::Cancelled => const { &booking("cancelled") },
            Self::Conflict => const { &booking("conflict") },
        }
    }
}
