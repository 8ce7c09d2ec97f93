use std::collections::HashSet;

/// The most people who are told apart in a day: 16 bytes each, about 2 MB in all. Beyond that the
/// count stays where it is.
pub(crate) const MOST: usize = 100_000;

/// The people who wrote or pressed something on one day.
#[derive(Debug, Default)]
pub(crate) struct ActiveUsers {
    day: i64,
    people: HashSet<i64>,
}

impl ActiveUsers {
    /// Somebody did something on that day.
    pub(crate) fn note(&mut self, person: i64, day: i64) {
        self.turn_to(day);
        if self.people.len() < MOST {
            self.people.insert(person);
        }
    }

    /// How many they were on that day so far.
    pub(crate) fn count(&mut self, day: i64) -> i64 {
        self.turn_to(day);
        i64::try_from(self.people.len()).expect("it is bounded")
    }

    fn turn_to(&mut self, day: i64) {
        if self.day != day {
            *self = Self {
                day,
                people: HashSet::new(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_counts_once_a_day() {
        let mut active = ActiveUsers::default();
        for person in [1, 2, 1] {
            active.note(person, 20_000);
        }
        assert_eq!(active.count(20_000), 2);
        active.note(1, 20_001);
        assert_eq!(active.count(20_001), 1);
        assert_eq!(active.count(20_002), 0);
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut active = ActiveUsers::default();
        for person in 0..200_000 {
            active.note(person, 1);
        }
        assert_eq!(active.count(1), 100_000);
    }
}
