//! The longest that a shop may legally have, and whether Telegram takes what shows it.

use diary::{Month, Reason, ServiceId};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use locales::Language;

use super::tests::{ticket, wishes};
use super::*;
use crate::booking::screen::Line;
use crate::booking::{Glance, Offered, Order};
use crate::screen::fits::fits;
use crate::screen::pen::SHORT;

/// What telegrams take up at most of a button's label in what is built here: a name, and beside it
/// a date and a time, or a length and a price.
const LABEL: usize = SHORT + 40;

/// A name of the length of the longest two that Telegram has, of one kind of characters each.
fn names() -> Vec<String> {
    let kinds = [
        "Max ",
        "Ы",
        "<b>&amp;",
        "أحمد ",
        "e\u{301}\u{302}",
        "👩‍👩‍👧",
        "\u{202e}x",
    ];
    let long = |kind: &str| kind.chars().cycle().take(129).collect();
    kinds.map(long).into()
}

/// A service's name is a line of at most 40 characters.
fn service_names() -> Vec<String> {
    let service = |name: String| name.chars().take(40).collect();
    names().into_iter().map(service).collect()
}

/// A Wednesday in September: the longest date.
const AT: DateTime = DateTime::constant(2026, 9, 30, 23, 30, 0, 0);

fn slip((service, master): (&str, &str)) -> Slip {
    Slip {
        service: service.into(),
        minutes: u16::MAX,
        price: u32::MAX,
        master: master.into(),
        at: AT,
    }
}

fn choices((service, master): (&str, &str)) -> Vec<Screen> {
    let id = ServiceId::new("x".repeat(32)).unwrap();
    let offer = Offer {
        id: id.clone(),
        name: service.into(),
        minutes: u16::MAX,
        price: u32::MAX,
    };
    let masters = (0..20).map(|one| (i64::MAX - one, master.to_owned()));
    let order = Order {
        service: id.clone(),
        master: i64::MAX,
        who: Offered::Any,
        start: ticket().start,
        seen: (1 << 31) - 1,
    };
    vec![
        Screen::Services(vec![offer; 40], Some(Trouble::Withdrawn)),
        Screen::Masters {
            service: id,
            name: service.into(),
            masters: masters.collect(),
            month: AT.date(),
        },
        Screen::Offer(order, slip((service, master))),
    ]
}

fn calendars((service, master): (&str, &str)) -> Vec<Screen> {
    let about = About {
        service: service.into(),
        master: Some(master.into()),
    };
    let first = Month::of(AT.date()).first();
    let start = |half: i64| ticket().start + SignedDuration::from_mins(30 * half);
    let calendars = wishes().into_iter().flat_map(|errand| {
        [
            Screen::Month {
                errand: errand.clone(),
                about: about.clone(),
                first,
                free: (1..=31).collect(),
                around: [Some(first), Some(first)],
            },
            Screen::Day {
                errand,
                about: about.clone(),
                date: AT.date(),
                // With an hour that is there twice.
                times: (0..50).map(|half| (start(half), AT)).collect(),
                trouble: Some(Trouble::NotWorking),
            },
        ]
    });
    calendars.collect()
}

fn own((service, master): (&str, &str)) -> Vec<Screen> {
    let words = || Why::Words(Reason::parse(&"ы<".repeat(80)).unwrap());
    let slip = || slip((service, master));
    let card = |status, part| Screen::Card {
        ticket: ticket(),
        slip: slip(),
        status,
        why: Some(words()),
        part,
    };
    let listed = Timestamp::from_second(999_999_999_999).unwrap_or(Timestamp::MAX);
    let line = Line {
        key: (listed.min(ticket().start), ticket().id),
        at: AT,
        service: service.into(),
        status: Status::NoShow,
    };
    vec![
        card(Status::CancelledByMaster, Part::Past),
        card(Status::Active, Part::Upcoming),
        Screen::OfferMove {
            ticket: ticket(),
            from: AT,
            start: ticket().start,
            slip: slip(),
        },
        Screen::Booked(ticket(), slip()),
        Screen::Moved(ticket(), slip()),
        Screen::Unmovable(ticket(), slip()),
        Screen::Cancelled(slip()),
        Screen::AskWhy(ticket(), slip(), Some(WhyNot::Unprintable)),
        Screen::Mine {
            part: Part::Past,
            lines: vec![line; 6],
            back: None,
            next: None,
        },
    ]
}

/// Every screen with a name in it, for every kind of name.
fn longest() -> Vec<crate::Screen> {
    let kinds = service_names().into_iter().zip(names());
    let screens = kinds.flat_map(|(service, master)| {
        let both = (service.as_str(), master.as_str());
        let screens = [choices(both), calendars(both), own(both)].concat();
        let screens = screens.into_iter().map(crate::Screen::from);
        let me = crate::Screen::Me {
            name: master.clone(),
            roles: crate::Role::ALL.to_vec(),
            language: Language::Ru,
            bookings: Glance::of_each(AT, both),
        };
        screens.chain([me]).collect::<Vec<_>>()
    });
    screens.collect()
}

#[test]
fn telegram_takes_the_longest_of_every_screen() {
    let screens = longest();
    assert!(screens.len() > 100, "{} screens", screens.len());
    for screen in screens {
        for language in Language::ALL {
            fits(&screen.render(language), LABEL);
        }
    }
}

#[test]
fn a_long_name_is_cut_wherever_it_stands() {
    for name in names() {
        let shown = pen_slip(&name);
        let line = shown.lines().last().unwrap();
        assert!(line.chars().count() <= SHORT + 4, "{line}");
    }
    let tags = "<b>".repeat(43);
    let text = crate::Screen::from(Screen::Cancelled(slip(("Cut", &tags))));
    let text = text.render(Language::En).text;
    assert!(text.as_str().contains("&lt;b&gt;&lt;b&gt;"), "{text}");
    assert!(text.visible_text().contains("<b>…"), "{text}");
}

/// The text of a slip with a master of that name, the price aside.
fn pen_slip(master: &str) -> String {
    let slip = Slip {
        price: 0,
        ..slip(("Cut", master))
    };
    let screen = crate::Screen::from(Screen::Cancelled(slip));
    screen.render(Language::Uz).text.visible_text()
}
