//! The shop's editor: services, masters, and who may change them.

mod editing;
mod masters;
mod prices;
mod racing;
mod zone;
