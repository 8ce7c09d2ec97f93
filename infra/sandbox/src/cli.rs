use std::fmt;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use clock::{SharedClock, SystemClock};
use lambda_client::Endpoint;
use metrics_page::Metrics;
use polling::{Parting, StopSignal};
use settings::Environment;
use telemetry::Filter;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::{
    Client, ClientError, Command, Options, Place, Polling, RealBot, Sandbox, Stack, StartError,
};

/// Where the control interface listens unless `--port` says otherwise.
pub const DEFAULT_PORT: u16 = 8480;

/// Runs Frontdesk on this machine alone, and lets people talk to it.
///
/// Without a command it starts everything in one process: the table, stand-ins for Telegram and
/// for SQS, the bot's webhook, the notifier, which sends what the queue rings for, the monitor,
/// which runs every minute, a page in the browser on which one is any of several people, and the
/// interface that the commands below talk to from another terminal. Ctrl-C stops it.
///
/// With `TELEGRAM_BOT_TOKEN_DEV` in the environment there is no page: the updates of that bot are
/// polled from Telegram itself.
///
/// `say`, `press` and `contact` print what is new to the person as soon as the bot has dealt with
/// it. Notices, to them or to others, arrive a moment later: `show` shows them.
///
/// At the first start the superadmins say /start, since Telegram lets a bot write only to those who
/// have started it.
///
/// The table and Telegram's people and chats are kept in the folder .sandbox (see --data), so
/// everything is still there after a restart, and after a kill as well. Only the queue lives in
/// memory: the monitor hands the notices that wait to it anew, within three minutes.
#[derive(Debug, Parser)]
#[command(
    name = "sandbox",
    version,
    after_help = "Environment: SUPERADMIN_IDS (user ids, separated by commas; default 1), \
                  BUSINESS_TIMEZONE (default UTC), TELEGRAM_BOT_TOKEN_DEV, with TELEGRAM_API_URL and TLS_ROOTS (a real bot), \
                  RUST_LOG (default warn,sandbox=info,dynoxide=error; log lines go to standard error).\n\
                  Exit codes: 0 done, 1 not done, 2 the arguments are wrong."
)]
pub struct Cli {
    /// The port of the page and of the control interface on 127.0.0.1; 0 for any. The stack takes the three that
    /// follow it as well: Telegram, the queue, the table
    #[arg(long, global = true, default_value_t = DEFAULT_PORT)]
    pub port: u16,
    /// Keep nothing on disk
    #[arg(long, global = true, conflicts_with = "data")]
    pub memory: bool,
    /// The folder that everything is kept in
    #[arg(long, global = true, value_name = "FOLDER", default_value = ".sandbox")]
    pub data: PathBuf,
    /// Write the environment to this file, in which `botctl` finds everything in the sandbox
    #[arg(long, value_name = "FILE")]
    pub env_file: Option<PathBuf>,
    /// What somebody does; nothing to start the sandbox
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// What the command line is asked for.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// An act, in a sandbox or a stack that runs.
    #[command(flatten)]
    Act(Command),
    /// Starts the stand-ins alone, on fixed ports, for functions under `cargo lambda watch`
    ///
    /// It prints the environment that the functions need, as lines for a shell. Updates, batches of
    /// the queue and, every minute, a schedule's event go to the functions as soon as they are there,
    /// and wait until then. `say` and the other commands work as with the sandbox.
    Stack(StackArgs),
}

/// Where the functions are, and where they find their environment.
#[derive(Args, Debug)]
pub struct StackArgs {
    /// Where `cargo lambda watch` listens
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:9000")]
    pub lambda_url: Endpoint,
    /// Write the environment to this file, too, for `cargo lambda watch --env-file`
    #[arg(long, value_name = "FILE")]
    pub env_file: Option<PathBuf>,
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
    let options = options(&cli, environment);
    let metrics = options.metrics.clone();
    match cli.command {
        Some(CliCommand::Act(command)) => {
            let answer = Client::new(cli.port).send(&command).await?;
            print(&answer.to_string());
        }
        Some(CliCommand::Stack(arguments)) => {
            log_to_stderr(environment.get("RUST_LOG"), &metrics);
            stack(options, arguments, StopSignal::listen(&PARTING)?).await?;
            print("# Stopped.");
        }
        None => {
            log_to_stderr(environment.get("RUST_LOG"), &metrics);
            let stop = StopSignal::listen(&PARTING)?;
            everything(options, environment, cli.env_file, stop).await?;
            print("Stopped.");
        }
    }
    Ok(())
}

