//! A booking stands on two sides: on the sheet of the master's day, and with its client. What
//! changes one changes the other in the same transaction. The sheet is changed by the rules of
//! `diary`; here is what goes with it on the client's side: the head, the appointment, the
//! reminders, and word to the other side.

use diary::{Booking, BookingId, Client, State, Zone};
use engine::Outcome;
use jiff::Timestamp;
use outbox::NoticeRow;
use store::{Batch, Key, Keys, Record as _, StoreError};

use super::head::Ahead;
use super::{Appointment, ClientHead, Status, Tally, Why, notice, reminder};
use crate::{Desk, privacy};

/// A booking's side with its client, as it was read.
///
/// To change a booking: ask for [`Held::keys`] in the batch that reads the day, [`Held::take`] it,
/// put the new day, and give the outcome to [`Held::cancel`] or [`Held::settle`]. All is written
/// on the versions that the batch has read.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    head: ClientHead,
    /// The appointment, which is active.
    pub(crate) appointment: Appointment,
    reminders: Vec<NoticeRow>,
}

impl Held {
    /// The keys of a booking that stands on a sheet; none for a client without Telegram.
    pub(crate) fn keys_of(booking: &Booking, keys: Keys) -> Keys {
        match booking.client {
            Client::Telegram(client) => Self::keys(client, &booking.id, booking.start, keys),
            Client::Named(_) => keys,
        }
    }

    /// The keys of a client's booking at that start.
    pub(crate) fn keys(client: i64, id: &BookingId, start: Timestamp, keys: Keys) -> Keys {
        let keys = keys
            .rely_on(Key::client_head(client))
            .rely_on(Key::client_booking(client, start, id.as_str()));
        look_at_reminders(id, start, keys)
    }

    /// What the batch has read of a booking that stands on a sheet; `None` for a client without
    /// Telegram.
    ///
    /// # Errors
    /// As [`Batch::take`].
    pub(crate) fn take_of(
        booking: &Booking,
        batch: &mut Batch,
    ) -> Result<Option<Self>, StoreError> {
        match booking.client {
            Client::Telegram(client) => Self::take(client, &booking.id, booking.start, batch),
            Client::Named(_) => Ok(None),
        }
    }

    /// What the batch has read of a client's booking; `None` where none is active.
    ///
    /// # Errors
    /// As [`Batch::take`].
    pub(crate) fn take(
        client: i64,
        id: &BookingId,
        start: Timestamp,
        batch: &mut Batch,
    ) -> Result<Option<Self>, StoreError> {
        let appointment = batch.take(&Key::client_booking(client, start, id.as_str()))?;
        let appointment: Option<Appointment> = appointment;
        let active = appointment.filter(Appointment::is_active);
        active
            .map(|appointment| Self::with(appointment, batch))
            .transpose()
    }

    /// What the batch has read beside an appointment.
    pub(super) fn with(appointment: Appointment, batch: &mut Batch) -> Result<Self, StoreError> {
        let head = batch.take(&Key::client_head(appointment.client))?;
        let mut reminders = Vec::new();
        for key in reminder::keys(&appointment.id, appointment.start) {
            reminders.extend(batch.take::<NoticeRow>(&key)?);
        }
        Ok(Self {
            head: head.unwrap_or_else(|| ClientHead::new(appointment.client)),
            appointment,
            reminders,
        })
    }

    /// The outcome with the booking cancelled by its client, who is called `name`.
    pub(super) fn cancel_by_client(
        self,
        outcome: Outcome<Desk>,
        why: Option<Why>,
        name: &str,
        (zone, now): (&Zone, Timestamp),
    ) -> Outcome<Desk> {
        let (outcome, is) = self.cancel(outcome, (Status::CancelledByClient, why), now);
        told(outcome, notice::cancelled_by_client(&is, name, zone))
    }

