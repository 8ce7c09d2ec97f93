//! The bootstrap of the SQS function.

use std::process::ExitCode;

use settings::Environment;

fn main() -> ExitCode {
    notifier::main(&Environment::of_process())
}
