use std::time::Duration;

use clock::SharedClock;

/// The work of a start within its budget (`WARMUP_BUDGET_MS`). What misses it is logged once, as a
/// degraded start, and the function serves all the same.
///
/// A step cannot be broken off. The texts are no step: reading the three languages took as long as
/// all the rest of a start, and each is read when it is first needed.
#[derive(Debug)]
pub struct WarmUp {
    clock: SharedClock,
    began: Duration,
    budget: Duration,
    missed: Vec<&'static str>,
}

impl WarmUp {
    /// A start that began at this moment of the clock's monotonic time.
    #[must_use]
    pub fn since(began: Duration, budget: Duration, clock: SharedClock) -> Self {
        Self {
            clock,
            began,
            budget,
            missed: Vec::new(),
        }
    }

    /// A step without which nothing is served has been done.
    pub fn done(&mut self, step: &'static str) {
        if self.left().is_zero() {
            self.missed.push(step);
        }
    }

    /// What is left of the budget.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.budget.saturating_sub(self.took())
    }

    /// Logs what has missed the budget, if anything has.
    pub fn finish(self) {
        if self.missed.is_empty() {
            return;
        }
        let ms = |duration: Duration| (duration.as_secs_f64() * 10_000.0).round() / 10.0;
        tracing::warn!(
            missed = self.missed.join(", "),
            took_ms = ms(self.took()),
            budget_ms = ms(self.budget),
            "the start was degraded"
        );
    }

    fn took(&self) -> Duration {
        self.clock.monotonic().saturating_sub(self.began)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use clock::{Clock as _, ManualClock};
    use telemetry::{Buffer, Filter};

    use super::*;

    /// Settings and clients take 20 ms each; gives what was logged.
    fn start(budget_ms: u64) -> Buffer {
        let clock = Arc::new(ManualClock::at("2026-01-02T03:04:05Z"));
        let (buffer, filter) = (Buffer::default(), Filter::parse(None));
        let lines = telemetry::subscriber(clock.clone(), filter, buffer.clone());
        let _listening = telemetry::listen(lines);
        let budget = Duration::from_millis(budget_ms);
        let mut start = WarmUp::since(clock.monotonic(), budget, clock.clone());
        for step in ["settings", "clients"] {
            clock.advance(Duration::from_millis(20));
            start.done(step);
        }
        start.finish();
        buffer
    }

    #[test]
    fn a_start_within_its_budget_leaves_no_line() {
        assert_eq!(start(41).lines().len(), 0);
    }

    #[test]
    fn a_slow_client_is_named_and_serves() {
        insta::assert_snapshot!(start(30).text(), @r#"{"ts":"2026-01-02T03:04:05.040Z","level":"WARN","msg":"the start was degraded","missed":"clients","took_ms":40.0,"budget_ms":30.0}"#);
    }

    #[test]
    fn no_budget_misses_everything() {
        assert_eq!(start(0).lines()[0]["missed"], "settings, clients");
    }
}
