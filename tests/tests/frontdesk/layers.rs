//! The order of the middleware is a contract.

use engine::Step::{
    Acknowledging, Auth, Committed, Committing, Context, Counted, Entered, HandedOff, Handled,
    I18n, Loaded, Parked, Parking, Throttle,
};
use frontdesk_tests::{World, updates};

#[tokio::test]
async fn the_order_of_the_layers_is_pinned() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    let ordinary = [
        Entered,
        Loaded,
        I18n,
        Context,
        Auth,
        Throttle,
        Handled,
        Committing,
        Committed,
        HandedOff,
        Acknowledging,
    ];
    assert_eq!(world.probe.passed(), ordinary);
}

#[tokio::test]
async fn an_old_update_is_counted_before_the_layers() {
    let world = World::new().await;
    world
        .ok(&updates::aged(updates::text(100, 42, "/join"), 301))
        .await;
    assert_eq!(world.probe.passed()[..4], [Entered, Loaded, Counted, I18n]);
}

#[tokio::test]
async fn the_error_layer_is_outermost() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "panic!")).await;
    let poisoned = [
        Entered,
        Loaded,
        I18n,
        Context,
        Auth,
        Throttle,
        Parking,
        Parked,
        Acknowledging,
    ];
    assert_eq!(world.probe.passed(), poisoned);
}

#[tokio::test]
async fn a_duplicate_passes_no_layer() {
    let world = World::new().await;
    world.ok(&updates::text(100, 42, "/join")).await;
    world.probe.passed();
    world.ok(&updates::text(100, 42, "/join")).await;
    assert_eq!(world.probe.passed(), [Entered, Loaded, Acknowledging]);
}
