use std::fmt;

use clock::Wait;
use telegram::Envelope;

/// The points that every update passes, in this order. The order of the middleware is a contract.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// The error layer is entered: from here on nothing escapes it.
    Entered,
    /// The conversation and the profile are read.
    Loaded,
    /// An old update is counted before it is handled.
    Counted,
    /// The language is chosen.
    I18n,
    /// What the handler may know is put together.
    Context,
    /// The person's right to this is checked.
    Auth,
    /// The window of state changes is looked at, around the handler: a panic or a wait of the
    /// probe here is one of the handler.
    Throttle,
    /// The handler has decided.
    Handled,
    /// The writes are about to go out.
    Committing,
    /// The new state lies in the table.
    Committed,
    /// What may go out directly has gone out.
    HandedOff,
    /// A fault is about to be parked.
    Parking,
    /// The parked update lies in the table.
    Parked,
    /// The answer is about to be given.
    Acknowledging,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Entered,
        Self::Loaded,
        Self::Counted,
        Self::I18n,
        Self::Context,
        Self::Auth,
        Self::Throttle,
        Self::Handled,
        Self::Committing,
        Self::Committed,
        Self::HandedOff,
        Self::Parking,
        Self::Parked,
        Self::Acknowledging,
    ];
}

/// Hears which steps are reached; a test stops an update there, or lets the handler fail.
pub trait Probe: fmt::Debug + Send + Sync {
    /// Called at each step. The update goes on once the returned wait is over.
    fn reached(&self, step: Step, envelope: &Envelope) -> Option<Wait>;
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl Probe for Unobserved {
    fn reached(&self, _: Step, _: &Envelope) -> Option<Wait> {
        None
    }
}
