use diary::{BlockId, BookingId, DayLunch, Lunch, ServiceId, Span, State, TimeOfDay};
use jiff::Timestamp;
use jiff::civil::Date;

use super::form::Question;
use crate::hours::{self, time};

/// A button of a master's own calendar. Those that change something name what they belong to: a
/// booking with its start, how often the day was changed, or the form and its question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Press {
    /// The day that it is in the shop.
    Today,
    /// A day.
    Day(Date),
    /// The week in which a date lies.
    Week(Date),
    /// A booking.
    Booking(Date, BookingId),
    /// A time away.
    Block(Date, BlockId),
    /// Asks why a booking is cancelled.
    Cancel(Date, BookingId, Timestamp),
    /// Cancels the booking of a client without Telegram.
    CallOff(Date, BookingId, Timestamp),
    /// What became of a booking that has begun.
    Settle(Date, BookingId, Timestamp, Settled),
    /// Takes the day off.
    TakeOff(Date, u64),
    /// Makes it a working day again.
    Work(Date, u64),
    /// The lunches that the day can have.
    Lunches(Date),
    /// Another lunch.
    Lunch(Date, DayLunch, u64),
    /// Asks when the master is away.
    Away(Date),
    /// Asks for another time of a block.
    Retime(Date, BlockId),
    /// Asks for another note of a block.
    Note(Date, BlockId),
    /// Removes a block.
    Unblock(Date, BlockId, u64),
    /// The services to book for somebody.
    Services(Date),
    /// The times at which one of them is free.
    Times(Date, ServiceId),
    /// Asks for whom it is booked.
    Book(ServiceId, Timestamp),
    /// The usual hours.
    Hours(hours::Press),
    /// A button below a question of a form.
    Form(i64, Question, Choice),
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Settled {
    /// The client came.
    Completed,
    /// The client did not come.
    NoShow,
}

/// What is chosen below a question of a form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Choice {
    /// To go back.
    Back,
    /// To be away from this time on.
    From(TimeOfDay),
    /// To be away then.
    Away(Span),
    /// No note.
    NoNote,
    /// Too much to do.
    Busy,
    /// Illness.
    Sick,
    /// Personal reasons.
    Personal,
}

impl Press {
    /// What comes after the prefix in the callback data.
    pub(crate) fn data(&self) -> String {
        match self {
            Self::Today => "t".to_owned(),
            Self::Day(date) => format!("d:{}", short(*date)),
            Self::Week(date) => format!("w:{}", short(*date)),
            Self::Booking(date, id) => format!("b:{}:{id}", short(*date)),
            Self::Block(date, id) => format!("x:{}:{id}", short(*date)),
            Self::Cancel(date, id, start) => {
                format!("c:{}:{id}:{}", short(*date), start.as_second())
            }
            Self::CallOff(date, id, start) => {
                format!("v:{}:{id}:{}", short(*date), start.as_second())
            }
            Self::Settle(date, id, start, settled) => {
                let letter = settled.letter();
                format!("{letter}:{}:{id}:{}", short(*date), start.as_second())
            }
            Self::TakeOff(date, edits) => format!("o:{}:{edits}", short(*date)),
            Self::Work(date, edits) => format!("p:{}:{edits}", short(*date)),
            Self::Lunches(date) => format!("l:{}", short(*date)),
            Self::Lunch(date, lunch, edits) => {
                format!("m:{}:{}:{edits}", short(*date), lunch_data(*lunch))
            }
            Self::Away(date) => format!("a:{}", short(*date)),
            Self::Retime(date, id) => format!("r:{}:{id}", short(*date)),
            Self::Note(date, id) => format!("n:{}:{id}", short(*date)),
            Self::Unblock(date, id, edits) => format!("u:{}:{id}:{edits}", short(*date)),
            Self::Services(date) => format!("s:{}", short(*date)),
            Self::Times(date, service) => format!("e:{}:{service}", short(*date)),
            Self::Book(service, start) => format!("k:{service}:{}", start.as_second()),
            Self::Hours(press) => format!("h:{}", press.data()),
            Self::Form(form, question, choice) => {
                format!("f:{form}:{}:{}", question.letter(), choice.data())
            }
        }
    }

