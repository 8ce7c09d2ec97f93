use diary::{BookingId, Month, Reason, ServiceId};
use jiff::Timestamp;
use jiff::civil::DateTime;
use locales::Language;
use store::Turn;
use telegram::{Action, Keyboard, MESSAGE_LIMIT};

use super::*;
use crate::booking::screen::Line;
use crate::booking::{Errand, Offered, Order, Ticket, Who, Wish};

fn slip(price: u32) -> Slip {
    Slip {
        service: "Cut & <b>".into(),
        minutes: 90,
        price,
        master: "Max <i>".into(),
        at: DateTime::constant(2026, 3, 31, 9, 30, 0, 0),
    }
}

pub(super) fn ticket() -> Ticket {
    Ticket {
        start: Timestamp::from_second(1_772_546_400).unwrap(),
        id: BookingId::new(i64::MAX.to_string()).unwrap(),
        moves: u16::MAX,
        master: i64::MAX,
    }
}

pub(super) fn wishes() -> [Errand; 3] {
    let service = ServiceId::new("x".repeat(32)).unwrap();
    let book = |who| {
        let service = service.clone();
        Errand::Book(Wish { service, who })
    };
    let master = Who::Master(i64::MAX);
    [book(Who::Any), book(master), Errand::Move(ticket())]
}

fn calendars(errand: &Errand) -> Vec<Screen> {
    let about = |master: Option<&str>| About {
        service: "Cut & <b>".into(),
        master: master.map(Into::into),
    };
    let (date, start) = (slip(0).at.date(), ticket().start);
    let troubles = [
        Trouble::Taken,
        Trouble::TooSoon,
        Trouble::TooFar,
        Trouble::NotWorking,
        Trouble::Withdrawn,
        Trouble::NoService,
        Trouble::NoMaster,
        Trouble::NoDate,
        Trouble::NoTime,
    ];
    let day = |times, trouble| Screen::Day {
        errand: errand.clone(),
        about: about(None),
        date,
        times,
        trouble,
    };
    let mut screens: Vec<_> = troubles
        .into_iter()
        .flat_map(|trouble| [day(vec![], Some(trouble)), Screen::Usage(Some(trouble))])
        .collect();
    screens.push(day(vec![(start, slip(0).at)], None));
    screens.extend((1..=12).map(|month| Screen::Month {
        errand: errand.clone(),
        about: about(Some("Max")),
        first: Month::new(2026, month).unwrap().first(),
        free: vec![1, 15],
        around: [Some(date), None],
    }));
    screens
}

fn cards() -> Vec<Screen> {
    let card = |status, why| Screen::Card {
        ticket: ticket(),
        slip: slip(70_000),
        status,
        why,
        part: Part::Past,
    };
    let words = Why::Words(Reason::parse("<b>ill").unwrap());
    let mut screens = vec![
        card(Status::Active, None),
        card(Status::CancelledByClient, Some(words.clone())),
        card(Status::Completed, None),
        card(Status::NoShow, None),
    ];
    let whys = [Why::Busy, Why::Sick, Why::Personal, words];
    screens.extend(whys.map(|why| card(Status::CancelledByMaster, Some(why))));
    for trouble in [WhyNot::NotAText, WhyNot::TooLong, WhyNot::Unprintable] {
        screens.push(Screen::AskWhy(ticket(), slip(0), Some(trouble)));
    }
    screens
}

fn lists() -> Vec<Screen> {
    let line = |status| Line {
        key: (ticket().start, ticket().id),
        at: slip(0).at,
        service: "Cut".into(),
        status,
    };
    let statuses = [Status::Active, Status::Completed, Status::CancelledByClient];
    let lists = [Part::Upcoming, Part::Past].into_iter().flat_map(|part| {
        [vec![], statuses.map(line).to_vec()].map(|lines| Screen::Mine {
            part,
            lines,
            back: Some(Turn::First),
            next: None,
        })
    });
    lists.collect()
}

