use serde::{Deserialize, Serialize};

use super::form::Question;
use super::{Catalogue, Names};

/// How many lines a list shows at once.
pub(super) const PAGE: usize = 8;

/// What a manager sees of the shop's editor.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// The editor's first screen.
    #[serde(rename = "t")]
    Top {
        /// How many services are offered.
        #[serde(rename = "s")]
        services: u8,
        /// How many masters can be booked.
        #[serde(rename = "m")]
        masters: u8,
        /// The shop's time zone.
        #[serde(rename = "z")]
        zone: String,
    },
    /// A page of the services.
    #[serde(rename = "l")]
    Services {
        /// Place, names, and whether it is offered.
        #[serde(rename = "i")]
        items: Vec<(u8, Names, bool)>,
        /// Which page.
        #[serde(rename = "p")]
        page: u8,
        /// Whether there is another one.
        #[serde(rename = "n")]
        next: bool,
    },
    /// A service.
    #[serde(rename = "s")]
    Service {
        /// Its place.
        #[serde(rename = "i")]
        at: u8,
        /// What it is called.
        #[serde(rename = "n")]
        names: Names,
        /// How long it takes.
        #[serde(rename = "d")]
        minutes: u16,
        /// What it costs.
        #[serde(rename = "p")]
        price: u32,
        /// Whether it is offered.
        #[serde(rename = "o")]
        on: bool,
        /// How many masters do it.
        #[serde(rename = "m")]
        masters: u8,
        /// The state of the catalogue, for the buttons.
        #[serde(rename = "e")]
        edits: u64,
    },
    /// The durations to choose from.
    #[serde(rename = "d")]
    Durations {
        /// The service.
        #[serde(rename = "i")]
        at: u8,
        /// The state of the catalogue, for the buttons.
        #[serde(rename = "e")]
        edits: u64,
    },
    /// A page of the masters.
    #[serde(rename = "w")]
    Masters {
        /// Id, name, and whether they can be booked.
        #[serde(rename = "i")]
        items: Vec<(i64, String, bool)>,
        /// Which page.
        #[serde(rename = "p")]
        page: u8,
        /// Whether there is another one.
        #[serde(rename = "n")]
        next: bool,
    },
    /// A master, with a page of the services.
    #[serde(rename = "e")]
    Master(Box<Master>),
    /// Somebody who was a master.
    #[serde(rename = "x")]
    Former {
        /// What clients called them.
        #[serde(rename = "n")]
        name: String,
    },
    /// Who is to be booked is no master.
    #[serde(rename = "n")]
    NoMaster,
    /// A question of a form, after what was wrong with the last answer.
    #[serde(rename = "a")]
    Ask {
        /// The form's id, for its buttons.
        #[serde(rename = "f")]
        form: i64,
        /// What is asked.
        #[serde(rename = "q")]
        question: Question,
        /// What was wrong with the last answer.
        #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Trouble>,
    },
    /// The button stands under an earlier state.
    #[serde(rename = "c")]
    Changed,
    /// There is no room for another service.
    #[serde(rename = "f")]
    Full,
}

/// A master as their page of the editor shows them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Master {
    /// The Telegram user id.
    #[serde(rename = "m")]
    pub id: i64,
    /// What clients call them.
    #[serde(rename = "n")]
    pub name: String,
    /// Whether they can be booked.
    #[serde(rename = "o")]
    pub on: bool,
    /// Place, names, and whether they do it.
    #[serde(rename = "s")]
    pub services: Vec<(u8, Names, bool)>,
    /// Which page of the services.
    #[serde(rename = "p")]
    pub page: u8,
    /// Whether there is another one.
    #[serde(rename = "x")]
    pub next: bool,
    /// The state of the catalogue, for the buttons.
    #[serde(rename = "e")]
    pub edits: u64,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Trouble {
    /// No text at all: a photo, a sticker.
    #[serde(rename = "t")]
    NotAText,
    /// Nothing to be seen.
    #[serde(rename = "e")]
    Empty,
    /// More than 40 characters.
    #[serde(rename = "l")]
    TooLong,
    /// Characters that cannot be shown.
    #[serde(rename = "u")]
    Unprintable,
    /// No multiple of the grid.
    #[serde(rename = "d")]
    NotADuration,
    /// No price.
    #[serde(rename = "p")]
    NotAPrice,
}

impl Screen {
    pub(super) fn top(shop: &Catalogue) -> Self {
        let services = shop.services.iter().filter(|service| service.on).count();
        let masters = shop.masters.iter().filter(|master| master.on).count();
        Self::Top {
            services: small(services),
            masters: small(masters),
            zone: shop.zone.name().to_owned(),
        }
    }

