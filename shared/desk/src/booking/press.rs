use diary::{BookingId, Month, ServiceId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Turn;
use telegram::CallbackData;

use super::code::{Parts, date, day, minute, month, number, ticket, wish};

/// What a button of booking does.
///
/// Buttons that change state are bound to what was seen: [`Press::Confirm`] by the number in it,
/// the others by the ticket, which does not fit any more once the booking is moved or cancelled.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Press {
    /// Shows the services.
    Services,
    /// Shows the masters of a service.
    Masters(ServiceId),
    /// Shows a month, or the nearest one that can be booked.
    Month(Errand, Month),
    /// Shows the free times of a date.
    Day(Errand, Date),
    /// Asks whether to take that time.
    Time(Errand, Timestamp),
    /// A date without a free time was pressed.
    NothingFree,
    /// Books.
    Confirm(Order),
    /// Moves a booking to another start.
    Move(Ticket, Timestamp),
    /// Shows a page of one's bookings.
    Mine(Part, Turn),
    /// Shows one of one's bookings, by the time under which it is listed.
    Card(Timestamp, BookingId),
    /// Asks why to cancel a booking.
    AskCancel(Ticket),
    /// Keeps the booking after all.
    Keep(Ticket),
    /// Cancels a booking without a reason.
    Cancel(Ticket),
    /// Sends the booking as a file for a calendar.
    File(Ticket),
}

/// What a calendar is for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Errand {
    /// A new booking.
    Book(Wish),
    /// Another time for a booking.
    Move(Ticket),
}

/// What somebody wants to book.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Wish {
    /// What is to be done.
    pub service: ServiceId,
    /// By whom.
    pub who: Who,
}

/// Who is to do it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Who {
    /// Whoever is free.
    Any,
    /// This master, by user id.
    Master(i64),
}

/// A time with a master, as it was offered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Order {
    /// What is to be done.
    pub service: ServiceId,
    /// The master who was offered.
    pub master: i64,
    /// Whether another one may take it.
    pub who: Offered,
    /// When it starts.
    pub start: Timestamp,
    /// What the client saw when it was offered; a number of at most 31 bits.
    pub seen: u32,
}

/// Whether the client has chosen the master.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Offered {
    /// The client has.
    Chosen,
    /// Any master will do.
    Any,
}

/// One's own booking as a button knows it. After a move it is another ticket.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Ticket {
    /// When it starts.
    #[serde(rename = "s", with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// Its id; that of a client's own booking has at most 19 characters.
    #[serde(rename = "i")]
    pub id: BookingId,
    /// How often it was moved.
    #[serde(rename = "m")]
    pub moves: u16,
    /// The master.
    #[serde(rename = "w")]
    pub master: i64,
}

/// A part of one's bookings.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Part {
    /// Those that have not begun.
    Upcoming,
    /// Those that have, and the cancelled ones.
    Past,
}

impl Press {
    /// The letters before the rest of the callback data.
    pub(crate) const PREFIX: &'static str = "b:";

    /// Shows one's upcoming bookings.
    #[must_use]
    pub fn mine() -> Self {
        Self::Mine(Part::Upcoming, Turn::First)
    }

    /// The callback data of the button.
    #[must_use]
    pub fn data(&self) -> CallbackData {
        let rest = match self {
            Self::Services => "s".to_owned(),
            Self::Masters(service) => format!("m:{service}"),
            Self::Month(errand, at) => format!("c:{}:{}", errand.code(), month(*at)),
            Self::Day(errand, on) => format!("d:{}:{}", errand.code(), date(*on)),
            Self::Time(errand, start) => format!("t:{}:{}", errand.code(), minute(*start)),
            Self::NothingFree => "n".to_owned(),
            Self::Confirm(order) => order.code(),
            Self::Move(of, start) => format!("w:{}:{}", ticket(of), minute(*start)),
            Self::Mine(Part::Upcoming, turn) => format!("u:{turn}"),
            Self::Mine(Part::Past, turn) => format!("p:{turn}"),
            Self::Card(listed, id) => format!("k:{}:{id}", number(seconds(*listed))),
            Self::AskCancel(of) => format!("x:{}", ticket(of)),
            Self::Keep(of) => format!("h:{}", ticket(of)),
            Self::Cancel(of) => format!("X:{}", ticket(of)),
            Self::File(of) => format!("f:{}", ticket(of)),
        };
        let text = format!("{}{rest}", Self::PREFIX);
        CallbackData::try_new(text).expect("ids and numbers were chosen so that they fit")
    }

    /// What a button with that data does; `rest` is what follows the prefix.
    pub(crate) fn read(rest: &str) -> Option<Self> {
        if rest.len() + Self::PREFIX.len() > CallbackData::LIMIT {
            return None;
        }
        // A cursor may have any characters.
        if let Some(turn) = rest.strip_prefix("u:") {
            return Some(Self::Mine(Part::Upcoming, Turn::parse(turn).ok()?));
        }
        if let Some(turn) = rest.strip_prefix("p:") {
            return Some(Self::Mine(Part::Past, Turn::parse(turn).ok()?));
        }
        let mut parts = Parts::of(rest);
        let press = match parts.text()? {
            "s" => Self::Services,
            "m" => Self::Masters(parts.service()?),
            "c" => Self::Month(Errand::read(&mut parts)?, parts.month()?),
            "d" => Self::Day(Errand::read(&mut parts)?, parts.text().and_then(day)?),
            "t" => Self::Time(Errand::read(&mut parts)?, parts.minute()?),
            "n" => Self::NothingFree,
            "y" => Self::Confirm(Order::read(Offered::Chosen, &mut parts)?),
            "Y" => Self::Confirm(Order::read(Offered::Any, &mut parts)?),
            "w" => Self::Move(parts.ticket()?, parts.minute()?),
            "k" => Self::Card(parts.second()?, parts.booking()?),
            "x" => Self::AskCancel(parts.ticket()?),
            "h" => Self::Keep(parts.ticket()?),
            "X" => Self::Cancel(parts.ticket()?),
            "f" => Self::File(parts.ticket()?),
            _ => return None,
        };
        parts.ended().then_some(press)
    }
}

