//! People who act, and what they then see: the control interface and what stands behind it.

mod answer;
mod buttons;
mod command;
mod control;
mod notices;
mod people;
mod presence;
mod refusal;
mod seen;
mod snapshot;

pub use answer::Answer;
pub use command::{Command, Contact, Press, Say, Show, Who};
pub(crate) use control::{Control, Failure, PATH};
pub use notices::{Notice, Notices};
pub(crate) use people::People;
pub use refusal::Refusal;
pub use seen::{PopUp, Screen, Seen, Sight};
