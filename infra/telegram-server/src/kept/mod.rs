//! Keeping a world in a file.
//!
//! The file is an SQLite database with one table of rows, each a key and JSON, and a change is
//! one transaction that writes the rows it touched. So there is never half a change in the file,
//! a change costs what it touches and not what there is (some 0.2 ms in a debug build, beside
//! 5,000 messages as well as alone), the file is bounded by the world, and damage is SQLite's to find. A file of
//! JSON would have to be written whole, and a log of our own to be compacted.
//!
//! The format is [`VERSION`], the table, and how serde writes [`rows::Key`] and the values: whoever
//! changes one of these counts the version up, unless what came before is still written and read as
//! it was, as with a field that is left out where there is nothing for it. The fixtures in
//! `tests/fixtures` hold it.

mod file;
mod rows;
mod tracked;

pub(crate) use file::WorldFile;
pub(crate) use tracked::Tracked;

use std::path::PathBuf;

use thiserror::Error;

/// The version of the format that this build writes and reads.
pub(crate) const VERSION: i32 = 1;

/// Why a kept world cannot be had.
#[derive(Debug, Error)]
pub enum KeepError {
    /// The file cannot be opened, made or written.
    #[error("the file {} cannot be written ({reason})", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system or the database said.
        reason: String,
    },
    /// The world is open already, here or in another process.
    #[error("the file {} is in use", .0.display())]
    InUse(PathBuf),
    /// The file is no world, or not whole.
    #[error("the file {} is no world of this stand-in, or damaged ({reason})", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another build has written the file.
    #[error("the file {} has format {found}, and this build reads format {VERSION}", .path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// The version of its format.
        found: i32,
    },
}
