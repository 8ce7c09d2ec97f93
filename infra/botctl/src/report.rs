use std::fmt;
use std::io::{self, Write};

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::{Value, json};

use crate::failure::Failure;

/// What a command has to say: for people as it prints, and for machines. Each noun has its own.
pub(crate) trait Report: fmt::Display {
    /// One object.
    fn to_json(&self) -> Value;

    /// What the command has found.
    fn verdict(&self) -> Verdict {
        Verdict::Good
    }
}

/// Whether all is as it should be; it decides the exit code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    Good,
    /// The command was done, and what it has looked at is not as it should be.
    Bad,
}

/// How a command ends.
pub(crate) type Ended = Result<Box<dyn Report>, Failure>;

/// For whom it is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Text,
    Json,
}

/// A table without lines and colours, for a terminal as for a file.
pub(crate) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(header);
    table.add_rows(rows);
    table.trim_fmt()
}

/// Prints what was done to standard output, and what was not to standard error; JSON always to
/// standard output.
///
/// # Errors
/// When it cannot be written. Whoever reads may have gone, as `head` does, and that is no error.
pub(crate) fn print(ended: &Ended, style: Style) -> io::Result<()> {
    match (ended, style) {
        (Ok(report), Style::Text) => line(io::stdout(), &report.to_string()),
        (Ok(report), Style::Json) => line(io::stdout(), &report.to_json().to_string()),
        (Err(failure), Style::Text) => line(io::stderr(), &failure.to_string()),
        (Err(failure), Style::Json) => error(&failure.to_string()),
    }
}

/// Prints why nothing was done, for machines; as [`print()`] does.
pub(crate) fn error(text: &str) -> io::Result<()> {
    line(io::stdout(), &json!({ "error": text }).to_string())
}

fn line(mut out: impl Write, text: &str) -> io::Result<()> {
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