    /// Reads what comes after the prefix.
    pub(crate) fn read(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["t"] => Self::Today,
            ["d", date] => Self::Day(day(date)?),
            ["w", date] => Self::Week(day(date)?),
            ["o", date, edits] => Self::TakeOff(day(date)?, edits.parse().ok()?),
            ["p", date, edits] => Self::Work(day(date)?, edits.parse().ok()?),
            ["l", date] => Self::Lunches(day(date)?),
            ["m", date, lunch, edits] => {
                Self::Lunch(day(date)?, day_lunch(lunch)?, edits.parse().ok()?)
            }
            ["a", date] => Self::Away(day(date)?),
            ["h", ref rest @ ..] => Self::Hours(hours::Press::read(rest)?),
            ["f", form, question, ref rest @ ..] => Self::Form(
                form.parse().ok()?,
                Question::of(question)?,
                Choice::read(rest)?,
            ),
            _ => return Self::read_named(parts),
        })
    }

    /// Those that name a booking, a block or a service.
    fn read_named(parts: &[&str]) -> Option<Self> {
        let booking = |id: &str| BookingId::new(id).ok();
        let block = |id: &str| BlockId::new(id).ok();
        Some(match *parts {
            ["b", date, id] => Self::Booking(day(date)?, booking(id)?),
            ["x", date, id] => Self::Block(day(date)?, block(id)?),
            ["c", date, id, start] => Self::Cancel(day(date)?, booking(id)?, second(start)?),
            ["v", date, id, start] => Self::CallOff(day(date)?, booking(id)?, second(start)?),
            [settled @ ("y" | "z"), date, id, start] => {
                let settled = Settled::of(settled)?;
                Self::Settle(day(date)?, booking(id)?, second(start)?, settled)
            }
            ["r", date, id] => Self::Retime(day(date)?, block(id)?),
            ["n", date, id] => Self::Note(day(date)?, block(id)?),
            ["u", date, id, edits] => Self::Unblock(day(date)?, block(id)?, edits.parse().ok()?),
            ["s", date] => Self::Services(day(date)?),
            ["e", date, service] => Self::Times(day(date)?, ServiceId::new(service).ok()?),
            ["k", service, start] => Self::Book(ServiceId::new(service).ok()?, second(start)?),
            _ => return None,
        })
    }
}

impl Settled {
    pub(super) fn state(self) -> State {
        match self {
            Self::Completed => State::Completed,
            Self::NoShow => State::NoShow,
        }
    }

    fn letter(self) -> &'static str {
        match self {
            Self::Completed => "y",
            Self::NoShow => "z",
        }
    }

    fn of(letter: &str) -> Option<Self> {
        [Self::Completed, Self::NoShow]
            .into_iter()
            .find(|settled| settled.letter() == letter)
    }
}

impl Choice {
    fn data(self) -> String {
        match self {
            Self::Back => "b".to_owned(),
            Self::From(start) => format!("s:{}", start.minutes()),
            Self::Away(span) => {
                format!("e:{}:{}", span.start().minutes(), span.end().minutes())
            }
            Self::NoNote => "n".to_owned(),
            Self::Busy => "1".to_owned(),
            Self::Sick => "2".to_owned(),
            Self::Personal => "3".to_owned(),
        }
    }

    fn read(parts: &[&str]) -> Option<Self> {
        Some(match *parts {
            ["b"] => Self::Back,
            ["s", start] => Self::From(time(start)?),
            ["e", start, end] => Self::Away(Span::new(time(start)?, time(end)?).ok()?),
            ["n"] => Self::NoNote,
            ["1"] => Self::Busy,
            ["2"] => Self::Sick,
            ["3"] => Self::Personal,
            _ => return None,
        })
    }
}

/// A date in eight digits.
fn short(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// Years of four digits: nobody has a calendar beyond them.
fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |from, to| text.get(from..to).filter(|_| plain);
    let (year, month) = (number(0, 4)?.parse().ok()?, number(4, 6)?.parse().ok()?);
    Date::new(year, month, number(6, 8)?.parse().ok()?).ok()
}

