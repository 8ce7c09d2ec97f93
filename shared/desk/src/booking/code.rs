//! Numbers, times and ids in the 64 bytes of a button.

use diary::{BookingId, Month, ServiceId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Ticket, Who, Wish};

/// What stands between the parts.
const BETWEEN: char = ':';

/// The digits of a number are these, as many as `RADIX`.
const RADIX: u32 = 36;

/// A number in at most 13 characters.
pub(super) fn number(number: u64) -> String {
    let (radix, mut left, mut digits) = (u64::from(RADIX), number, Vec::new());
    loop {
        let digit = u32::try_from(left % radix).expect("it is less than the radix");
        digits.push(char::from_digit(digit, RADIX).expect("it is less than the radix"));
        left /= radix;
        if left == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A time on the minute, from 1970 to 6053, in at most 6 characters.
pub(super) fn minute(at: Timestamp) -> String {
    number((at.as_second() / 60).unsigned_abs())
}

/// A month, such as 202603.
pub(super) fn month(month: Month) -> String {
    month.first().strftime("%Y%m").to_string()
}

/// A date, such as 20260302.
pub(super) fn date(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// The date that [`date`] has written.
pub(super) fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| Date::strptime("%Y%m%d", text).ok()).flatten()
}

/// A service and who is to do it.
pub(super) fn wish(wish: &Wish) -> String {
    let who = match wish.who {
        Who::Any => String::new(),
        Who::Master(master) => number(master.unsigned_abs()),
    };
    format!("{}{BETWEEN}{who}", wish.service)
}

/// One's own booking.
pub(super) fn ticket(of: &Ticket) -> String {
    let (start, moves) = (minute(of.start), number(of.moves.into()));
    let master = number(of.master.unsigned_abs());
    format!("{start}{BETWEEN}{}{BETWEEN}{moves}{BETWEEN}{master}", of.id)
}

/// The parts of a button's data, read one by one.
#[derive(Debug)]
pub(super) struct Parts<'a>(std::str::Split<'a, char>);

impl<'a> Parts<'a> {
    pub(super) fn of(data: &'a str) -> Self {
        Self(data.split(BETWEEN))
    }

    /// Whether nothing is left.
    pub(super) fn ended(mut self) -> bool {
        self.0.next().is_none()
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let text = self.text()?;
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain
            .then(|| u64::from_str_radix(text, RADIX).ok())
            .flatten()
    }

    /// A user id.
    pub(super) fn person(&mut self) -> Option<i64> {
        self.number()?.try_into().ok()
    }

    pub(super) fn minute(&mut self) -> Option<Timestamp> {
        let minute = i32::try_from(self.number()?).ok()?;
        Timestamp::from_second(i64::from(minute) * 60).ok()
    }

    pub(super) fn second(&mut self) -> Option<Timestamp> {
        Timestamp::from_second(self.person()?).ok()
    }

    pub(super) fn month(&mut self) -> Option<Month> {
        day(&format!("{}01", self.text()?)).map(Month::of)
    }

    pub(super) fn service(&mut self) -> Option<ServiceId> {
        ServiceId::new(self.text()?).ok()
    }

    pub(super) fn booking(&mut self) -> Option<BookingId> {
        BookingId::new(self.text()?).ok()
    }

    pub(super) fn wish(&mut self) -> Option<Wish> {
        let service = self.service()?;
        let mut rest = self.0.clone();
        let who = match rest.next()? {
            "" => {
                self.0 = rest;
                Who::Any
            }
            _ => Who::Master(self.person()?),
        };
        Some(Wish { service, who })
    }

    pub(super) fn ticket(&mut self) -> Option<Ticket> {
        Some(Ticket {
            start: self.minute()?,
            id: self.booking()?,
            moves: self.number()?.try_into().ok()?,
            master: self.person()?,
        })
    }
}
