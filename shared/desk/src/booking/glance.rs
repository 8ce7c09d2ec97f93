//! A client's next bookings at a glance.

use engine::{Context, EngineError};
use jiff::civil::DateTime;
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::{Page, Span, Turn};
use telegram::Html;

use super::notice::timed;
use super::{Appointment, mine};
use crate::Desk;
use crate::screen::pen::{Pen, SHORT, lines, short};

/// The most bookings that are seen at a glance.
const SHOWN: u16 = 3;

/// A booking at a glance.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Glance {
    /// What the shop's clock shows at its start.
    #[serde(rename = "a")]
    at: DateTime,
    /// The service.
    #[serde(rename = "s")]
    service: String,
    /// What clients call the master.
    #[serde(rename = "m")]
    master: String,
}

/// The sender's next bookings, the soonest first: one query.
pub(crate) async fn glance(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
) -> Result<Vec<Glance>, EngineError> {
    let list = Span::client_bookings_after(context.person.id.get(), context.now).pages_of(SHOWN);
    let page: Page<Appointment> = context.page(&list, &Turn::First).await?;
    mine::checked(desk, context, &page).await?;
    let glance = |of: Appointment| Glance {
        at: desk.zone().reading(of.start),
        service: of.names.get(context.language).to_owned(),
        master: of.master_name,
    };
    let active = page.records.into_iter().filter(Appointment::is_active);
    Ok(active.map(glance).collect())
}

impl Glance {
    /// The bookings one below the other, or that there are none.
    pub(crate) fn text(glances: &[Self], pen: &Pen) -> Html {
        if glances.is_empty() {
            return pen.say(&Phrase::new("booking-glance-none"));
        }
        let title = pen.say(&Phrase::new("booking-glance"));
        let line = |of: &Self| {
            let phrase = timed(Phrase::new("booking-glance-line"), of.at);
            let phrase = phrase.with("service", of.service.as_str());
            pen.say(&phrase.with("master", short(&of.master, SHORT)))
        };
        lines([title].into_iter().chain(glances.iter().map(line)))
    }
}

#[cfg(test)]
impl Glance {
    /// As many as are shown, each of that service with that master.
    pub(super) fn of_each(at: DateTime, (service, master): (&str, &str)) -> Vec<Self> {
        let glance = Self {
            at,
            service: service.into(),
            master: master.into(),
        };
        vec![glance; SHOWN.into()]
    }
}

#[cfg(test)]
pub(crate) fn samples() -> Vec<Glance> {
    let of = |at: &str| Glance {
        at: at.parse().expect("the time is one"),
        service: "Cut & <b>colour".into(),
        master: "Max <i>".into(),
    };
    ["2026-03-03T14:00", "2026-12-31T09:30"].map(of).into()
}
