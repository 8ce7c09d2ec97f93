use diary::{Terms, TimeOfDay};
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::schedule::Listed;

/// A master's hours, as the master or a manager sees them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Screen {
    /// Whose they are.
    #[serde(rename = "w")]
    pub whose: Whose,
    /// What clients call the master.
    #[serde(rename = "n")]
    pub name: String,
    /// How often the card was changed, for the buttons.
    #[serde(rename = "e")]
    pub edits: u64,
    /// What is shown.
    #[serde(rename = "v")]
    pub view: View,
}

/// Whose hours they are, as seen by who looks at them.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Whose {
    /// One's own.
    #[serde(rename = "o")]
    Own,
    /// Those of the master with this Telegram user id, whom a manager looks at.
    #[serde(rename = "m")]
    Master(i64),
}

/// What is shown of a master's hours.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum View {
    /// The week, and lunch.
    #[serde(rename = "w")]
    Week(Terms),
    /// The times at which a weekday can begin.
    #[serde(rename = "s")]
    Starts(#[serde(with = "weekday")] Weekday),
    /// The times at which it can end then.
    #[serde(rename = "e")]
    Ends(#[serde(with = "weekday")] Weekday, TimeOfDay),
    /// The times at which lunch can begin.
    #[serde(rename = "l")]
    Lunches,
    /// The change is not made.
    #[serde(rename = "r")]
    Refused(Obstacle),
    /// The button stands under an earlier state; for a text over the chat.
    #[serde(rename = "c")]
    Changed,
}

/// Why hours or lunch are not changed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Obstacle {
    /// Active bookings would lie outside: the first of them, and how many more there are.
    #[serde(rename = "b")]
    Bookings(Vec<Listed>, u16),
    /// Lunch would lie outside the hours of that weekday.
    #[serde(rename = "l")]
    Lunch(#[serde(with = "weekday")] Weekday),
}

/// A weekday as a number, 1 for Monday.
mod weekday {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    pub(super) fn serialize<S: Serializer>(day: &Weekday, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i8(day.to_monday_one_offset())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Weekday, D::Error> {
        let number = i8::deserialize(from)?;
        Weekday::from_monday_one_offset(number).map_err(de::Error::custom)
    }
}

/// One of each screen, with names that want escaping.
#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    let closed = diary::WorkingHours::closed();
    let never = Terms::new(closed, None).expect("who never works has any lunch");
    let views = [
        View::Week(Terms::default()),
        View::Week(never),
        View::Starts(Weekday::Monday),
        View::Ends(Weekday::Sunday, TimeOfDay::MIDNIGHT),
        View::Lunches,
        View::Refused(Obstacle::Lunch(Weekday::Friday)),
        View::Refused(Obstacle::Bookings(Listed::samples(), 3)),
    ];
    let screen = |view: &View, whose| Screen {
        whose,
        name: "Max & <b>".to_owned(),
        edits: u64::MAX,
        view: view.clone(),
    };
    let both = |view| {
        [
            screen(view, Whose::Own),
            screen(view, Whose::Master(i64::MAX)),
        ]
    };
    views.iter().flat_map(both).collect()
}