    /// The outcome with the booking cancelled by its master: the client hears it. The day
    /// without it is put by the caller.
    pub(crate) fn cancel_by_master(
        self,
        outcome: Outcome<Desk>,
        why: Why,
        (zone, now): (&Zone, Timestamp),
    ) -> Outcome<Desk> {
        let ending = (Status::CancelledByMaster, Some(why));
        let (outcome, is) = self.cancel(outcome, ending, now);
        told(outcome, notice::cancelled_by_master(&is, zone))
    }

    /// The outcome with what became of a booking that has begun. The day is put by the caller.
    pub(crate) fn settle(self, outcome: Outcome<Desk>, state: State) -> Outcome<Desk> {
        let status = match state {
            State::Active => Status::Active,
            State::Completed => Status::Completed,
            State::NoShow => Status::NoShow,
        };
        outcome.put(Appointment {
            status,
            ..self.appointment
        })
    }

    /// The outcome with the booking moved by its client. The days are put by the caller; the
    /// reminders of the new start have to be looked at ([`look_at_reminders`]).
    pub(super) fn move_to(
        self,
        outcome: Outcome<Desk>,
        start: Timestamp,
        name: &str,
        (zone, now): (&Zone, Timestamp),
    ) -> Outcome<Desk> {
        let was = self.appointment;
        let is = Appointment {
            start,
            moves: was.moves.wrapping_add(1),
            ..was.clone()
        };
        let head = self.head.with(ahead(&is, 0), now);
        let outcome = forgotten(outcome.remove(was.key()), self.reminders, now);
        let outcome = reminded(outcome.put(head).put(is.clone()), &is, (zone, now));
        let from = zone.reading(was.start);
        let outcome = Tally::Moved.of(outcome);
        told(outcome, notice::moved(&is, from, name, zone))
    }

    fn cancel(
        self,
        outcome: Outcome<Desk>,
        (status, why): (Status, Option<Why>),
        now: Timestamp,
    ) -> (Outcome<Desk>, Appointment) {
        let was = self.appointment;
        let is = Appointment {
            status,
            why,
            cancelled: Some(now),
            ..was.clone()
        };
        let head = self.head.without(&is.id, now);
        let outcome = forgotten(outcome.remove(was.key()), self.reminders, now);
        let outcome = Tally::Cancelled.of(outcome.put(head).put(is.clone()));
        (privacy::traced(outcome, &is), is)
    }
}

/// The outcome with a new booking on the client's side, made by that button. The day with it is
/// put by the caller. Nobody has looked at its reminders: it has a new id.
pub(super) fn book(
    outcome: Outcome<Desk>,
    head: ClientHead,
    (is, button): (&Appointment, u32),
    name: &str,
    (zone, now): (&Zone, Timestamp),
) -> Outcome<Desk> {
    let head = head.with(ahead(is, button), now);
    let outcome = reminded(outcome.put(head).put(is.clone()), is, (zone, now));
    let outcome = Tally::Booked.of(outcome);
    told(outcome, notice::booked(is, name, zone))
}

/// The keys of the reminders of a booking at that start, to be written over or cancelled.
pub(super) fn look_at_reminders(id: &BookingId, start: Timestamp, keys: Keys) -> Keys {
    reminder::keys(id, start)
        .into_iter()
        .fold(keys, Keys::look_at)
}

fn ahead(is: &Appointment, button: u32) -> Ahead {
    Ahead {
        id: is.id.clone(),
        start: is.start,
        button,
    }
}

fn told(outcome: Outcome<Desk>, draft: Option<outbox::Draft>) -> Outcome<Desk> {
    draft.into_iter().fold(outcome, Outcome::notify)
}

fn forgotten(outcome: Outcome<Desk>, reminders: Vec<NoticeRow>, now: Timestamp) -> Outcome<Desk> {
    let cancel = |outcome: Outcome<Desk>, row| outcome.cancel(row, now);
    reminders.into_iter().fold(outcome, cancel)
}

fn reminded(
    outcome: Outcome<Desk>,
    is: &Appointment,
    (zone, now): (&Zone, Timestamp),
) -> Outcome<Desk> {
    let drafts = reminder::drafts(is, zone, now);
    drafts.into_iter().fold(outcome, Outcome::notify)
}
