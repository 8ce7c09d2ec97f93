use std::fmt;

use crate::Sandbox;

/// What runs where, and what to try.
impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list_parts(f)?;
        let boss = self.superadmins.first().copied().unwrap_or_default();
        let run = match self.port() {
            crate::DEFAULT_PORT => "cargo run --".to_owned(),
            port => format!("cargo run -- --port {port}"),
        };
        writeln!(
            f,
            "Try in another terminal (person {boss} is the superadmin, and has started the bot):"
        )?;
        writeln!(f, "  {run} say --as 42 --name Ann \"/start\"")?;
        writeln!(f, "  {run} press --as 42 \"Join\"")?;
        writeln!(f, "  {run} show --as {boss}")?;
        writeln!(f, "  {run} --help")?;
        f.write_str("Ctrl-C stops it.")
    }
}

impl Sandbox {
    fn list_parts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, place) = (self.cloud.table_url(), self.cloud.place());
        let queue = self.cloud.queue_url();
        writeln!(f, "Frontdesk runs on this machine alone.")?;
        writeln!(f, "  table     {table}, {place}")?;
        let telegram = self.telegram.url();
        writeln!(f, "  telegram  {telegram}, a stand-in in memory")?;
        writeln!(f, "  queue     {queue}, a stand-in in memory")?;
        writeln!(f, "  webhook   {}/telegram", self.webhook_url())?;
        writeln!(f, "  notifier  sends what the queue rings for")?;
        writeln!(
            f,
            "  monitor   runs every minute: a heartbeat, and what waits goes to the queue"
        )?;
        writeln!(f, "  control   {}", self.control.url())
    }
}
