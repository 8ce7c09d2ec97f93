//! People who act, and what they then see: the control interface and what stands behind it.

mod answer;
mod buttons;
mod cast;
mod command;
mod control;
mod interface;
mod notices;
mod people;
mod presence;
mod refusal;
mod seen;
mod snapshot;

pub use answer::Answer;
pub(crate) use cast::Patience;
pub use command::{Command, Contact, Press, Say, Show, Who};
use control::Control;
pub(crate) use control::{Failure, PATH};
pub(crate) use interface::Interface;
pub use notices::{Notice, Notices};
pub(crate) use people::People;
pub use refusal::Refusal;
pub use seen::{PopUp, Screen, Seen, Sight};
