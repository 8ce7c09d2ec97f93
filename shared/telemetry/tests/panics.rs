//! What a panic leaves in the log. It has a process of its own, since the hook is global.

use std::panic::catch_unwind;
use std::sync::Arc;

use clock::{ManualClock, SharedClock};
use telemetry::{Buffer, Filter};

#[test]
fn a_panic_tells_only_its_place() {
    let clock: SharedClock = Arc::new(ManualClock::at("2026-01-01T00:00:00Z"));
    telemetry::install(clock.clone(), Filter::parse(None), "Frontdesk");
    telemetry::install(clock.clone(), Filter::parse(Some("off")), "Frontdesk");

    let buffer = Buffer::default();
    let lines = telemetry::subscriber(clock, Filter::parse(None), buffer.clone());
    let _guard = telemetry::listen(lines);
    let line = line!() + 1;
    assert!(catch_unwind(|| panic!("Ada said hello")).is_err());

    assert_eq!(buffer.lines().len(), 1);
    assert_eq!(buffer.lines()[0]["level"], "ERROR");
    let location = buffer.lines()[0]["location"].to_string();
    assert!(
        location.ends_with(&format!("panics.rs:{line}\"")),
        "{location}"
    );
    assert!(!buffer.text().contains("Ada"));
}