    pub(super) fn services(shop: &Catalogue, page: u8) -> Self {
        let lines = shop.services.iter().enumerate();
        let lines = lines.map(|(at, service)| (small(at), service.names.clone(), service.on));
        let (items, next) = paged(lines, page);
        Self::Services { items, page, next }
    }

    /// The service at a place, if there is one.
    pub(super) fn service(shop: &Catalogue, at: u8) -> Option<Self> {
        let service = shop.services.get(usize::from(at))?;
        Some(Self::Service {
            at,
            names: service.names.clone(),
            minutes: service.duration.minutes(),
            price: service.price,
            on: service.on,
            masters: small(shop.masters_of(&service.id).count()),
            edits: shop.edits,
        })
    }

    pub(super) fn masters(shop: &Catalogue, page: u8) -> Self {
        let lines = shop.masters.iter();
        let lines = lines.map(|master| (master.id, master.name.clone(), master.on));
        let (items, next) = paged(lines, page);
        Self::Masters { items, page, next }
    }

    /// The master of that id, if there is one.
    pub(super) fn master(shop: &Catalogue, id: i64, page: u8) -> Option<Self> {
        let master = shop.master(id)?;
        if !master.is_present() {
            let name = master.name.clone();
            return Some(Self::Former { name });
        }
        let lines = shop.services.iter().enumerate().map(|(at, service)| {
            let does = master.services.contains(&service.id);
            (small(at), service.names.clone(), does)
        });
        let (services, next) = paged(lines, page);
        Some(Self::Master(Box::new(Master {
            id,
            name: master.name.clone(),
            on: master.on,
            services,
            page,
            next,
            edits: shop.edits,
        })))
    }
}

impl From<Screen> for crate::Screen {
    fn from(screen: Screen) -> Self {
        Self::Shop(Box::new(screen))
    }
}

/// A page of lines, and whether there is another one.
fn paged<T>(lines: impl Iterator<Item = T>, page: u8) -> (Vec<T>, bool) {
    let mut lines = lines.skip(usize::from(page) * PAGE);
    let shown: Vec<_> = lines.by_ref().take(PAGE).collect();
    (shown, lines.next().is_some())
}

/// A shop has fewer than 256 of anything.
pub(super) fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// One of each screen, with names that want escaping.
#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    let zone = diary::Zone::default();
    let shop = Catalogue::seeded(zone);
    let empty = Screen::masters(&shop, 0);
    let mut shop = shop.with_master(7, "Max & <b>").expect("there is room");
    let on = Screen::master(&shop, 7, 0);
    let offered = Screen::service(&shop, 0);
    shop.services[1].on = false;
    shop.services[1].price = 5;
    shop.masters[0].on = false;
    let off = Screen::master(&shop, 7, 0);
    let shop = shop.without_master(7);
    let troubles = [
        Trouble::NotAText,
        Trouble::Empty,
        Trouble::TooLong,
        Trouble::Unprintable,
        Trouble::NotADuration,
        Trouble::NotAPrice,
    ];
    let ask = |question, trouble| Screen::Ask {
        form: i64::MAX,
        question,
        trouble,
    };
    let asks = Question::ALL.map(|question| ask(question, None));
    let troubles = troubles.map(|trouble| ask(Question::English, Some(trouble)));
    let cards = [
        on,
        off,
        Screen::master(&shop, 7, 0),
        offered,
        Screen::service(&shop, 1),
    ];
    let durations = Screen::Durations { at: 0, edits: 9 };
    let (services, masters) = (Screen::services(&shop, 0), Screen::masters(&shop, 0));
    let lists = [Screen::top(&shop), services, masters, empty, durations];
    let cards = cards.into_iter().flatten();
    let asks = asks.into_iter().chain(troubles);
    lists.into_iter().chain(cards).chain(asks).collect()
}

/// Every page of the editor of that shop.
#[cfg(test)]
pub(crate) fn pages(shop: &Catalogue) -> Vec<Screen> {
    let all = || 0..small(shop.services.len());
    let master = shop.masters.first().map(|master| master.id);
    let of_master = |page| Screen::master(shop, master?, page);
    let pages = all().map(|page| Screen::services(shop, page));
    let pages = pages.chain(all().map(|page| Screen::masters(shop, page)));
    let pages = pages.chain(all().filter_map(of_master));
    let services = all().filter_map(|at| Screen::service(shop, at));
    let durations = all().map(|at| Screen::Durations {
        at,
        edits: shop.edits,
    });
    let top = [Screen::top(shop)].into_iter();
    top.chain(pages).chain(services).chain(durations).collect()
}
