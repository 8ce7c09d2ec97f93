//! The business: what people can do at the desk, a module per capability.
//!
//! Handlers read, decide and return an outcome; what is written and sent is the engine's work.

#![warn(missing_docs)]

mod access;
mod accounts;
mod booking;
pub mod broadcasts;
mod command;
mod desk;
mod dialogue;
mod hints;
pub mod hours;
pub mod inbox;
pub mod invitations;
pub mod menu;
pub mod people;
mod press;
pub mod privacy;
mod profile;
mod role;
pub mod schedule;
mod screen;
pub mod settings;
pub mod shop;
mod staff;

pub use access::Access;
pub use booking::{Ahead, Appointment, ClientHead, Status, Why};
pub use command::Command;
pub use desk::Desk;
pub use dialogue::{Dialogue, JoinForm, JoinStep};
pub use press::{Decision, MenuItem, Press};
pub use profile::{Profile, chosen_language, display_name};
pub use role::{Grantable, Grants, Role};
pub use screen::{Answered, Question, Screen, Trouble};
pub use shop::{
    Card, Catalogue, Day, MAX_FORMER, MAX_MASTERS, MAX_SERVICES, Member, Names, Service,
};
pub use staff::{
    NameError, NotAPhone, PersonName, PhoneNumber, PhoneOwner, RequestState, StaffRequest,
};
