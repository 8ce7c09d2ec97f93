//! Something is wrong: everybody who has to hear it hears it once, and once of its end.

mod costs;
mod deploy;
mod each;
mod failed_runs;
mod forced;
mod heartbeat;
mod kills;
mod modes;
mod outage;
mod pauses;
mod quiet;
mod telegram_down;
mod together;
