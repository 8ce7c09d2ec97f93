//! Storms: many notices to many chats, while everything goes wrong that can.
//!
//! `STORM_SEEDS` and `STORM_NOTICES` in the environment make them longer.

mod batches;
mod chance;
mod clock;
mod ends;
mod heard;
mod weather;

use settings::Environment;

use weather::Storm;

/// What a storm is made of.
#[derive(Clone, Copy, Debug)]
struct Size {
    notices: usize,
    chats: i64,
}

/// Many small storms, and one with many chats.
const SEEDS: u64 = 14;
const SMALL: Size = Size {
    notices: 300,
    chats: 25,
};
const LARGE: Size = Size {
    notices: 3_000,
    chats: 500,
};

fn asked<N: std::str::FromStr>(name: &str) -> Option<N> {
    Environment::of_process().get(name)?.parse().ok()
}

async fn weathers(seed: u64, size: Size) -> usize {
    let mut storm = Storm::new(seed, size).await;
    storm.rages().await;
    ends::check(&storm).await;
    let faults = &storm.heard.faults;
    eprintln!("storm {seed}: {size:?}, {faults:?}");
    faults.values().sum()
}

#[tokio::test]
async fn every_notice_survives_many_storms() {
    let seeds = asked("STORM_SEEDS").unwrap_or(SEEDS);
    let mut faults = 0;
    for seed in 0..seeds {
        faults += weathers(seed, SMALL).await;
    }
    eprintln!("{seeds} storms with {faults} faults");
    assert!(faults > 0);
}

#[tokio::test]
async fn every_notice_survives_a_storm_over_many_chats() {
    let notices = asked("STORM_NOTICES").unwrap_or(LARGE.notices);
    let faults = weathers(1_000, Size { notices, ..LARGE }).await;
    assert!(faults > 50, "{faults}");
}
