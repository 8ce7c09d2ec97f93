//! Word to the other side: booked, moved, cancelled. Never to the one who acted.

use diary::Zone;
use jiff::civil::{Date, DateTime};
use locales::{Argument, Language, Locale, Phrase};
use outbox::{Draft, Kind, NoticeButton, Recipient};

use super::{Appointment, Press, Why};

/// A phrase with the arguments of a date: `weekday` (1 is Monday), `day`, `month`, `year`, from
/// which `booking-date` makes words. A text that refers to it takes the same arguments.
#[must_use]
pub(crate) fn dated(phrase: Phrase, date: Date) -> Phrase {
    let weekday = date.weekday().to_monday_one_offset();
    phrase
        .with("weekday", i64::from(weekday))
        .with("day", i64::from(date.day()))
        .with("month", i64::from(date.month()))
        .with("year", date.year().to_string())
}

/// A phrase with the arguments of a date and of `time`, such as 09:30.
#[must_use]
pub(crate) fn timed(phrase: Phrase, at: DateTime) -> Phrase {
    dated(phrase, at.date()).with("time", shown_time(at))
}

/// A date and time in words, as an argument of a phrase that tells of another one, too.
fn when(at: DateTime) -> Argument {
    let text = timed(Phrase::new("booking-when"), at);
    let [en, ru, uz] = [Language::En, Language::Ru, Language::Uz]
        .map(|language| Locale::of(language).plain(&text));
    Argument::Each { en, ru, uz }
}

/// What the clock shows, such as 09:30.
#[must_use]
pub(crate) fn shown_time(at: DateTime) -> String {
    at.strftime("%H:%M").to_string()
}

/// A phrase with the arguments of an appointment: date, time, `service` and `master`.
pub(super) fn about(phrase: Phrase, of: &Appointment, zone: &Zone) -> Phrase {
    timed(phrase, zone.reading(of.start))
        .with("service", &of.names)
        .with("master", of.master_name.as_str())
}

/// Tells the master that a client has booked.
pub(super) fn booked(of: &Appointment, client: &str, zone: &Zone) -> Option<Draft> {
    let text = about(Phrase::new("booking-notice-booked"), of, zone);
    to_master(of, text.with("client", client))
}

/// Tells the master that a client has moved a booking, which was at `from` before.
pub(super) fn moved(of: &Appointment, from: DateTime, client: &str, zone: &Zone) -> Option<Draft> {
    let text = about(Phrase::new("booking-notice-moved"), of, zone);
    to_master(of, text.with("was", when(from)).with("client", client))
}

/// Tells the master that a client has cancelled.
pub(super) fn cancelled_by_client(of: &Appointment, client: &str, zone: &Zone) -> Option<Draft> {
    let key = match of.why {
        Some(_) => "booking-notice-cancelled-why",
        None => "booking-notice-cancelled",
    };
    let text = about(Phrase::new(key), of, zone).with("client", client);
    let words = of.why.as_ref().map(Why::words);
    to_master(
        of,
        words
            .into_iter()
            .fold(text, |text, words| text.with("words", words)),
    )
}

/// Tells the client that the master has cancelled.
pub(super) fn cancelled_by_master(of: &Appointment, zone: &Zone) -> Option<Draft> {
    let why = of.why.as_ref();
    let text = about(Phrase::new("booking-notice-cancelled-by-master"), of, zone)
        .with("why", why.map_or("none", Why::as_str))
        .with("words", why.map_or("", Why::words));
    let again = NoticeButton {
        label: Phrase::new("booking-button-again"),
        data: Press::Services.data().as_str().to_owned(),
    };
    let draft = Draft::new(Recipient::Person(of.client), Kind::Booking, text);
    (of.client != of.master).then(|| draft.with_buttons(vec![again]))
}

fn to_master(of: &Appointment, text: Phrase) -> Option<Draft> {
    let draft = Draft::new(Recipient::Person(of.master), Kind::Booking, text).about(of.client);
    (of.client != of.master).then_some(draft)
}
