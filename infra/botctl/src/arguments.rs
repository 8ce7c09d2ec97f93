//! Arguments that are no command, or that ask for help.

use std::env;
use std::process::ExitCode;

use crate::report;

/// The exit code of wrong arguments, which is clap's own.
const WRONG: u8 = 2;

/// Prints help to standard output, and what is wrong to standard error, or with `--json` as an
/// object to standard output.
pub(crate) fn answer(wrong: &clap::Error) -> ExitCode {
    if !wrong.use_stderr() || !wants_json() {
        wrong.exit();
    }
    let text = wrong.render().to_string();
    let text = text.trim().trim_start_matches("error: ");
    // The exit code says the same to whoever cannot read it.
    let _ = report::error(text);
    ExitCode::from(WRONG)
}

fn wants_json() -> bool {
    let mut arguments = env::args_os()
        .skip(1)
        .take_while(|argument| argument != "--");
    arguments.any(|argument| argument == "--json")
}
