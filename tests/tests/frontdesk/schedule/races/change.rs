use desk::{Card, Catalogue, Role};
use diary::{DayLunch, Sheet};
use frontdesk_tests::{Answer, BOSS, updates};
use jiff::civil::Date;

use crate::schedule::studio::{EVE, MAX, Studio, profile};

/// What is changed about the shop or about Max while a client confirms a haircut at 14:00.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Change {
    Block,
    DayOff,
    DayLunch,
    Lunch,
    Hours,
    /// The service is offered no more.
    NotOffered,
    /// The service takes an hour.
    Longer,
    /// Max does the service no more.
    NotDone,
    /// Max can be booked no more.
    NotBooked,
    /// Max is no master any more.
    RoleTaken,
}

impl Change {
    /// Goes to where it is made; the update that makes it.
    pub(super) async fn prepare(self, studio: &Studio, date: Date) -> serde_json::Value {
        let day = format!("/schedule {date}");
        let weekday = &format!("{:?}", date.weekday())[..3];
        let card = format!("/people {MAX}");
        let (who, open, labels, last): (_, _, &[&str], _) = match self {
            Self::Block => {
                studio.goes(MAX, &day, &["Be away"]).await;
                return updates::text(studio.next_id(), MAX, "13:30-14:30 away");
            }
            Self::DayOff => (MAX, day.as_str(), &[], "Day off"),
            Self::DayLunch => (MAX, day.as_str(), &["🍽 Lunch"], "14:00"),
            Self::Lunch => (MAX, "/schedule", &["Hours", "🍽 Lunch"], "14:00"),
            Self::Hours => (MAX, "/schedule", &["Hours", weekday], "Closed"),
            Self::NotOffered => (EVE, "/shop", &["Services", "Haircut"], "no more"),
            Self::Longer => (EVE, "/shop", &["Services", "Haircut", "Duration"], "60"),
            Self::NotDone => (EVE, "/shop", &["Masters", "Max"], "Haircut"),
            Self::NotBooked => (EVE, "/shop", &["Masters", "Max"], "No more bookings"),
            Self::RoleTaken => (BOSS, card.as_str(), &[], "➖ master"),
        };
        let shown = studio.goes(who, open, labels).await;
        updates::press(studio.next_id(), who, &shown.data(last))
    }

    /// The partition that it writes.
    pub(super) fn writes(self) -> &'static str {
        match self {
            Self::Block | Self::DayOff | Self::DayLunch | Self::Lunch | Self::Hours => "master#700",
            Self::NotOffered | Self::Longer | Self::NotDone | Self::NotBooked | Self::RoleTaken => {
                "shop#catalogue"
            }
        }
    }

    /// Whether it is refused while something is booked then.
    pub(super) fn yields_to_bookings(self) -> bool {
        !matches!(
            self,
            Self::NotOffered | Self::Longer | Self::NotDone | Self::NotBooked
        )
    }

    /// Whether that is the answer to one that was made.
    pub(super) fn is_made_by(self, answer: &Answer) -> bool {
        !self.yields_to_bookings() || !answer.text().contains("first")
    }

    /// What the client reads who came too late.
    pub(super) fn tells(self) -> &'static str {
        match self {
            Self::Block | Self::DayOff | Self::DayLunch | Self::Lunch | Self::Hours => {
                "Nobody works"
            }
            Self::Longer => "Shall I book",
            Self::NotOffered | Self::NotDone | Self::NotBooked | Self::RoleTaken => "not offered",
        }
    }

    /// Whether it is so in the table.
    pub(super) async fn holds(self, studio: &Studio, date: Date, sheet: &Sheet) -> bool {
        let (shop, card) = (studio.shop().await, studio.card(MAX).await);
        let (haircut, max) = (&shop.services[0], shop.master(MAX).unwrap());
        match self {
            Self::Block => !sheet.blocks().is_empty(),
            Self::DayOff => sheet.is_day_off(),
            Self::DayLunch => sheet.lunch() != DayLunch::Usual,
            Self::Lunch => card.terms.lunch() != Card::usual(MAX).terms.lunch(),
            Self::Hours => card.terms.hours().on(date.weekday()).is_none(),
            Self::NotOffered => !haircut.on,
            Self::Longer => haircut.duration.minutes() == 60,
            Self::NotDone => !max.services.contains(&haircut.id),
            Self::NotBooked | Self::RoleTaken => !max.on,
        }
    }

    /// Puts back what it has changed, the day aside.
    pub(super) async fn put_back(self, studio: &Studio, shop: &Catalogue) {
        match self {
            Self::Block | Self::DayOff | Self::DayLunch => {}
            Self::Lunch | Self::Hours => studio.puts(Card::usual(MAX)).await,
            Self::RoleTaken => {
                studio.puts(shop.clone()).await;
                studio.puts(profile(MAX, "Max", Some(Role::Master))).await;
            }
            Self::NotOffered | Self::Longer | Self::NotDone | Self::NotBooked => {
                studio.puts(shop.clone()).await;
            }
        }
    }
}
