use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;

use crate::process::{Output, Process};
use crate::{InvokeError, RuntimeServer};

/// A bootstrap that is run as Lambda runs it. Dropped, it is killed.
#[derive(Debug)]
pub struct Function {
    executable: PathBuf,
    variables: BTreeMap<String, String>,
    server: RuntimeServer,
    output: Output,
    process: Mutex<Process>,
}

impl Function {
    /// Starts `executable` with `variables` and those that Lambda sets, and nothing else in its
    /// environment. A variable of one's own goes before Lambda's, such as another
    /// `AWS_LAMBDA_FUNCTION_MEMORY_SIZE` than 128.
    ///
    /// # Errors
    /// When no port can be had or the executable cannot be started.
    pub async fn start<N: Into<String>, V: Into<String>>(
        executable: impl Into<PathBuf>,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> io::Result<Self> {
        let (executable, server) = (executable.into(), RuntimeServer::start().await?);
        let own = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        let variables: BTreeMap<_, _> = lambdas(&server).into_iter().chain(own).collect();
        let output = Output::default();
        let process = Process::start(command(&executable, &variables), &output)?;
        Ok(Self {
            executable,
            variables,
            server,
            output,
            process: Mutex::new(process),
        })
    }

    /// Hands `payload` to the function, in a new process if the one before has ended, and waits
    /// for its answer. `timeout` counts from now, a start included; like Lambda, a process that
    /// exceeds it is killed.
    ///
    /// # Errors
    /// Says how the function failed; [`InvokeError::Exited`] when its process ended on the way.
    pub async fn invoke(&self, payload: Value, timeout: Duration) -> Result<Value, InvokeError> {
        let process = self.running()?;
        let answer = tokio::select! {
            biased;
            answer = self.server.invoke(payload, timeout) => answer,
            status = process.exit() => Err(InvokeError::Exited(status)),
        };
        if matches!(answer, Err(InvokeError::TimedOut(_))) {
            process.kill().await;
        }
        answer
    }

    /// Ends when the function has asked for its first event, or has died before.
    pub async fn ready(&self) {
        let process = self.process().clone();
        tokio::select! {
            () = self.server.ready() => {}
            _ = process.exit() => {}
        }
    }

    /// What the function's processes have written so far, errors included.
    #[must_use]
    pub fn output(&self) -> String {
        self.output.text()
    }

    /// The id of the function's latest process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process().id()
    }

    /// Kills the process (`SIGKILL`) and waits for its end; the next invocation starts another.
    pub async fn kill(&self) {
        let process = self.process().clone();
        process.kill().await;
    }

    /// Waits for the end of the process; its output is complete then.
    pub async fn wait_exit(&self) -> ExitStatus {
        let process = self.process().clone();
        process.exit().await
    }

    /// What the function reported when it could not start.
    #[must_use]
    pub fn init_error(&self) -> Option<Value> {
        self.server.init_error()
    }

    fn running(&self) -> io::Result<Process> {
        let mut process = self.process();
        if process.has_ended() {
            self.server.reset();
            *process = Process::start(command(&self.executable, &self.variables), &self.output)?;
        }
        Ok(process.clone())
    }

    fn process(&self) -> MutexGuard<'_, Process> {
        self.process
            .lock()
            .expect("starting a process does not panic")
    }
}

/// The variables that Lambda sets. Source: AWS Lambda Developer Guide, "Defined runtime
/// environment variables".
fn lambdas(server: &RuntimeServer) -> [(String, String); 4] {
    [
        ("AWS_LAMBDA_FUNCTION_NAME", "function".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128".to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
        ("AWS_LAMBDA_RUNTIME_API", server.address().to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
}

fn command(executable: &PathBuf, variables: &BTreeMap<String, String>) -> Command {
    let mut command = Command::new(executable);
    command.env_clear().envs(variables);
    command
}
