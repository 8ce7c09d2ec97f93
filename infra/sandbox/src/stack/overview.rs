use std::fmt;

use super::Stack;

/// What runs where, as comments, and the environment: the whole can be evaluated by a shell.
impl fmt::Display for Stack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, place) = (self.cloud.table_url(), self.cloud.place());
        writeln!(
            f,
            "# The stand-ins run; the functions are expected at {}.",
            self.endpoint
        )?;
        writeln!(f, "#   page      {}", self.interface.url())?;
        writeln!(f, "#   telegram  {}", self.telegram.url())?;
        writeln!(f, "#   queue     {}, in memory", self.cloud.queue_url())?;
        writeln!(f, "#   table     {table}, {place}")?;
        write!(f, "{}", self.environment)
    }
}
