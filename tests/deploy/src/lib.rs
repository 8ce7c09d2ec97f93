//! The template as `sam deploy` takes it, on an emulator of AWS on loopback (ministack, from PyPI):
//! its functions are the binaries that `sam build` has made, started by the emulator.
//!
//! `tests/deploy.sh` installs the emulator and SAM, builds, and runs this. Without it the test says
//! that it is skipped: the tools are no crates.
#![warn(missing_docs)]

mod emulator;
mod stack;
mod tools;
mod town;

pub use emulator::Emulator;
pub use stack::Stack;
pub use tools::Tools;
pub use town::Town;
