use std::fmt;

use super::Polling;

/// What runs where, and what to try.
impl fmt::Display for Polling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, place) = (self.cloud.table_url(), self.cloud.place());
        writeln!(
            f,
            "Frontdesk runs on this machine, for the real bot @{}.",
            self.username
        )?;
        writeln!(f, "  table     {table}, {place}")?;
        writeln!(f, "  telegram  the real one; its updates are polled")?;
        writeln!(
            f,
            "  queue     {}, a stand-in in memory",
            self.cloud.queue_url()
        )?;
        writeln!(f, "  notifier  sends what the queue rings for")?;
        writeln!(f, "  monitor   runs every minute")?;
        writeln!(f, "  control   {}", self.interface.url())?;
        writeln!(
            f,
            "  metrics   {}{}",
            self.interface.url(),
            metrics_page::PATH
        )?;
        if self.superadmins.is_empty() {
            writeln!(
                f,
                "Nobody decides on requests: set SUPERADMIN_IDS to your own Telegram user id."
            )?;
        }
        write!(f, "Talk to the bot: https://t.me/{}", self.username)
    }
}
