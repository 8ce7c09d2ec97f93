//! The samples in `events/`: what each of them comes to, in the release binaries.

mod answered;
mod beside;
mod case;
mod deployed;
mod envelopes;
mod listed;
mod queue;
mod refused;
mod sample;
mod schedule;
mod shapes;
