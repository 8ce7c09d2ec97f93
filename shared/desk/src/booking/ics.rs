//! A booking as a file that calendars read (iCalendar, RFC 5545).

use engine::{Context, Outcome};
use icalendar::{Calendar, Component as _, Event, Property};
use jiff::Timestamp;
use locales::Phrase;
use outbox::{Draft, Kind, Recipient};
use store::{Key, Keys};
use telegram::Document;

use super::notice::about;
use super::{Appointment, Screen, Ticket};
use crate::desk::Decided;
use crate::{Catalogue, Desk};

/// Sends the file of a booking to its client, as a notice.
pub(super) async fn send(desk: &Desk, context: &mut Context<'_, Desk>, ticket: &Ticket) -> Decided {
    let (shop, key) = (Key::catalogue(), ticket.key(context.person.id.get()));
    let keys = Keys::default().look_at(shop.clone()).rely_on(key.clone());
    let mut batch = context.batch(keys).await?;
    Catalogue::opened(batch.take(&shop)?, desk.zone())?;
    let found: Option<Appointment> = batch.take(&key)?;
    let Some(found) = found.filter(|found| ticket.fits(found)) else {
        return Ok(Outcome::alert(Screen::Gone.into()));
    };
    let text = about(Phrase::new("booking-file"), &found, desk.zone());
    let to = Recipient::Person(found.client);
    let draft = Draft::new(to, Kind::Booking, text);
    let draft = draft.with_document(document(&found, context));
    Ok(Outcome::alert(Screen::FileSent.into()).notify(draft))
}

fn document(of: &Appointment, context: &Context<'_, Desk>) -> Document {
    let content = calendar(of, of.names.get(context.language), context.now);
    let document = Document::new("booking.ics", "text/calendar", content);
    document.expect("names are short, and the file's name is plain")
}

/// The file's text. A calendar that has an earlier one of the same booking moves its entry.
fn calendar(of: &Appointment, service: &str, now: Timestamp) -> String {
    let utc = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let event = Event::new()
        .uid(&format!("booking-{}-{}", of.client, of.id))
        .add_property("DTSTAMP", utc(now))
        .add_property("DTSTART", utc(of.start))
        .add_property("DTEND", utc(of.interval().end()))
        .add_property("SEQUENCE", of.moves.to_string())
        .summary(&format!("{service} – {}", of.master_name))
        .done();
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Frontdesk//Booking//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.push(event);
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use diary::{BookingId, Duration, ServiceId};

    use super::*;
    use crate::Names;
    use crate::booking::Status;

    #[test]
    fn a_calendar_reads_start_and_end_in_utc() {
        let names = Names {
            en: "Haircut, beard; both".into(),
            ru: String::new(),
            uz: String::new(),
        };
        let appointment = Appointment {
            client: 42,
            id: BookingId::new("100").unwrap(),
            start: "2026-03-02T14:00:00Z".parse().unwrap(),
            duration: Duration::from_minutes(90).unwrap(),
            service: ServiceId::new("haircut").unwrap(),
            names,
            price: 0,
            master: 7,
            master_name: "Max\nEND:VEVENT".into(),
            moves: 1,
            status: Status::Active,
            why: None,
            cancelled: None,
        };
        let now = "2026-03-01T09:00:00Z".parse().unwrap();
        let text = calendar(&appointment, &appointment.names.en, now);
        assert!(text.lines().all(|line| line.len() <= 75));
        insta::assert_snapshot!(text.replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Frontdesk//Booking//EN
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        DTEND:20260302T153000Z
        DTSTAMP:20260301T090000Z
        DTSTART:20260302T140000Z
        SEQUENCE:1
        SUMMARY:Haircut\, beard\; both – Max\nEND:VEVENT
        UID:booking-42-100
        END:VEVENT
        END:VCALENDAR
        ");
    }
}
