//! The stack as it is deployed: HTTP function, event source, schedule, table.

mod story;
