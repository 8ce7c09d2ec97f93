//! The operator's command line: `botctl <noun> <verb>`.

mod arguments;
mod bot;
mod cli;
mod commands;
mod completions;
mod confirm;
mod doctor;
mod failure;
mod health;
mod lock;
#[cfg(test)]
mod mentions;
mod menu_change;
mod parked;
mod poll;
mod report;
mod secrets;
mod shop;
mod site;
mod smoke;
mod storage;
mod table;
mod test_alert;
mod webhook;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use settings::Environment;

use crate::cli::{Cli, Noun};
use crate::failure::Failure;
use crate::report::{Ended, Verdict};

fn main() -> ExitCode {
    telemetry::tell_panics_by_place();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(wrong) => return arguments::answer(&wrong),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let ended = runtime.map_err(Failure::Process);
    let ended =
        ended.and_then(|runtime| runtime.block_on(run(&cli.noun, &Environment::of_process())));
    if let Err(error) = report::print(&ended, cli.style()) {
        // Standard error may be out of reach, too.
        let _ = writeln!(io::stderr(), "{}", Failure::Unprinted(error));
        return ExitCode::FAILURE;
    }
    match ended {
        Ok(report) if report.verdict() == Verdict::Good => ExitCode::SUCCESS,
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

async fn run(noun: &Noun, environment: &Environment) -> Ended {
    match noun {
        Noun::Table(table::Verb::Create(create)) => create.run(environment).await,
        Noun::Commands(commands::Verb::Sync) => commands::sync(environment).await,
        Noun::Completions { shell } => completions::run(*shell),
        Noun::Doctor => doctor::run(environment).await,
        Noun::Health => health::run(environment).await,
        Noun::Lock(lock::Verb::Show) => lock::show(environment).await,
        Noun::Lock(lock::Verb::Release(release)) => release.run(environment).await,
        Noun::Parked(verb) => verb.run(environment).await,
        Noun::Poll(poll) => poll.run(environment).await,
        Noun::SendTestAlert(alert) => alert.run(environment).await,
        Noun::Shop(verb) => verb.run(environment).await,
        Noun::Smoke => smoke::run(environment).await,
        Noun::Webhook(verb) => verb.run(environment).await,
    }
}
