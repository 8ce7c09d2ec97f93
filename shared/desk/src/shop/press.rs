use diary::Duration;
use locales::Language;

use super::form::Question;
use crate::hours;

/// A button of the shop's editor. Those that change something name the state under which they
/// stand: how often the catalogue had been changed, or the form and its question.
///
/// A service is named by its place: services are added at the end and never leave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Press {
    /// The editor's first screen.
    Top,
    /// A page of the services.
    Services(u8),
    /// A service.
    Service(u8),
    /// Offers a service, or offers it no more.
    Offer {
        /// The service.
        at: u8,
        /// Which of the two.
        switch: Switch,
        /// The state of the catalogue.
        edits: u64,
    },
    /// The durations to choose from.
    Durations(u8),
    /// Another duration.
    Duration {
        /// The service.
        at: u8,
        /// How long it is to take.
        duration: Duration,
        /// The state of the catalogue.
        edits: u64,
    },
    /// Asks for another name.
    Rename(u8, Language),
    /// Asks for another price.
    Reprice(u8),
    /// Asks for a new service.
    Add,
    /// A page of the masters.
    Masters(u8),
    /// A master, with a page of the services.
    Master(i64, u8),
    /// Lets clients book a master, or lets them no more.
    Employ {
        /// The master.
        master: i64,
        /// Which of the two.
        switch: Switch,
        /// The state of the catalogue.
        edits: u64,
    },
    /// Adds a service to those that a master does, or takes it away.
    Does {
        /// The master.
        master: i64,
        /// The service.
        at: u8,
        /// Which of the two.
        switch: Switch,
        /// The state of the catalogue.
        edits: u64,
    },
    /// The hours of a master.
    Hours(i64, hours::Press),
    /// A button below a question of a form.
    Form(i64, Question, Choice),
}

/// On or off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// What is chosen below a question of a form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Choice {
    /// The question before.
    Back,
    /// To leave the form.
    Cancel,
    /// This duration.
    Duration(Duration),
    /// No price.
    NoPrice,
}

impl Press {
    /// Whether it lets clients book a master.
    pub(super) fn employs(self) -> bool {
        matches!(self, Self::Employ { switch, .. } if switch.is_on())
    }

    /// What comes after the prefix in the callback data.
    pub(crate) fn data(self) -> String {
        match self {
            Self::Top => "t".to_owned(),
            Self::Services(page) => format!("l:{page}"),
            Self::Service(at) => format!("s:{at}"),
            Self::Offer { at, switch, edits } => format!("o:{at}:{}:{edits}", switch.letter()),
            Self::Durations(at) => format!("d:{at}"),
            Self::Duration {
                at,
                duration,
                edits,
            } => format!("m:{at}:{}:{edits}", duration.minutes()),
            Self::Rename(at, language) => format!("n:{at}:{}", language.code()),
            Self::Reprice(at) => format!("p:{at}"),
            Self::Add => "a".to_owned(),
            Self::Masters(page) => format!("w:{page}"),
            Self::Master(master, page) => format!("e:{master}:{page}"),
            Self::Employ {
                master,
                switch,
                edits,
            } => format!("v:{master}:{}:{edits}", switch.letter()),
            Self::Does {
                master,
                at,
                switch,
                edits,
            } => format!("b:{master}:{at}:{}:{edits}", switch.letter()),
            Self::Hours(master, press) => format!("h:{master}:{}", press.data()),
            Self::Form(form, question, choice) => {
                format!("f:{form}:{}:{}", question.letter(), choice.data())
            }
        }
    }

    /// Reads what comes after the prefix.
    pub(crate) fn read(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["t"] => Self::Top,
            ["l", page] => Self::Services(page.parse().ok()?),
            ["s", at] => Self::Service(at.parse().ok()?),
            ["o", at, switch, edits] => Self::Offer {
                at: at.parse().ok()?,
                switch: Switch::of(switch)?,
                edits: edits.parse().ok()?,
            },
            ["d", at] => Self::Durations(at.parse().ok()?),
            ["m", at, minutes, edits] => Self::Duration {
                at: at.parse().ok()?,
                duration: duration(minutes)?,
                edits: edits.parse().ok()?,
            },
            ["n", at, code] => Self::Rename(at.parse().ok()?, Language::from_code(code)?),
            ["p", at] => Self::Reprice(at.parse().ok()?),
            ["a"] => Self::Add,
            ["h", master, ref rest @ ..] => {
                Self::Hours(master.parse().ok()?, hours::Press::read(rest)?)
            }
            ["f", form, question, ref rest @ ..] => Self::Form(
                form.parse().ok()?,
                Question::of(question)?,
                Choice::read(rest)?,
            ),
            _ => return Self::read_staffing(parts),
        })
    }

    /// The state of the catalogue under which a button of change stands.
    pub(super) fn edits(self) -> Option<u64> {
        match self {
            Self::Offer { edits, .. }
            | Self::Duration { edits, .. }
            | Self::Employ { edits, .. }
            | Self::Does { edits, .. } => Some(edits),
            _ => None,
        }
    }

    fn read_staffing(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["w", page] => Self::Masters(page.parse().ok()?),
            ["e", master, page] => Self::Master(master.parse().ok()?, page.parse().ok()?),
            ["v", master, switch, edits] => Self::Employ {
                master: master.parse().ok()?,
                switch: Switch::of(switch)?,
                edits: edits.parse().ok()?,
            },
            ["b", master, at, switch, edits] => Self::Does {
                master: master.parse().ok()?,
                at: at.parse().ok()?,
                switch: Switch::of(switch)?,
                edits: edits.parse().ok()?,
            },
            _ => return None,
        })
    }
}