async fn everything(
    options: Options,
    environment: &Environment,
    env_file: Option<PathBuf>,
    stop: StopSignal,
) -> Result<(), StartError> {
    match RealBot::from_environment(environment)? {
        Some(bot) => poll(options, bot, stop).await,
        None => play(options, env_file, stop).await,
    }
}

async fn stack(
    options: Options,
    arguments: StackArgs,
    mut stop: StopSignal,
) -> Result<(), StartError> {
    let started = Started::now(&options);
    let starting = Stack::start(options, arguments.lambda_url);
    let Some(stack) = unless_stopped(&mut stop, starting).await? else {
        return Ok(());
    };
    if let Some(file) = &arguments.env_file {
        stack.environment().write(file)?;
    }
    print(&format!("{stack}\n# {started}"));
    stop.received().await;
    stack.stop().await;
    Ok(())
}

async fn play(
    options: Options,
    env_file: Option<PathBuf>,
    mut stop: StopSignal,
) -> Result<(), StartError> {
    let started = Started::now(&options);
    let starting = Sandbox::start(options);
    let Some(sandbox) = unless_stopped(&mut stop, starting).await? else {
        return Ok(());
    };
    if let Some(file) = &env_file {
        sandbox.environment().write(file)?;
    }
    print(&format!("{sandbox}\n{started}"));
    stop.received().await;
    sandbox.stop().await;
    Ok(())
}

async fn poll(options: Options, bot: RealBot, mut stop: StopSignal) -> Result<(), StartError> {
    let started = Started::now(&options);
    let starting = Polling::start(options, bot);
    let Some(mut polling) = unless_stopped(&mut stop, starting).await? else {
        return Ok(());
    };
    print(&format!("{polling}\n{started}"));
    let broken = tokio::select! {
        () = stop.received() => Ok(()),
        error = polling.broken() => Err(error),
    };
    polling.stop().await;
    broken
}

/// `None` when the stop comes first: what has been started by then is dropped.
async fn unless_stopped<T>(
    stop: &mut StopSignal,
    starting: impl Future<Output = Result<T, StartError>>,
) -> Result<Option<T>, StartError> {
    tokio::select! {
        () = stop.received() => Ok(None),
        started = starting => started.map(Some),
    }
}

/// When a start began; prints how long it has taken by now.
struct Started {
    clock: SharedClock,
    at: Duration,
}

impl Started {
    fn now(options: &Options) -> Self {
        let clock = options.clock.clone();
        let at = clock.monotonic();
        Self { clock, at }
    }
}

impl fmt::Display for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let took = self.clock.monotonic().saturating_sub(self.at);
        let ms = took.as_millis();
        write!(f, "Ready after {ms} ms. Ctrl-C stops it.")
    }
}

fn options(cli: &Cli, environment: &Environment) -> Options {
    let place = if cli.memory {
        Place::Memory
    } else {
        Place::Folder(cli.data.clone())
    };
    let clock: SharedClock = Arc::new(SystemClock::new());
    Options {
        port: cli.port,
        place,
        superadmins: environment.get("SUPERADMIN_IDS").map(str::to_owned),
        timezone: environment.get("BUSINESS_TIMEZONE").map(str::to_owned),
        metrics: Metrics::new(clock.clone()),
        clock,
    }
}

/// Whoever reads our output may have gone, as `head` does: then nothing is printed.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// What is said when somebody wants the sandbox to end.
const PARTING: Parting = Parting {
    first: "Stopping. Ctrl-C once more ends the process at once.",
    second: "Ended at once. A real bot's lock expires by itself, after 75 s; what was in hand is handled at the next start.",
};

/// What is logged unless `RUST_LOG` says otherwise: the table's server would warn of each condition
/// that does not hold, and of a table that is there already.
const QUIET: &str = "warn,sandbox=info,dynoxide=error";

fn log_to_stderr(rust_log: Option<&str>, metrics: &Metrics) {
    let filter = Filter::parse(Some(rust_log.unwrap_or(QUIET)));
    let lines = telemetry::subscriber(Arc::new(SystemClock::new()), filter, std::io::stderr());
    // Only a test's own subscriber could be there already, and that one may stay.
    let _ = tracing::subscriber::set_global_default(lines.with(metrics.layer()));
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
        assert!(help.contains("Only the queue lives in memory"), "{help}");
    }

    #[test]
    fn a_press_names_one_button() {
        let parse = |arguments: &[&str]| Cli::try_parse_from(arguments).is_ok();
        assert!(parse(&["sandbox", "press", "--as", "42", "Help"]));
        assert!(!parse(&["sandbox", "press", "--as", "42"]));
    }
}
