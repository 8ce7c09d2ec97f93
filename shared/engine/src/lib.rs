//! The way of an update: state changes exactly once, and the person gets an answer.
//!
//! Load → known? → I18n → Context → Auth → Throttle( Handle ) → Commit → Hand off, inside an
//! error layer that parks what cannot be handled. A lost race starts again at Load. The engine
//! knows no business: that is a [`Bot`].

#![warn(missing_docs)]

mod addressed;
mod answer;
mod bot;
mod commit;
mod context;
mod error;
mod outcome;
mod parking;
mod pipeline;
mod place;
mod remembered;
mod replay;
mod report;
mod round;
mod step;
mod throttle;

pub use answer::Answer;
pub use bot::{Bot, Situation};
pub use context::Context;
pub use error::{EngineError, ParkReason};
pub use outcome::{Mark, Outcome};
pub use parking::Parked;
pub use pipeline::{Engine, HandOff, Sending};
pub use replay::{Discarded, FoundParked, Replay};
pub use report::{Acknowledgement, Class, Report};
pub use step::{Probe, Step, Unobserved};
pub use store::{Left, Trace};
pub use throttle::{WINDOW, WINDOW_CAPACITY};