impl Errand {
    fn code(&self) -> String {
        match self {
            Self::Book(of) => format!("b:{}", wish(of)),
            Self::Move(of) => format!("w:{}", ticket(of)),
        }
    }

    fn read(parts: &mut Parts<'_>) -> Option<Self> {
        match parts.text()? {
            "b" => Some(Self::Book(parts.wish()?)),
            "w" => Some(Self::Move(parts.ticket()?)),
            _ => None,
        }
    }
}

impl Order {
    fn code(&self) -> String {
        let letter = match self.who {
            Offered::Chosen => 'y',
            Offered::Any => 'Y',
        };
        let (service, master) = (&self.service, number(self.master.unsigned_abs()));
        let (start, seen) = (minute(self.start), number(self.seen.into()));
        format!("{letter}:{service}:{master}:{start}:{seen}")
    }

    fn read(who: Offered, parts: &mut Parts<'_>) -> Option<Self> {
        Some(Self {
            who,
            service: parts.service()?,
            master: parts.person()?,
            start: parts.minute()?,
            seen: parts
                .number()
                .filter(|seen| *seen < 1 << 31)?
                .try_into()
                .ok()?,
        })
    }
}

fn seconds(at: Timestamp) -> u64 {
    at.as_second().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_time() -> impl Strategy<Value = Timestamp> {
        let minute = |minute| Timestamp::from_second(minute * 60).unwrap();
        (0..i64::from(i32::MAX)).prop_map(minute)
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (1970_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d))
    }

    fn any_service() -> impl Strategy<Value = ServiceId> {
        "[A-Za-z0-9_.-]{1,32}".prop_map(|id| ServiceId::new(id).unwrap())
    }

    fn any_ticket() -> impl Strategy<Value = Ticket> {
        let id = "[0-9]{1,19}".prop_map(|id| BookingId::new(id).unwrap());
        (any_time(), id, any::<u16>(), 0..=i64::MAX).prop_map(|(start, id, moves, master)| Ticket {
            start,
            id,
            moves,
            master,
        })
    }

    fn any_errand() -> impl Strategy<Value = Errand> {
        let who = prop_oneof![Just(Who::Any), (0..=i64::MAX).prop_map(Who::Master)];
        let book =
            (any_service(), who).prop_map(|(service, who)| Errand::Book(Wish { service, who }));
        prop_oneof![book, any_ticket().prop_map(Errand::Move)]
    }

    fn any_order() -> impl Strategy<Value = Order> {
        let who = prop::sample::select(vec![Offered::Any, Offered::Chosen]);
        let rest = (any_service(), 0..=i64::MAX, any_time(), 0..1_u32 << 31);
        (who, rest).prop_map(|(who, (service, master, start, seen))| Order {
            service,
            master,
            who,
            start,
            seen,
        })
    }

    fn any_turn() -> impl Strategy<Value = Turn> {
        let text = "|[<>][0-9]{12}#[0-9]{1,19}";
        text.prop_map(|text| Turn::parse(&text).unwrap())
    }

    pub(crate) fn any_press() -> impl Strategy<Value = Press> {
        let month = any_date().prop_map(Month::of);
        let part = prop::sample::select(vec![Part::Upcoming, Part::Past]);
        let second = (0..=253_402_207_200_i64).prop_map(|at| Timestamp::from_second(at).unwrap());
        prop_oneof![
            Just(Press::Services),
            Just(Press::NothingFree),
            any_service().prop_map(Press::Masters),
            (any_errand(), month).prop_map(|(errand, month)| Press::Month(errand, month)),
            (any_errand(), any_date()).prop_map(|(errand, date)| Press::Day(errand, date)),
            (any_errand(), any_time()).prop_map(|(errand, start)| Press::Time(errand, start)),
            any_order().prop_map(Press::Confirm),
            (any_ticket(), any_time()).prop_map(|(ticket, start)| Press::Move(ticket, start)),
            (part, any_turn()).prop_map(|(part, turn)| Press::Mine(part, turn)),
            (second, any_ticket()).prop_map(|(at, ticket)| Press::Card(at, ticket.id)),
            any_ticket().prop_map(Press::AskCancel),
            any_ticket().prop_map(Press::Keep),
            any_ticket().prop_map(Press::Cancel),
            any_ticket().prop_map(Press::File),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = press.data();
            let rest = data.as_str().strip_prefix(Press::PREFIX);
            prop_assert_eq!(Press::read(rest.unwrap()), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(
            rest in "\\PC{0,70}|[smcdtnyYupwkxhXf](:[A-Za-z0-9+#<>-]{0,22}){0,7}"
        ) {
            if let Some(press) = Press::read(&rest) {
                prop_assert!(press.data().as_str().len() <= 64);
            }
        }
    }
}
