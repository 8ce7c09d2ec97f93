use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use clock::ManualClock;
use telegram_server::{KeepError, Telegram, TelegramConfig};
use tempfile::TempDir;

/// A folder with the file of a world, and a clock that stands.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) clock: ManualClock,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            clock: ManualClock::at("2026-01-01T00:00:00Z"),
        }
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("world.db")
    }

    pub(crate) fn config(&self) -> TelegramConfig {
        TelegramConfig::new(Arc::new(self.clock.clone()))
    }

    pub(crate) fn open(&self) -> Arc<Telegram> {
        self.try_open().unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Arc<Telegram>, KeepError> {
        Telegram::kept(self.config(), self.file())
    }

    /// What a process finds that starts after `kill -9` of the one that has the file open now:
    /// the bytes that the system has of the files, without anything that closing would do.
    pub(crate) fn after_kill(&self) -> Self {
        let folder = TempDir::new().unwrap();
        for entry in fs::read_dir(&self.folder).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        Self {
            folder,
            clock: self.clock.clone(),
        }
    }
}
