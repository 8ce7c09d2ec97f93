//! The business: what people can do at the desk, a module per capability.
//!
//! Handlers read, decide and return an outcome; what is written and sent is the engine's work.

#![warn(missing_docs)]

mod access;
mod accounts;
mod command;
mod desk;
mod dialogue;
mod hints;
mod press;
mod profile;
mod role;
mod screen;
mod shop;
mod staff;

pub use access::Access;
pub use command::Command;
pub use desk::Desk;
pub use dialogue::{Dialogue, JoinForm, JoinStep};
pub use press::{Decision, MenuItem, Press};
pub use profile::{Profile, chosen_language, display_name};
pub use role::{Grantable, Role};
pub use screen::{Answered, Question, Screen, Trouble};
pub use shop::{Card, Catalogue, Day, MAX_MASTERS, MAX_SERVICES, Member, Names, Service};
pub use staff::{
    NameError, NotAPhone, PersonName, PhoneNumber, PhoneOwner, RequestState, StaffRequest,
};
