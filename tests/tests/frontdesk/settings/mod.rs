//! Settings: which notices arrive as messages, and when.

mod quiet;
mod switches;
