use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clock::SystemClock;
use settings::Environment;
use telemetry::Filter;

use crate::stop_signal::StopSignal;
use crate::{Client, ClientError, Command, Options, Place, Sandbox, StartError};

/// Where the control interface listens unless `--port` says otherwise.
pub const DEFAULT_PORT: u16 = 8480;

/// Runs Frontdesk on this machine alone, and lets people talk to it.
///
/// Without a command it starts everything in one process: the table, stand-ins for Telegram and
/// for SQS, the bot's webhook, the notifier, which sends what the queue rings for, the monitor,
/// which runs every minute, and the control interface that the commands below talk to from another
/// terminal. Ctrl-C stops it.
///
/// `say`, `press` and `contact` print what is new to the person as soon as the bot has dealt with
/// it. Notices, to them or to others, arrive a moment later: `show` shows them.
///
/// At each start the superadmins say /start, since Telegram lets a bot write only to those who have
/// started it.
///
/// The table is kept in the folder .sandbox (see --data), so what the bot knows outlives a
/// restart. The stand-ins for Telegram and SQS live in memory only: after a restart people's chats
/// are empty, the bot cannot write to anybody else before they write again, and the monitor hands
/// the notices that wait to the queue anew.
#[derive(Debug, Parser)]
#[command(
    name = "sandbox",
    version,
    after_help = "Environment: SUPERADMIN_IDS (user ids, separated by commas; default 1), \
                  RUST_LOG (default warn,dynoxide=error; log lines go to standard error).\n\
                  Exit codes: 0 done, 1 not done, 2 the arguments are wrong."
)]
pub struct Cli {
    /// The port of the control interface on 127.0.0.1; 0 for any
    #[arg(long, global = true, default_value_t = DEFAULT_PORT)]
    pub port: u16,
    /// Keep nothing on disk
    #[arg(long, conflicts_with = "data")]
    pub memory: bool,
    /// The folder that the table is kept in
    #[arg(long, value_name = "FOLDER", default_value = ".sandbox")]
    pub data: PathBuf,
    /// What somebody does; nothing to start the sandbox
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error("The process cannot be set up ({0}): the system is short of something, try again.")]
    Process(#[from] std::io::Error),
}

/// Starts the sandbox and serves until it is told to stop, or does one command against a sandbox
/// that runs. A failure is one sentence on standard error, and exit code 1.
#[must_use]
pub fn main(cli: Cli, environment: &Environment) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let ended = runtime
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(run(cli, environment)));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli, environment: &Environment) -> Result<(), Failure> {
    if let Some(command) = &cli.command {
        let answer = Client::new(cli.port).send(command).await?;
        print(&answer.to_string());
        return Ok(());
    }
    log_to_stderr(environment.get("RUST_LOG"));
    let stop = StopSignal::listen()?;
    let sandbox = Sandbox::start(options(cli, environment)).await?;
    print(&sandbox.to_string());
    stop.received().await;
    sandbox.stop().await;
    print("Stopped.");
    Ok(())
}

fn options(cli: Cli, environment: &Environment) -> Options {
    let place = if cli.memory {
        Place::Memory
    } else {
        Place::Folder(cli.data)
    };
    Options {
        port: cli.port,
        place,
        superadmins: environment.get("SUPERADMIN_IDS").map(str::to_owned),
        clock: Arc::new(SystemClock::new()),
    }
}

/// Whoever reads our output may have gone, as `head` does: then nothing is printed.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// What is logged unless `RUST_LOG` says otherwise: the table's server would warn of each condition
/// that does not hold, and of a table that is there already.
const QUIET: &str = "warn,dynoxide=error";

fn log_to_stderr(rust_log: Option<&str>) {
    let filter = Filter::parse(Some(rust_log.unwrap_or(QUIET)));
    let lines = telemetry::subscriber(Arc::new(SystemClock::new()), filter, std::io::stderr());
    // Only a test's own subscriber could be there already, and that one may stay.
    let _ = tracing::subscriber::set_global_default(lines);
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_says_what_is_forgotten() {
        let help = Cli::command().render_long_help().to_string();
        assert!(help.contains("live in memory only"), "{help}");
    }

    #[test]
    fn a_press_names_one_button() {
        let parse = |arguments: &[&str]| Cli::try_parse_from(arguments).is_ok();
        assert!(parse(&["sandbox", "press", "--as", "42", "Help"]));
        assert!(!parse(&["sandbox", "press", "--as", "42"]));
    }
}
