//! The program as a process.

use std::process::Output;
use std::time::Duration;

use clock::SystemClock;
use tokio::process::Command;

/// A command that takes longer will not end.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a run prints and how it ends.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

pub(crate) async fn botctl(arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut command = command(arguments, environment);
    let ended = clock::within(&SystemClock::new(), PATIENCE, command.output()).await;
    let ended = ended.unwrap_or_else(|| panic!("{arguments:?} does not end"));
    ended.unwrap().into()
}

/// The program, to be started.
pub(crate) fn command(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_botctl"));
    command.args(arguments).env_clear().kill_on_drop(true);
    command.envs(environment.iter().copied());
    command
}
