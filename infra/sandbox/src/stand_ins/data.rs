//! Where the table is kept.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use dynoxide::Database;

use crate::StartError;

/// The database's file in the folder.
const FILE: &str = "table.db";

/// Locked as long as a sandbox runs.
const LOCK: &str = "lock";

/// Where the table is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// Nowhere: it is gone when the sandbox stops.
    Memory,
    /// In a folder, which is made if it is missing, and used by one sandbox at a time.
    Folder(PathBuf),
}

/// The open database, held alone.
pub(crate) struct Data {
    pub(crate) database: Database,
    place: Place,
    /// Unlocks the folder when it is dropped.
    _lock: Option<File>,
}

impl Data {
    pub(crate) fn open(place: Place) -> Result<Self, StartError> {
        let lock = match &place {
            Place::Memory => None,
            Place::Folder(folder) => Some(lock(folder)?),
        };
        if let Place::Folder(folder) = &place {
            try_writing(folder)?;
        }
        let opened = match &place {
            Place::Memory => Database::memory(),
            Place::Folder(folder) => Database::new(&folder.join(FILE).to_string_lossy()),
        };
        // Counting the items reads the whole file, so damage shows now and not in a conversation.
        let whole = opened.and_then(|database| database.database_info().map(|_| database));
        match whole {
            Ok(database) => Ok(Self {
                database,
                place,
                _lock: lock,
            }),
            Err(error) => Err(place.broken(error)),
        }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

impl Place {
    /// The error of a table that cannot be used.
    pub(crate) fn broken(&self, reason: impl fmt::Display) -> StartError {
        let reason = reason.to_string();
        match self {
            Self::Memory => StartError::Memory(reason),
            Self::Folder(folder) => StartError::Damaged {
                folder: folder.clone(),
                reason,
            },
        }
    }
}

/// The database opens a file that it may only read, and fails later.
fn try_writing(folder: &Path) -> Result<(), StartError> {
    let opened = File::options().append(true).open(folder.join(FILE));
    match opened {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(StartError::Folder {
            folder: folder.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// A folder for its owner alone: it may hold what people wrote.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the folder, and keeps others and Git out of it.
fn lock(folder: &Path) -> Result<File, StartError> {
    let unwritable = |source: io::Error| StartError::Folder {
        folder: folder.to_owned(),
        source,
    };
    make(folder).map_err(unwritable)?;
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(LOCK))
        .map_err(unwritable)?;
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => StartError::InUse(folder.to_owned()),
        TryLockError::Error(source) => unwritable(source),
    })?;
    fs::write(folder.join(".gitignore"), "*\n").map_err(unwritable)?;
    Ok(file)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("in memory, gone at the end"),
            Self::Folder(folder) => write!(f, "kept in {}", folder.display()),
        }
    }
}
