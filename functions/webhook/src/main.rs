//! The bootstrap of the HTTP function.

use std::process::ExitCode;
use std::sync::Arc;

use engine::Unobserved;
use settings::Environment;

fn main() -> ExitCode {
    webhook::main(&Environment::of_process(), Arc::new(Unobserved))
}
