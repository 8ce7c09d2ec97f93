use std::fmt;

use crate::Sandbox;

/// What runs where, and what to try.
impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Frontdesk runs on this machine alone.")?;
        self.list_parts(f)?;
        let boss = self.superadmins.first().copied().unwrap_or_default();
        let run = match self.port() {
            crate::DEFAULT_PORT => "cargo run --".to_owned(),
            port => format!("cargo run -- --port {port}"),
        };
        let page = self.interface.url();
        writeln!(
            f,
            "Open {page} in a browser: be Ann and ask to join the staff;"
        )?;
        writeln!(
            f,
            "then be person {boss}, the superadmin, and decide. Or in another terminal:"
        )?;
        writeln!(f, "  {run} say --as 42 \"/start\"")?;
        writeln!(f, "  {run} press --as 42 \"Join\"")?;
        writeln!(f, "  {run} show --as {boss}")?;
        write!(f, "  {run} --help")
    }
}

impl Sandbox {
    fn list_parts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.cloud.place();
        writeln!(f, "  page      {}", self.interface.url())?;
        writeln!(
            f,
            "  telegram  {}, a stand-in, {place}",
            self.telegram.url()
        )?;
        writeln!(f, "  table     {}, {place}", self.cloud.table_url())?;
        writeln!(
            f,
            "  queue     {}, a stand-in in memory",
            self.cloud.queue_url()
        )?;
        writeln!(f, "  webhook   {}/telegram", self.webhook_url())?;
        writeln!(
            f,
            "  metrics   {}{}",
            self.interface.url(),
            metrics_page::PATH
        )?;
        writeln!(f, "  notifier  sends what the queue rings for")?;
        writeln!(
            f,
            "  monitor   runs every minute: a heartbeat, and what waits goes to the queue"
        )
    }
}
