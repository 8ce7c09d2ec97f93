use diary::{Booking, Client};
use engine::{Context, EngineError};
use jiff::civil::DateTime;
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::{Key, Keys};
use telegram::{Html, Person, UserId};

use crate::booking::notice::shown_time;
use crate::screen::pen::{Pen, SHORT, short};
use crate::{Desk, Profile, display_name};

/// How many bookings a refusal lists.
const MOST: usize = 8;

/// A booking that is in the way.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Listed {
    /// When it starts, by the shop's clock.
    #[serde(rename = "a")]
    pub at: DateTime,
    /// What the client is called; `None` where nobody knows any more.
    #[serde(rename = "n")]
    pub name: Option<String>,
}

impl Listed {
    /// A line a booking.
    pub(crate) fn lines(bookings: &[Self], more: u16, pen: &Pen) -> Vec<Html> {
        let line = |booking: &Self| {
            let phrase = pen.dated(Phrase::new("schedule-listed"), booking.at.date());
            let name = short(&pen.client(booking.name.as_deref()), SHORT);
            pen.say(
                &phrase
                    .with("time", shown_time(booking.at))
                    .with("name", name),
            )
        };
        let rest = Phrase::new("schedule-listed-more").with("count", i64::from(more));
        let rest = (more > 0).then(|| pen.say(&rest));
        bookings.iter().map(line).chain(rest).collect()
    }
}

#[cfg(test)]
impl Listed {
    pub(crate) fn samples() -> Vec<Self> {
        let at = jiff::civil::date(2026, 3, 2).at(14, 0, 0, 0);
        let named = |name: Option<&str>| Self {
            at,
            name: name.map(str::to_owned),
        };
        vec![named(Some("Ann & <b>")), named(None)]
    }
}

impl Pen {
    /// What a client is called.
    pub(crate) fn client(&self, name: Option<&str>) -> String {
        name.map_or_else(|| self.label("schedule-somebody"), str::to_owned)
    }
}

/// The first of these bookings, to be listed, and how many more there are.
pub(crate) async fn listed(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    bookings: &[&Booking],
) -> Result<(Vec<Listed>, u16), EngineError> {
    let shown = &bookings[..bookings.len().min(MOST)];
    let names = names(context, shown).await?;
    let line = |(booking, name): (&&Booking, _)| Listed {
        at: desk.zone().reading(booking.start),
        name,
    };
    let more = u16::try_from(bookings.len() - shown.len()).unwrap_or(u16::MAX);
    Ok((shown.iter().zip(names).map(line).collect(), more))
}

/// What the clients of at most 100 bookings are called, by their profiles: one request, or none
/// where nobody has Telegram.
pub(super) async fn names(
    context: &mut Context<'_, Desk>,
    bookings: &[&Booking],
) -> Result<Vec<Option<String>>, EngineError> {
    let key = |booking: &&Booking| match booking.client {
        Client::Telegram(client) => Some(Key::profile(client)),
        Client::Named(_) => None,
    };
    let mut keys: Vec<_> = bookings.iter().filter_map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    let wanted = keys.iter().cloned().fold(Keys::default(), Keys::look_at);
    let mut batch = context.batch(wanted).await?;
    let mut known = std::collections::BTreeMap::new();
    for key in keys {
        let profile: Option<Profile> = batch.take(&key)?;
        known.insert(key, profile.map(|profile| called(&profile)));
    }
    let name = |booking: &&Booking| match &booking.client {
        Client::Named(name) => Some(name.as_str().to_owned()),
        Client::Telegram(client) => known.get(&Key::profile(*client)).cloned().flatten(),
    };
    Ok(bookings.iter().map(name).collect())
}

fn called(profile: &Profile) -> String {
    display_name(&Person {
        id: UserId::new(profile.id),
        is_bot: false,
        first_name: profile.first_name.clone(),
        last_name: profile.last_name.clone(),
        username: profile.username.clone(),
        language_code: None,
    })
}
