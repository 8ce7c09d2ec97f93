//! Something is wrong: everybody who has to hear it hears it once, and once of its end.

mod costs;
mod deploy;
mod each;
mod heartbeat;
mod kills;
mod outage;
mod quiet;
mod together;
