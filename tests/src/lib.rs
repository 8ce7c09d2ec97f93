//! The world that the black-box tests live in: the real function on a real table, with time,
//! randomness and the wire in the test's hand.

pub mod binary;
pub mod clock;
mod counts;
pub mod fixture;
pub mod gate;
pub mod hall;
mod meter;
pub mod paced_clock;
pub mod poison;
pub mod probe;
pub mod proxy;
pub mod sent;
pub mod station;
pub mod table;
pub mod town;
pub mod updates;
pub mod webhook_server;
pub mod wire;
pub mod world;

pub use clock::StoryClock;
pub use counts::Counts;
pub use gate::Gate;
pub use hall::Hall;
pub use paced_clock::PacedClock;
pub use poison::Poison;
pub use probe::StopAt;
pub use sent::Sent;
pub use station::{PollingProcess, Station};
pub use table::TestTable;
pub use town::Town;
pub use wire::{Fault, Wire};
pub use world::{Answer, World};

/// A bot token as Telegram issues them; it belongs to nobody.
pub const TOKEN: &str = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcT";

/// The secret that Telegram presents.
pub const SECRET: &str = "a-secret-that-only-Telegram-knows_1";

/// The superadmin of the tests' world.
pub const BOSS: i64 = 1;

/// The second superadmin.
pub const CHIEF: i64 = 2;
