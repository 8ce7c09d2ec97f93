use diary::{Misfit, Refusal};
use engine::Outcome;

use super::Tally;
use super::screen::Trouble;
use crate::Desk;

impl Trouble {
    /// What a client sees of a refusal.
    pub(super) fn of_refusal(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Misfit(misfit) => Self::of_misfit(misfit),
            _ => Self::Taken,
        }
    }

    /// What a client sees of a misfit. Why a master does not work is the master's business.
    pub(super) fn of_misfit(misfit: &Misfit) -> Self {
        match misfit {
            Misfit::Taken => Self::Taken,
            Misfit::Past | Misfit::TooSoon { .. } => Self::TooSoon,
            Misfit::BeyondHorizon { .. } => Self::TooFar,
            Misfit::AnotherDate | Misfit::OffGrid => Self::NoTime,
            Misfit::DayOff
            | Misfit::Closed
            | Misfit::OutsideHours { .. }
            | Misfit::Lunch { .. }
            | Misfit::Blocked { .. } => Self::NotWorking,
        }
    }

    /// The outcome that shows it, counted where somebody was faster.
    pub(super) fn counted(self, outcome: Outcome<Desk>) -> Outcome<Desk> {
        match self {
            Self::Taken => Tally::Conflict.of(outcome),
            _ => outcome,
        }
    }

    /// What stands for the troubles of several masters: that somebody was faster with one of them,
    /// else what the first has. Without any it was somebody faster, too.
    pub(super) fn foremost(troubles: impl IntoIterator<Item = Self>) -> Self {
        let rank = |trouble: &Self| *trouble != Self::Taken;
        let foremost = troubles.into_iter().min_by_key(rank);
        foremost.unwrap_or(Self::Taken)
    }
}
