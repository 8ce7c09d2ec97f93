use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::rows::Key;
use super::{KeepError, VERSION};
use crate::world::World;

/// `application_id` of the database: `FdTg` in ASCII.
const APPLICATION: i32 = 0x4664_5467;

/// The most messages of a chat that are kept.
const MAX_MESSAGES: usize = 500;

/// SQLite with a write-ahead log and without a wait for the disk: what was committed survives
/// the end of the process however it comes, and a power cut may take the last changes but leaves
/// the file whole (<https://sqlite.org/pragma.html#pragma_synchronous>). Nobody else can open it
/// meanwhile.
const SETTINGS: &str =
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

/// The file of a world, held alone.
#[derive(Debug)]
pub(crate) struct WorldFile {
    path: PathBuf,
    connection: Connection,
    /// What has to be written: more than the last change where writing failed.
    unwritten: BTreeSet<Key>,
    /// The row of [`Key::State`] that was written last.
    state: Option<String>,
    is_failing: bool,
}

impl WorldFile {
    /// Opens the file, or makes it, and puts what is in it into a new world.
    pub(crate) fn open(path: &Path, world: &mut World) -> Result<Self, KeepError> {
        let mut file = Self {
            path: path.to_owned(),
            connection: connect(path)?,
            unwritten: BTreeSet::new(),
            state: None,
            is_failing: false,
        };
        file.read(world)?;
        // What was read is in the file already. The state is written even so: a file that cannot
        // be written is found now, and a new world has its numbers from the start.
        world.touched();
        file.unwritten.insert(Key::State);
        file.write(world)?;
        Ok(file)
    }

    /// Writes what has changed. Where that fails, the world goes on in memory, it is logged once,
    /// and the next change tries again with all that is missing.
    pub(crate) fn keep(&mut self, world: &mut World) {
        world.forget_old_messages(MAX_MESSAGES);
        self.unwritten.extend(world.touched());
        if self.state != world.row(&Key::State) {
            self.unwritten.insert(Key::State);
        }
        if self.unwritten.is_empty() {
            return;
        }
        let written = self.write(world);
        let was_failing = std::mem::replace(&mut self.is_failing, written.is_err());
        match written {
            Err(error) if !was_failing => {
                tracing::error!(%error, "Telegram's world goes on in memory alone");
            }
            Ok(()) if was_failing => {
                let path = self.path.display();
                tracing::info!(%path, "Telegram's world is kept again, nothing is missing");
            }
            Ok(()) | Err(_) => {}
        }
    }

    fn write(&mut self, world: &World) -> Result<(), KeepError> {
        // SQLite would go on writing into a file without a name.
        if !self.path.exists() {
            let path = self.path.clone();
            let reason = "it was deleted".to_owned();
            return Err(KeepError::Unwritable { path, reason });
        }
        let written = self.write_rows(world);
        written.map_err(|error| broken(&self.path, &error))?;
        self.state = world.row(&Key::State);
        self.unwritten.clear();
        Ok(())
    }

    fn write_rows(&mut self, world: &World) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        {
            let mut put = transaction.prepare_cached("REPLACE INTO rows VALUES (?1, ?2)")?;
            let mut delete = transaction.prepare_cached("DELETE FROM rows WHERE key = ?1")?;
            for key in &self.unwritten {
                let name = serde_json::to_string(key).expect("a key is JSON");
                match world.row(key) {
                    Some(row) => put.execute((name, row))?,
                    None => delete.execute((name,))?,
                };
            }
        }
        transaction.commit()
    }

    fn read(&self, world: &mut World) -> Result<(), KeepError> {
        let damaged = |reason: String| KeepError::Damaged {
            path: self.path.clone(),
            reason,
        };
        let rows = self.rows().map_err(|error| broken(&self.path, &error))?;
        let mut sorted = BTreeMap::new();
        for (key, row) in rows {
            let key: Key = serde_json::from_str(&key).map_err(|e| damaged(e.to_string()))?;
            sorted.insert(key, row);
        }
        for (key, row) in sorted {
            let restored = world.restore(key, &row);
            restored.map_err(|error| damaged(error.to_string()))?;
        }
        Ok(())
    }

    fn rows(&self) -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare("SELECT key, value FROM rows")?;
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }
}

/// Opens a database that is a world of this version, and makes an empty one into one.
fn connect(path: &Path) -> Result<Connection, KeepError> {
    let opened = Connection::open(path).and_then(|connection| {
        connection.busy_timeout(Duration::ZERO)?;
        let format = format_of(&connection)?;
        Ok((connection, format))
    });
    let (connection, format) = opened.map_err(|error| broken(path, &error))?;
    let prepared = match format {
        Format::Empty => connection
            .execute_batch(SETTINGS)
            .and_then(|()| make(&connection)),
        Format::World(VERSION) => connection.execute_batch(SETTINGS),
        Format::World(found) => {
            let path = path.to_owned();
            return Err(KeepError::OtherVersion { path, found });
        }
        Format::Foreign => {
            return Err(KeepError::Damaged {
                path: path.to_owned(),
                reason: "it is a database of another program".to_owned(),
            });
        }
    };
    prepared.map_err(|error| broken(path, &error))?;
    Ok(connection)
}

/// What a database is.
enum Format {
    Empty,
    /// A world of this version.
    World(i32),
    Foreign,
}

fn format_of(connection: &Connection) -> rusqlite::Result<Format> {
    let number = |query: &str| connection.query_row(query, (), |row| row.get::<_, i32>(0));
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    Ok(match (application, tables) {
        (APPLICATION, _) => Format::World(version),
        (0, 0) => Format::Empty,
        _ => Format::Foreign,
    })
}

fn make(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE;
         CREATE TABLE rows (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
         PRAGMA application_id = {APPLICATION};
         PRAGMA user_version = {VERSION};
         COMMIT;"
    ))
}

/// What an error of the database means.
fn broken(path: &Path, error: &rusqlite::Error) -> KeepError {
    let path = path.to_owned();
    let reason = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => KeepError::InUse(path),
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::PermissionDenied
            | ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure,
        ) => KeepError::Unwritable { path, reason },
        _ => KeepError::Damaged { path, reason },
    }
}
