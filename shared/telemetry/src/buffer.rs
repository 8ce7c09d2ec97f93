use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// A writer that keeps what was written, for tests. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    /// All that was written so far.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }

    /// The lines written so far, as objects.
    ///
    /// # Panics
    /// When a line is not JSON, which none of this crate's is.
    #[must_use]
    pub fn lines(&self) -> Vec<Value> {
        let text = self.text();
        let lines = text.lines().map(serde_json::from_str);
        lines
            .map(|line| line.expect("every log line is JSON"))
            .collect()
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl io::Write for Buffer {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        self.bytes().write(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
