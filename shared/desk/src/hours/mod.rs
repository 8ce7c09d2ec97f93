//! A master's hours by weekday, and lunch: changed by the master, or by a manager.

mod edit;
mod press;
mod render;
mod screen;

pub(crate) use edit::press;
pub use press::Press;
#[cfg(test)]
pub(crate) use press::tests::{any_press, any_span};
pub(crate) use press::time;
pub(crate) use render::{grid, times};
#[cfg(test)]
pub(crate) use screen::samples;
pub use screen::{Obstacle, Screen, View, Whose};
