//! The examples of docs/botctl.md, run as they are printed, in their order, at one sandbox.

use crate::page::{Part, parts};
use crate::parked::with_parked;

const PAGE: &str = include_str!("../../../../docs/botctl.md");

#[tokio::test]
async fn every_example_prints_what_it_says() {
    let town = with_parked().await;
    town.is_well().await;
    let mut run = 0;
    for part in parts(PAGE) {
        let Part::Example(example) = part else {
            continue;
        };
        let printed = town.botctl(&example.arguments()).await;
        assert_eq!(example.differs_from(&printed), None);
        run += 1;
    }
    assert_eq!(run, 17, "each command has one");
}
