//! The HTTP function with a handler that fails on request, for the tests that kill it.

use std::process::ExitCode;
use std::sync::Arc;

use frontdesk_tests::Poison;
use settings::Environment;

fn main() -> ExitCode {
    webhook::main(&Environment::of_process(), Arc::new(Poison))
}
