//! The shop's editor: services, masters, and who may change them.

mod editing;
mod racing;
mod zone;
