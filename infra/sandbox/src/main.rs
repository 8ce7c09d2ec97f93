//! Everything on one machine: `cargo run`.

use std::process::ExitCode;

use clap::Parser as _;
use settings::Environment;

fn main() -> ExitCode {
    telemetry::tell_panics_by_place();
    sandbox::main(sandbox::Cli::parse(), &Environment::of_process())
}
