//! Joining the staff: the form, the request that comes of it, and the decision about it.

mod decision;
mod form;
mod name;
mod phone;
mod request;

pub(crate) use decision::decide;
pub(crate) use form::{answer, is_cancel_label, leave, open, open_or_show};
pub use name::{NameError, PersonName};
pub use phone::{NotAPhone, PhoneNumber, PhoneOwner};
pub use request::{RequestState, StaffRequest};
