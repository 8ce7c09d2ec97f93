use std::time::Duration;

use crate::{Malformed, Reader, Reported};

/// What a start may take where `WARMUP_BUDGET_MS` is unset. Lambda gives it 10 s
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>), and a usual
/// one takes a few milliseconds.
const USUAL: Duration = Duration::from_secs(2);

/// More would be beyond what Lambda gives.
const MOST_MS: u64 = 10_000;

/// `WARMUP_BUDGET_MS`: milliseconds that a start may take before it counts as degraded.
pub(crate) fn warm_up_budget(reader: &mut Reader<'_>) -> Result<Duration, Reported> {
    let budget = reader.optional("WARMUP_BUDGET_MS", milliseconds)?;
    Ok(budget.unwrap_or(USUAL))
}

fn milliseconds(text: &str) -> Result<Duration, Malformed> {
    let parsed = text.parse().ok().filter(|ms| *ms <= MOST_MS);
    parsed.map(Duration::from_millis).ok_or_else(|| {
        Malformed::new(
            "is no number of milliseconds up to 10000",
            "set it to one, such as 2000, or unset it",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Environment;

    fn read(value: Option<&str>) -> Result<Duration, String> {
        let pairs = value.map(|value| ("WARMUP_BUDGET_MS".to_owned(), value.to_owned()));
        let environment: Environment = pairs.into_iter().collect();
        let mut reader = Reader::new(&environment);
        let budget = warm_up_budget(&mut reader);
        reader.finish(budget).map_err(|error| error.to_string())
    }

    #[test]
    fn the_budget_is_in_milliseconds() {
        assert_eq!(read(None), Ok(Duration::from_secs(2)));
        assert_eq!(read(Some("0")), Ok(Duration::ZERO));
        assert_eq!(read(Some("10000")), Ok(Duration::from_secs(10)));
    }

    #[test]
    fn what_is_no_budget_stops_the_start() {
        for wrong in ["2s", "-1", "10001", "1.5"] {
            let error = read(Some(wrong)).unwrap_err();
            assert!(error.contains("WARMUP_BUDGET_MS"), "{wrong}: {error}");
        }
    }
}
