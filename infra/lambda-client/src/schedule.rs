use clock::{Clock, Entropy};
use serde_json::{Value, json};

/// The event of a scheduled rule, at this moment. Source: Amazon EventBridge User Guide, "Creating
/// a rule that runs on a schedule": `time` is in whole seconds, `detail` is empty.
#[must_use]
pub fn scheduled_event(rule: &str, clock: &dyn Clock, entropy: &dyn Entropy) -> Value {
    json!({
        "version": "0",
        "id": id(entropy),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": format!("{:.0}", clock.now()),
        "region": "us-east-1",
        "resources": [format!("arn:aws:events:us-east-1:000000000000:rule/{rule}")],
        "detail": {},
    })
}

/// A random UUID (version 4, RFC 9562).
fn id(entropy: &dyn Entropy) -> String {
    let (high, low) = (entropy.next(), entropy.next());
    let version = (high & 0x0fff) | 0x4000;
    let variant = (low >> 48 & 0x3fff) | 0x8000;
    let (first, second) = (high >> 32, high >> 16 & 0xffff);
    let node = low & 0xffff_ffff_ffff;
    format!("{first:08x}-{second:04x}-{version:04x}-{variant:04x}-{node:012x}")
}

#[cfg(test)]
mod tests {
    use clock::{ManualClock, SeededEntropy};

    use super::*;

    #[derive(Debug)]
    struct Same(u64);

    impl Entropy for Same {
        fn next(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn the_event_has_eventbridges_shape() {
        let clock = ManualClock::at("2026-01-01T00:00:00.987Z");
        let mut event = scheduled_event("monitor", &clock, &Same(0));
        assert_eq!(event["id"].take(), "00000000-0000-4000-8000-000000000000");
        let expected = json!({
            "version": "0",
            "id": null,
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": "2026-01-01T00:00:00Z",
            "region": "us-east-1",
            "resources": ["arn:aws:events:us-east-1:000000000000:rule/monitor"],
            "detail": {}
        });
        assert_eq!(event, expected);
    }

    #[test]
    fn no_two_events_share_an_id() {
        let entropy = SeededEntropy::new(7);
        assert_ne!(id(&entropy), id(&entropy));
        assert_eq!(id(&Same(u64::MAX)), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
