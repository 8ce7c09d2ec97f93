//! The shop: what it offers, who does it, and each master's terms and days; and the editor in
//! which managers change it.

mod card;
mod catalogue;
mod day;
mod editor;
mod form;
mod member;
mod press;
mod price;
mod render;
mod screen;
mod service;

pub use card::Card;
pub use catalogue::{Catalogue, MAX_SERVICES};
pub use day::Day;
pub(crate) use editor::{command, press};
pub(crate) use form::answer;
pub use form::{Form, Question, Step};
pub use member::{MAX_FORMER, MAX_MASTERS, Member};
pub use press::{Choice, Press, Switch};
pub use screen::{Master, Screen, Trouble};
#[cfg(test)]
pub(crate) use screen::{pages, samples};
pub use service::{Names, Service, ServiceName};
