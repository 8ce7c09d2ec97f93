//! The shop: what it offers, who does it, and each master's terms and days.

mod card;
mod catalogue;
mod day;
mod service;

pub use card::Card;
pub use catalogue::{Catalogue, MAX_MASTERS, MAX_SERVICES, Member};
pub use day::Day;
pub use service::{Names, Service, ServiceName};
