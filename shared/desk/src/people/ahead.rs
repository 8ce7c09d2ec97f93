//! What clients still count on: nobody stops being a master while something is booked with them.

use diary::{Booking, Reach};
use engine::{Context, EngineError};
use jiff::Span;
use store::{Key, Keys};

use super::press::Change;
use super::{Booked, Standing};
use crate::schedule::listed;
use crate::{Day, Desk, Profile, Role};

/// The bookings in the way of a change; `None` where nothing is.
pub(super) async fn in_the_way(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    standing: &Standing,
    change: Change,
) -> Result<Option<Booked>, EngineError> {
    let person = standing.profile.as_ref();
    let Some(master) = person.filter(|person| change.ends_master(person)) else {
        return Ok(None);
    };
    let ahead = ahead(desk, context, master.id).await?;
    if ahead.is_empty() {
        return Ok(None);
    }
    let ahead: Vec<_> = ahead.iter().collect();
    let (bookings, more) = listed(desk, context, &ahead).await?;
    Ok(Some(Booked {
        user: master.id,
        name: master.display_name(),
        bookings,
        more,
    }))
}

/// The bookings of a master that are not over, the next one first. All dates within reach are
/// conditions, those without an item too, so that a booking that is confirmed meanwhile wins or
/// loses.
async fn ahead(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    master: i64,
) -> Result<Vec<Booking>, EngineError> {
    let reach = Reach::of_master(desk.zone(), context.now);
    let last = reach.last_date();
    let dates = reach.first_date().series(Span::new().days(1));
    let dates = dates.take_while(|date| *date <= last);
    let keys: Vec<_> = dates.map(|date| Key::master_day(master, date)).collect();
    let relied_on = keys.iter().cloned().fold(Keys::default(), Keys::rely_on);
    let mut batch = context.batch(relied_on).await?;
    let mut ahead = Vec::new();
    for key in keys {
        let day: Option<Day> = batch.take(&key)?;
        let sheet = day.map(|day| day.sheet).unwrap_or_default();
        let active = sheet.active().cloned();
        ahead.extend(active.filter(|booking| booking.interval().end() > context.now));
    }
    Ok(ahead)
}

impl Change {
    /// Whether it makes a master somebody who keeps no bookings any more.
    fn ends_master(self, person: &Profile) -> bool {
        let ends = matches!(self, Self::Take(Role::Master) | Self::Deactivate);
        ends && person.active_roles().contains(&Role::Master)
    }
}
