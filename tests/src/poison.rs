use clock::Wait;
use engine::{Probe, Step};
use telegram::Envelope;

/// Lets the handler fail in the way that an update's text asks for: `panic!`, `hang!`, `abort!`
/// (ends the process) or `spin!` (never gives the thread back).
#[derive(Clone, Copy, Debug)]
pub struct Poison;

impl Probe for Poison {
    fn reached(&self, step: Step, envelope: &Envelope) -> Option<Wait> {
        if step != Step::Throttle {
            return None;
        }
        let says = |text: &str| {
            envelope
                .body
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        if says("hang!") {
            return Some(Box::pin(std::future::pending()));
        }
        assert!(
            !says("panic!"),
            "the handler panics on {envelope:?}, as it was asked to"
        );
        if says("abort!") {
            std::process::abort();
        }
        while says("spin!") {
            std::hint::spin_loop();
        }
        None
    }
}
