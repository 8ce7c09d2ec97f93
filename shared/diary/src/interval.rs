use jiff::{SignedDuration, Timestamp};

use crate::Duration;

/// Time from one instant to before a later one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

impl Interval {
    /// The interval of that length. It ends with time itself at the latest.
    #[must_use]
    pub fn new(start: Timestamp, duration: Duration) -> Self {
        let length = SignedDuration::from_mins(i64::from(duration.minutes()));
        let end = start.checked_add(length).unwrap_or(Timestamp::MAX);
        Self { start, end }
    }

    /// The interval between two instants; `None` if nothing lies between them.
    #[must_use]
    pub fn between(start: Timestamp, end: Timestamp) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Its first instant.
    #[must_use]
    pub fn start(self) -> Timestamp {
        self.start
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self) -> Timestamp {
        self.end
    }

    /// Whether they have an instant in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What is left of it without `taken`: what lies before and what lies after.
    pub(crate) fn without(self, taken: Self) -> impl Iterator<Item = Self> {
        let before = Self::between(self.start, self.end.min(taken.start));
        let after = Self::between(self.start.max(taken.end), self.end);
        before.into_iter().chain(after)
    }
}

/// Puts intervals that are in their order and touch into one.
pub(crate) fn merged(intervals: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut whole: Vec<Interval> = Vec::new();
    for next in intervals {
        match whole.last_mut() {
            Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
            _ => whole.push(next),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(start: i64, end: i64) -> Interval {
        let second = |second| Timestamp::from_second(second).unwrap();
        Interval::between(second(start), second(end)).unwrap()
    }

    #[test]
    fn what_touches_does_not_overlap() {
        assert!(!interval(0, 10).overlaps(interval(10, 20)));
        assert!(!interval(10, 20).overlaps(interval(0, 10)));
        assert!(interval(0, 11).overlaps(interval(10, 20)));
        assert!(interval(0, 30).overlaps(interval(10, 20)));
    }

    #[test]
    fn what_is_taken_leaves_what_lies_around_it() {
        let left = |taken| interval(10, 20).without(taken).collect::<Vec<_>>();
        assert_eq!(left(interval(12, 15)), [interval(10, 12), interval(15, 20)]);
        assert_eq!(left(interval(0, 15)), [interval(15, 20)]);
        assert_eq!(left(interval(0, 30)), []);
        assert_eq!(left(interval(20, 30)), [interval(10, 20)]);
        assert_eq!(left(interval(0, 10)), [interval(10, 20)]);
    }
}
