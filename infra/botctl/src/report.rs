use std::fmt;
use std::io::Write as _;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::{Value, json};
use store::schema::Creation;

use crate::failure::Failure;
use crate::menu_change::MenuChange;
use crate::{lock, poll};

/// What was done.
#[derive(Debug)]
pub(crate) enum Report {
    /// `table create`.
    Table { name: String, found: Creation },
    /// `commands sync`: the menus that were set.
    Commands(Vec<MenuChange>),
    /// `poll`: what was done until the stop.
    Polled(poll::Polled),
    /// `lock show`.
    Lock(lock::Shown),
    /// `lock release`.
    Released(lock::Released),
}

/// For whom it is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Text,
    Json,
}

impl Report {
    fn to_json(&self) -> Value {
        match self {
            Self::Table { name, found } => {
                let result = match found {
                    Creation::Created => "created",
                    Creation::Existed => "existed",
                };
                json!({"table": name, "result": result})
            }
            Self::Commands(changes) => {
                let changes: Vec<_> = changes.iter().map(MenuChange::to_json).collect();
                json!({"changes": changes})
            }
            Self::Polled(polled) => polled.to_json(),
            Self::Lock(shown) => shown.to_json(),
            Self::Released(released) => released.to_json(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table {
                name,
                found: Creation::Created,
            } => write!(f, "Created table {name}."),
            Self::Table {
                name,
                found: Creation::Existed,
            } => write!(f, "Table {name} exists already; it was left as it is."),
            Self::Commands(changes) if changes.is_empty() => {
                f.write_str("Every menu of commands is as it should be; nothing was changed.")
            }
            Self::Commands(changes) => f.write_str(&table(changes).trim_fmt()),
            Self::Polled(polled) => polled.fmt(f),
            Self::Lock(shown) => shown.fmt(f),
            Self::Released(released) => released.fmt(f),
        }
    }
}

fn table(changes: &[MenuChange]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(MenuChange::HEADER);
    table.add_rows(changes.iter().map(MenuChange::row));
    table
}

/// Prints what was done to standard output, and what was not to standard error; JSON always to
/// standard output. Whoever reads may have gone: then nothing is printed.
pub(crate) fn print(ended: &Result<Report, Failure>, style: Style) {
    let _ = match (ended, style) {
        (Ok(report), Style::Text) => writeln!(std::io::stdout(), "{report}"),
        (Ok(report), Style::Json) => writeln!(std::io::stdout(), "{}", report.to_json()),
        (Err(failure), Style::Text) => writeln!(std::io::stderr(), "{failure}"),
        (Err(failure), Style::Json) => {
            let error = json!({"error": failure.to_string()});
            writeln!(std::io::stdout(), "{error}")
        }
    };
}