fn second(text: &str) -> Option<Timestamp> {
    Timestamp::from_second(text.parse().ok()?).ok()
}

fn lunch_data(lunch: DayLunch) -> String {
    match lunch {
        DayLunch::Usual => "u".to_owned(),
        DayLunch::None => "n".to_owned(),
        DayLunch::At(lunch) => TimeOfDay::from(lunch).minutes().to_string(),
    }
}

fn day_lunch(text: &str) -> Option<DayLunch> {
    Some(match text {
        "u" => DayLunch::Usual,
        "n" => DayLunch::None,
        start => DayLunch::At(Lunch::at(time(start)?).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn any_choice() -> impl Strategy<Value = Choice> {
        prop_oneof![
            Just(Choice::Back),
            Just(Choice::NoNote),
            Just(Choice::Busy),
            Just(Choice::Sick),
            Just(Choice::Personal),
            (0u16..=48).prop_map(|step| Choice::From(TimeOfDay::new(step * 30).unwrap())),
            hours::any_span().prop_map(Choice::Away),
        ]
    }

    fn any_press() -> impl Strategy<Value = Press> {
        let day = || {
            (2000i16..=9999, 1i8..=12, 1i8..=28)
                .prop_map(|(year, month, day)| date(year, month, day))
        };
        let id = "[A-Za-z0-9_.-]{1,32}";
        let booking = || id.prop_map(|id| BookingId::new(id).unwrap());
        let block = || id.prop_map(|id| BlockId::new(id).unwrap());
        let service = || id.prop_map(|id| ServiceId::new(id).unwrap());
        let start = || (0i64..=99_999_999_999).prop_map(|s| Timestamp::from_second(s).unwrap());
        let settled = prop::sample::select(vec![Settled::Completed, Settled::NoShow]);
        let lunch = prop_oneof![
            Just(DayLunch::Usual),
            Just(DayLunch::None),
            (0u16..=46).prop_map(|step| {
                DayLunch::At(Lunch::at(TimeOfDay::new(step * 30).unwrap()).unwrap())
            }),
        ];
        let edits = any::<u64>;
        let question = prop::sample::select(Question::ALL.to_vec());
        let plain = prop_oneof![
            Just(Press::Today),
            day().prop_map(Press::Day),
            day().prop_map(Press::Week),
            day().prop_map(Press::Lunches),
            day().prop_map(Press::Away),
            day().prop_map(Press::Services),
            (day(), edits()).prop_map(|(day, edits)| Press::TakeOff(day, edits)),
            (day(), edits()).prop_map(|(day, edits)| Press::Work(day, edits)),
            (day(), lunch, edits()).prop_map(|(day, lunch, edits)| Press::Lunch(day, lunch, edits)),
            hours::any_press().prop_map(Press::Hours),
            (any::<i64>(), question, any_choice())
                .prop_map(|(form, question, choice)| Press::Form(form, question, choice)),
        ];
        let named = prop_oneof![
            (day(), booking()).prop_map(|(day, id)| Press::Booking(day, id)),
            (day(), block()).prop_map(|(day, id)| Press::Block(day, id)),
            (day(), booking(), start()).prop_map(|(day, id, at)| Press::Cancel(day, id, at)),
            (day(), booking(), start()).prop_map(|(day, id, at)| Press::CallOff(day, id, at)),
            (day(), booking(), start(), settled)
                .prop_map(|(day, id, at, settled)| Press::Settle(day, id, at, settled)),
            (day(), block()).prop_map(|(day, id)| Press::Retime(day, id)),
            (day(), block()).prop_map(|(day, id)| Press::Note(day, id)),
            (day(), block(), 0u64..10_000_000_000)
                .prop_map(|(day, id, edits)| Press::Unblock(day, id, edits)),
            (day(), service()).prop_map(|(day, service)| Press::Times(day, service)),
            (service(), start()).prop_map(|(service, at)| Press::Book(service, at)),
        ];
        prop_oneof![plain, named]
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
        fn any_data_is_read_without_panic(data in "[a-z](:[a-z0-9-]{0,22}){0,6}|\\PC{0,70}") {
            let parts: Vec<_> = data.split(':').collect();
            let _ = Press::read(&parts);
        }
    }
}
