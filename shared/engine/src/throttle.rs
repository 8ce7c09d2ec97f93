use std::time::Duration;

use jiff::Timestamp;
use store::Pace;
use telegram::UpdateKind;

/// The window in which state changes are counted.
pub const WINDOW: Duration = Duration::from_secs(10);

/// How many state changes one conversation may have in a [`WINDOW`].
pub const WINDOW_CAPACITY: usize = Pace::CAPACITY;

/// How many seconds (1 to 10) a state change has to wait, or `None` when it may happen now.
///
/// Also forgets what lies before the window.
pub(crate) fn wait_seconds(pace: &mut Pace, now: Timestamp, kind: UpdateKind) -> Option<u32> {
    let window = i64::try_from(WINDOW.as_millis()).expect("ten seconds are few milliseconds");
    let now = now.as_millisecond();
    pace.forget_before(now - window + 1);
    if is_exempt(kind) {
        return None;
    }
    let left_ms = pace.oldest_if_full()? + window - now;
    Some(
        u32::try_from(left_ms.clamp(1, window))
            .unwrap_or(1)
            .div_ceil(1_000),
    )
}

/// Payments and membership are never refused: nobody could do them again.
fn is_exempt(kind: UpdateKind) -> bool {
    matches!(
        kind,
        UpdateKind::PreCheckoutQuery | UpdateKind::MyChatMember
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + ms).unwrap()
    }

    #[test]
    fn the_ninth_change_has_to_wait() {
        let mut pace = Pace::default();
        for step in 0..8 {
            assert_eq!(wait_seconds(&mut pace, at(step), UpdateKind::Message), None);
            pace.push(at(step).as_millisecond());
        }
        assert_eq!(
            wait_seconds(&mut pace, at(8), UpdateKind::Message),
            Some(10)
        );
        assert_eq!(
            wait_seconds(&mut pace, at(9_500), UpdateKind::Message),
            Some(1)
        );
        assert_eq!(
            wait_seconds(&mut pace, at(9_500), UpdateKind::MyChatMember),
            None
        );
        assert_eq!(
            wait_seconds(&mut pace, at(10_000), UpdateKind::Message),
            None
        );
    }
}
