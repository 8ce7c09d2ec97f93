//! Reminders: the day before at 18:00, and two hours before, if it was booked that long ahead.

use diary::{BookingId, TimeOfDay, Zone};
use jiff::{SignedDuration, Timestamp};
use locales::Phrase;
use outbox::{Draft, Kind, NoticeButton, Recipient};
use store::Key;

use super::notice::about;
use super::{Appointment, Press};

/// When the first one comes, by the shop's clock.
const EVENING: u16 = 18 * 60;

/// How long before the start the second one comes.
const SHORTLY: SignedDuration = SignedDuration::from_hours(2);

/// Which reminder of a booking.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Which {
    DayBefore,
    Shortly,
}

/// The keys of a booking's reminders, whether they exist or not. They are named by the start, so
/// that the master's side, which knows no more of a booking, finds them as well. A booking that
/// is moved back has the same ones again: they have to be looked at before they are written.
pub(super) fn keys(id: &BookingId, start: Timestamp) -> [Key; 2] {
    Which::ALL.map(|which| Key::notice(&which.id(id, start)))
}

/// The reminders of a booking that is made or moved now.
pub(super) fn drafts(of: &Appointment, zone: &Zone, now: Timestamp) -> Vec<Draft> {
    let draft = |which: Which| {
        let due = which.due(zone, of.start).filter(|due| *due > now)?;
        let to = Recipient::Person(of.client);
        let text = about(Phrase::new("booking-reminder"), of, zone);
        let button = NoticeButton {
            label: Phrase::new("booking-button-mine"),
            data: Press::mine().data().as_str().to_owned(),
        };
        let draft = Draft::new(to, Kind::Reminder, text).with_buttons(vec![button]);
        let draft = draft.with_id(which.id(&of.id, of.start));
        Some(draft.due_at(due).valid_until(of.start))
    };
    Which::ALL.into_iter().filter_map(draft).collect()
}

impl Which {
    const ALL: [Self; 2] = [Self::DayBefore, Self::Shortly];

    fn id(self, id: &BookingId, start: Timestamp) -> String {
        let letter = match self {
            Self::DayBefore => 'd',
            Self::Shortly => 's',
        };
        format!("reminder-{id}-{}-{letter}", start.as_second())
    }

    fn due(self, zone: &Zone, start: Timestamp) -> Option<Timestamp> {
        match self {
            Self::DayBefore => {
                let eve = zone.today(start).yesterday().ok()?;
                let evening = TimeOfDay::new(EVENING).expect("18:00 lies on the grid");
                zone.day(eve).at(evening).first().copied()
            }
            Self::Shortly => start.checked_sub(SHORTLY).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(zone: &str, start: &str) -> [Option<String>; 2] {
        let zone = Zone::named(zone).unwrap();
        let start = start.parse().unwrap();
        Which::ALL.map(|which| Some(which.due(&zone, start)?.to_string()))
    }

    #[test]
    fn reminders_go_by_the_shops_clock() {
        let [day, shortly] = due("Asia/Tashkent", "2026-03-02T05:00:00Z");
        assert_eq!(day.as_deref(), Some("2026-03-01T13:00:00Z"));
        assert_eq!(shortly.as_deref(), Some("2026-03-02T03:00:00Z"));
    }

    /// The clock goes forward in the night between: 18:00 is 17:00 UTC, then 10:00 is 08:00.
    #[test]
    fn a_clock_change_between_moves_no_reminder() {
        let [day, shortly] = due("Europe/Berlin", "2026-03-29T08:00:00Z");
        assert_eq!(day.as_deref(), Some("2026-03-28T17:00:00Z"));
        assert_eq!(shortly.as_deref(), Some("2026-03-29T06:00:00Z"));
    }
}
