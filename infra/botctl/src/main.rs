//! The operator's command line: `botctl <noun> <verb>`.

mod bot;
mod cli;
mod commands;
mod failure;
mod menu_change;
mod report;
mod table;

use std::process::ExitCode;

use clap::Parser as _;
use settings::Environment;

use crate::cli::{Cli, Noun};
use crate::failure::Failure;
use crate::report::{Ended, Verdict};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let ended = runtime.map_err(Failure::Process);
    let ended =
        ended.and_then(|runtime| runtime.block_on(run(&cli.noun, &Environment::of_process())));
    report::print(&ended, cli.style());
    match ended {
        Ok(report) if report.verdict() == Verdict::Good => ExitCode::SUCCESS,
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

async fn run(noun: &Noun, environment: &Environment) -> Ended {
    match noun {
        Noun::Table(table::Verb::Create(create)) => create.run(environment).await,
        Noun::Commands(commands::Verb::Sync) => commands::sync(environment).await,
    }
}