fn every_screen() -> Vec<Screen> {
    let order = |who| Order {
        service: ServiceId::new("x".repeat(32)).unwrap(),
        master: i64::MAX,
        who,
        start: ticket().start,
        seen: (1 << 31) - 1,
    };
    let offer = |price| Offer {
        id: order(Offered::Any).service,
        name: "Cut".into(),
        minutes: 30,
        price,
    };
    let masters = |masters| Screen::Masters {
        service: order(Offered::Any).service,
        name: "Cut & <b>".into(),
        masters,
        month: slip(0).at.date(),
    };
    let mut screens = vec![
        Screen::Services(vec![offer(0), offer(70_000)], Some(Trouble::NoService)),
        Screen::Services(vec![], None),
        masters(vec![(i64::MAX, "Max".into()), (1, "Bob".into())]),
        Screen::Offer(order(Offered::Any), slip(0)),
        Screen::Offer(order(Offered::Chosen), slip(70_000)),
        Screen::OfferMove {
            ticket: ticket(),
            from: slip(0).at,
            start: ticket().start,
            slip: slip(0),
        },
        Screen::Booked(ticket(), slip(0)),
        Screen::Moved(ticket(), slip(0)),
        Screen::Unmovable(ticket(), slip(0)),
        Screen::Cancelled(slip(0)),
        Screen::AlreadyBooked {
            start: ticket().start,
            at: slip(0).at,
            id: ticket().id,
        },
        Screen::AskWhy(ticket(), slip(0), None),
        Screen::Usage(None),
    ];
    screens.extend(alerts());
    screens.extend(wishes().iter().flat_map(calendars));
    screens.extend(cards());
    screens.extend(lists());
    screens
}

/// What is shown over a chat, where Telegram takes 200 characters.
fn alerts() -> [Screen; 5] {
    [
        Screen::NothingFree,
        Screen::Changed,
        Screen::FileSent,
        Screen::Gone,
        Screen::Begun,
    ]
}

#[test]
fn every_screen_reads_in_every_language() {
    for screen in every_screen() {
        for language in Language::ALL {
            let shown = crate::Screen::from(screen.clone()).render(language).text;
            assert!(shown.visible_len() <= MESSAGE_LIMIT);
            let shown = shown.visible_text();
            assert!(
                !shown.contains('{') && !shown.contains("booking-"),
                "{shown}"
            );
        }
    }
    for screen in alerts() {
        for language in Language::ALL {
            let shown = crate::Screen::from(screen.clone()).render(language).text;
            assert!(shown.visible_text().chars().count() <= 200, "{language:?}");
        }
    }
}

#[test]
fn every_button_does_what_it_was_made_for() {
    for screen in every_screen() {
        let Keyboard::Inline(rows) = crate::Screen::from(screen).render(Language::Uz).keyboard
        else {
            continue;
        };
        assert!(
            rows.iter().flatten().count() <= 100,
            "Telegram shows no more"
        );
        for button in rows.into_iter().flatten() {
            let Action::Press(data) = button.action else {
                continue;
            };
            let read = crate::Press::read(data.as_str());
            assert!(read.is_some(), "{} does nothing: {data}", button.label);
            assert!(!button.label.is_empty() && !button.label.contains('{'));
        }
    }
}

#[test]
fn a_stored_screen_reads_back() {
    for screen in every_screen() {
        let stored = serde_json::to_string(&screen).unwrap();
        assert_eq!(serde_json::from_str::<Screen>(&stored).unwrap(), screen);
    }
}

#[test]
fn prices_are_grouped() {
    let shown = [7, 70, 700, 7_000, 70_000, 1_234_567].map(grouped);
    let expected = "7 70 700 7\u{a0}000 70\u{a0}000 1\u{a0}234\u{a0}567";
    assert_eq!(shown.join(" "), expected);
}