impl Switch {
    /// The other one, which is what a button offers.
    pub(crate) fn other_than(on: bool) -> Self {
        if on { Self::Off } else { Self::On }
    }

    pub(crate) fn is_on(self) -> bool {
        self == Self::On
    }

    fn letter(self) -> &'static str {
        match self {
            Self::On => "y",
            Self::Off => "n",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        [Self::On, Self::Off]
            .into_iter()
            .find(|switch| switch.letter() == letter)
    }
}

impl Choice {
    fn data(self) -> String {
        match self {
            Self::Back => "b".to_owned(),
            Self::Cancel => "x".to_owned(),
            Self::Duration(duration) => format!("d:{}", duration.minutes()),
            Self::NoPrice => "n".to_owned(),
        }
    }

    fn read(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["b"] => Self::Back,
            ["x"] => Self::Cancel,
            ["d", minutes] => Self::Duration(duration(minutes)?),
            ["n"] => Self::NoPrice,
            _ => return None,
        })
    }
}

fn duration(minutes: &str) -> Option<Duration> {
    Duration::from_minutes(minutes.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_press() -> impl Strategy<Value = Press> {
        let switch = || prop::sample::select(vec![Switch::On, Switch::Off]);
        let duration = || (1u16..=48).prop_map(|steps| Duration::from_minutes(steps * 30).unwrap());
        let language = prop::sample::select(Language::ALL.to_vec());
        let question = prop::sample::select(Question::ALL.to_vec());
        let choice = prop_oneof![
            Just(Choice::Back),
            Just(Choice::Cancel),
            duration().prop_map(Choice::Duration),
            Just(Choice::NoPrice),
        ];
        prop_oneof![
            Just(Press::Top),
            Just(Press::Add),
            any::<u8>().prop_map(Press::Services),
            any::<u8>().prop_map(Press::Service),
            any::<u8>().prop_map(Press::Durations),
            any::<u8>().prop_map(Press::Reprice),
            any::<u8>().prop_map(Press::Masters),
            (any::<u8>(), language).prop_map(|(at, language)| Press::Rename(at, language)),
            (any::<u8>(), switch(), any::<u64>()).prop_map(|(at, switch, edits)| Press::Offer {
                at,
                switch,
                edits
            }),
            (any::<u8>(), duration(), any::<u64>()).prop_map(|(at, duration, edits)| {
                Press::Duration {
                    at,
                    duration,
                    edits,
                }
            }),
            (any::<i64>(), any::<u8>()).prop_map(|(master, page)| Press::Master(master, page)),
            (any::<i64>(), switch(), any::<u64>()).prop_map(|(master, switch, edits)| {
                Press::Employ {
                    master,
                    switch,
                    edits,
                }
            }),
            (any::<i64>(), any::<u8>(), switch(), any::<u64>()).prop_map(
                |(master, at, switch, edits)| Press::Does {
                    master,
                    at,
                    switch,
                    edits
                }
            ),
            (any::<i64>(), hours::any_press())
                .prop_map(|(master, press)| Press::Hours(master, press)),
            (any::<i64>(), question, choice)
                .prop_map(|(form, question, choice)| Press::Form(form, question, choice)),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = press.data();
            prop_assert!(data.len() <= 62, "{data}");
            let parts: Vec<_> = data.split(':').collect();
            prop_assert_eq!(Press::read(&parts), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "[a-z](:[a-z0-9-]{0,22}){0,6}") {
            let parts: Vec<_> = data.split(':').collect();
            let _ = Press::read(&parts);
        }
    }
}
