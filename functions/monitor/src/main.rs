//! The bootstrap of the scheduled function.

use std::process::ExitCode;

use settings::Environment;

fn main() -> ExitCode {
    monitor::main(&Environment::of_process())
}
