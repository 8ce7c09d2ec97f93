//! What the mains of the functions have in common: one thread, one exit code, one deadline, and a
//! budget for the start.

#![warn(missing_docs)]

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use clock::{Clock, Deadline};

mod warm_up;

pub use warm_up::WarmUp;

/// Runs a function on one thread until Lambda ends it. An error, such as a wrong setting, ends it
/// at once with one message on standard error.
pub fn run<E>(function: impl Future<Output = Result<(), E>>) -> ExitCode
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    match on_one_thread(function) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn on_one_thread<E>(
    function: impl Future<Output = Result<(), E>>,
) -> Result<(), Box<dyn Error + Send + Sync>>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(function).map_err(Into::into)
}

/// How long an invocation has left by Lambda's deadline in epoch milliseconds; `usual` when that
/// makes no sense, as under `cargo lambda watch`, whose deadline header counts from zero.
#[must_use]
pub fn left(deadline_ms: u64, usual: Duration, clock: &dyn Clock) -> Duration {
    let now_ms = u64::try_from(clock.now().as_millisecond()).unwrap_or_default();
    let left = Duration::from_millis(deadline_ms.saturating_sub(now_ms));
    if left.is_zero() { usual } else { left }
}

/// The same as a deadline.
#[must_use]
pub fn deadline(deadline_ms: u64, usual: Duration, clock: &dyn Clock) -> Deadline {
    Deadline::after(left(deadline_ms, usual, clock), clock)
}

#[cfg(test)]
mod tests {
    use clock::ManualClock;

    use super::*;

    #[test]
    fn senseless_deadlines_get_the_usual_time() {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let usual = Duration::from_secs(10);
        let now_ms = 1_767_225_600_000;
        assert_eq!(
            [0, 600_000, now_ms].map(|ms| left(ms, usual, &clock)),
            [usual; 3]
        );
        assert_eq!(left(now_ms + 5_000, usual, &clock), Duration::from_secs(5));
    }
}
