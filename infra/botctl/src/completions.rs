//! `botctl completions …`

use std::fmt;

use clap::{CommandFactory as _, ValueEnum};
use clap_complete::{Shell, generate};
use serde_json::{Value, json};

use crate::cli::Cli;
use crate::report::{Ended, Report};

/// The shells that there are completions for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum For {
    Bash,
    Zsh,
    Fish,
}

/// A script for a shell.
struct Script(String);

pub(crate) fn run(shell: For) -> Ended {
    let shell = match shell {
        For::Bash => Shell::Bash,
        For::Zsh => Shell::Zsh,
        For::Fish => Shell::Fish,
    };
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "botctl", &mut script);
    Ok(Box::new(Script(
        String::from_utf8_lossy(&script).into_owned(),
    )))
}

impl Report for Script {
    fn to_json(&self) -> Value {
        json!({ "script": self.0 })
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}
