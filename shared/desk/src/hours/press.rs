use diary::{Lunch, Span, TimeOfDay};
use jiff::civil::Weekday;

/// A button of a master's hours. Those that change something name how often the card had been
/// changed when they were shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Press {
    /// The week's hours, and lunch.
    Week,
    /// The times at which a weekday can begin.
    Starts(Weekday),
    /// The times at which it can end then.
    Ends(Weekday, TimeOfDay),
    /// Other hours on a weekday; `None` closes it.
    Set(Weekday, Option<Span>, u64),
    /// The times at which lunch can begin.
    Lunches,
    /// Another lunch; `None` for none at all.
    Lunch(Option<Lunch>, u64),
}

impl Press {
    pub(crate) fn data(self) -> String {
        let number = |day: Weekday| day.to_monday_one_offset();
        match self {
            Self::Week => "w".to_owned(),
            Self::Starts(day) => format!("s:{}", number(day)),
            Self::Ends(day, start) => format!("e:{}:{}", number(day), start.minutes()),
            Self::Set(day, Some(span), edits) => format!(
                "h:{}:{}:{}:{edits}",
                number(day),
                span.start().minutes(),
                span.end().minutes()
            ),
            Self::Set(day, None, edits) => format!("c:{}:{edits}", number(day)),
            Self::Lunches => "l".to_owned(),
            Self::Lunch(Some(lunch), edits) => {
                format!("m:{}:{edits}", TimeOfDay::from(lunch).minutes())
            }
            Self::Lunch(None, edits) => format!("n:{edits}"),
        }
    }

    pub(crate) fn read(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["w"] => Self::Week,
            ["s", day] => Self::Starts(weekday(day)?),
            ["e", day, start] => Self::Ends(weekday(day)?, time(start)?),
            ["h", day, start, end, edits] => {
                let span = Span::new(time(start)?, time(end)?).ok()?;
                Self::Set(weekday(day)?, Some(span), edits.parse().ok()?)
            }
            ["c", day, edits] => Self::Set(weekday(day)?, None, edits.parse().ok()?),
            ["l"] => Self::Lunches,
            ["m", start, edits] => {
                let lunch = Lunch::at(time(start)?).ok()?;
                Self::Lunch(Some(lunch), edits.parse().ok()?)
            }
            ["n", edits] => Self::Lunch(None, edits.parse().ok()?),
            _ => return None,
        })
    }
}

fn weekday(number: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number.parse().ok()?).ok()
}

/// A time of the grid, by its minutes after midnight.
pub(crate) fn time(minutes: &str) -> Option<TimeOfDay> {
    TimeOfDay::new(minutes.parse().ok()?).ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_time() -> impl Strategy<Value = TimeOfDay> {
        (0u16..=48).prop_map(|step| TimeOfDay::new(step * 30).unwrap())
    }

    pub(crate) fn any_span() -> impl Strategy<Value = Span> {
        (any_time(), any_time()).prop_filter_map("a span ends after it starts", |(start, end)| {
            Span::new(start, end).ok()
        })
    }

    pub(crate) fn any_press() -> impl Strategy<Value = Press> {
        let day = || (1i8..=7).prop_map(|day| Weekday::from_monday_one_offset(day).unwrap());
        let lunch = (0u16..=46).prop_map(|step| {
            let start = TimeOfDay::new(step * 30).unwrap();
            Lunch::at(start).unwrap()
        });
        prop_oneof![
            Just(Press::Week),
            Just(Press::Lunches),
            day().prop_map(Press::Starts),
            (day(), any_time()).prop_map(|(day, start)| Press::Ends(day, start)),
            (day(), prop::option::of(any_span()), any::<u64>())
                .prop_map(|(day, span, edits)| Press::Set(day, span, edits)),
            (prop::option::of(lunch), any::<u64>())
                .prop_map(|(lunch, edits)| Press::Lunch(lunch, edits)),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = press.data();
            let parts: Vec<_> = data.split(':').collect();
            prop_assert_eq!(Press::read(&parts), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "[a-z](:[0-9-]{0,22}){0,5}") {
            let parts: Vec<_> = data.split(':').collect();
            let _ = Press::read(&parts);
        }
    }
}
