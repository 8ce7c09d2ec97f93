//! The longest that may lie in a master's calendar, and whether Telegram takes what shows it.

use diary::{BlockId, BookingId, ClientName, MAX_BOOKINGS, Reason, ServiceId, Span, State};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use locales::Language;
use telegram::Keyboard;

use super::{BookingCard, DayView, Done, Line, Listed, Obstacle, Screen, samples};
use crate::hours::{self, times};
use crate::screen::fits::{LABEL, fits};
use crate::{Names, Screen as Shown};

/// A Wednesday in September of another year: the longest date.
const ON: Date = date(2027, 9, 29);

/// The year in which it is read.
const YEAR: Option<i16> = Some(2026);

/// As many characters as a text may have, each of them wider than one byte.
fn long(characters: usize) -> String {
    "👩<ы".chars().cycle().take(characters).collect()
}

fn name() -> String {
    ClientName::parse(&long(160)).unwrap().to_string()
}

fn names() -> Names {
    let [en, ru, uz] = [(); 3].map(|()| long(40));
    Names { en, ru, uz }
}

fn note() -> Option<Reason> {
    Some(Reason::parse(&long(160)).unwrap())
}

/// The times at which something can begin, each with the next one.
fn halves() -> Vec<Span> {
    let all: Vec<_> = times().collect();
    let next = all.windows(2);
    next.map(|two| Span::new(two[0], two[1]).unwrap()).collect()
}

fn clock(span: Span) -> (Time, Time) {
    let reading = |minutes: u16| {
        let (hour, minute) = (minutes / 60 % 24, minutes % 60);
        Time::constant(hour.try_into().unwrap(), minute.try_into().unwrap(), 0, 0)
    };
    let [from, to] = [span.start(), span.end()].map(|time| reading(time.minutes()));
    (from, to)
}

fn booking(state: State) -> Line {
    Line::Booking {
        id: BookingId::new("x".repeat(32)).unwrap(),
        name: Some(name()),
        service: Some(names()),
        state,
    }
}

/// A day with bookings one after the other, and as many that have come to their end as there can
/// be besides.
fn booked() -> Screen {
    let active = halves().into_iter();
    let active = active.map(|span| (span, booking(State::Active)));
    let ended = halves().into_iter().cycle();
    let ended = ended.map(|span| (span, booking(State::NoShow)));
    let lines = active.chain(ended).take(MAX_BOOKINGS);
    day(lines.collect())
}

/// A day of which all bookings have come to their end, and which is full of short times away.
fn blocked() -> Screen {
    let block = |span| {
        let id = BlockId::new(format!("b{}", i64::MAX)).unwrap();
        (span, Line::Block(id, note()))
    };
    let ended = halves().into_iter().cycle();
    let ended = ended.map(|span| (span, booking(State::Completed)));
    let blocks = halves().into_iter().map(block);
    day(ended.take(MAX_BOOKINGS).chain(blocks).collect())
}

fn day(mut lines: Vec<(Span, Line)>) -> Screen {
    lines.sort_by_key(|(span, _)| span.start());
    let lines = lines.into_iter().map(|(span, line)| {
        let (from, to) = clock(span);
        (from, to, line)
    });
    Screen::Day(Box::new(DayView {
        date: ON,
        hours: Some(halves()[47]),
        off: false,
        fixed: false,
        beyond: false,
        lines: lines.collect(),
        edits: u64::MAX,
    }))
}

fn bookings() -> Vec<Listed> {
    let at = ON.at(23, 30, 0, 0);
    let name = Some(name());
    vec![Listed { at, name }; 8]
}

fn card() -> Screen {
    Screen::Booking(Box::new(BookingCard {
        date: ON,
        id: BookingId::new("x".repeat(32)).unwrap(),
        start: Timestamp::from_second(1_822_000_000).unwrap(),
        time: clock(halves()[47]),
        name: Some(name()),
        service: Some(names()),
        state: State::NoShow,
        begun: true,
    }))
}

fn longest() -> Vec<Screen> {
    let service = || ServiceId::new("x".repeat(32)).unwrap();
    let at = clock(halves()[47]).0;
    vec![
        booked(),
        blocked(),
        card(),
        Screen::Block {
            date: ON,
            id: BlockId::new(format!("b{}", i64::MAX)).unwrap(),
            span: halves()[47],
            note: note(),
            edits: 1_000_000,
        },
        Screen::Services {
            date: ON,
            services: vec![(service(), names()); crate::shop::MAX_SERVICES],
        },
        Screen::Times {
            date: ON,
            service: service(),
            names: names(),
            // A clock that is set back shows two of them twice.
            starts: vec![(1_822_000_000, at); 50],
        },
        Screen::Done(ON, Done::Booked { at, name: name() }),
        Screen::Refused(ON, Obstacle::Bookings(bookings(), u16::MAX)),
        Screen::Refused(ON, Obstacle::Blocks(halves())),
    ]
}

fn of_hours() -> Vec<Shown> {
    let view = |view| {
        Shown::Hours(Box::new(hours::Screen {
            whose: hours::Whose::Master(i64::MAX),
            name: long(129),
            edits: u64::MAX,
            view,
        }))
    };
    let refused = hours::Obstacle::Bookings(bookings(), u16::MAX);
    let mut screens: Vec<_> = hours::samples()
        .into_iter()
        .map(|screen| Shown::Hours(Box::new(screen)))
        .collect();
    screens.push(view(hours::View::Week(crate::Card::usual(1).terms)));
    screens.push(view(hours::View::Refused(refused)));
    screens
}

fn all() -> Vec<Shown> {
    let calendar = longest().into_iter().chain(samples());
    let calendar = calendar.map(|screen| Shown::Schedule(Box::new(screen)));
    calendar.chain(of_hours()).collect()
}

#[test]
fn telegram_takes_the_longest_of_every_screen() {
    for screen in all() {
        for language in Language::ALL {
            fits(&screen.render_in(language, YEAR), LABEL);
        }
    }
}

#[test]
fn whatever_can_be_changed_has_its_button() {
    for (screen, actives) in [(booked(), 48), (blocked(), 48)] {
        let Screen::Day(day) = &screen else {
            panic!("it is a day");
        };
        let changeable = |line: &&(_, _, Line)| match line.2 {
            Line::Booking { state, .. } => state == State::Active,
            Line::Block(..) => true,
            Line::Lunch | Line::Free => false,
        };
        assert_eq!(day.lines.iter().filter(changeable).count(), actives);
        let rendered = Shown::Schedule(Box::new(screen.clone())).render(Language::En);
        let Keyboard::Inline(rows) = rendered.keyboard else {
            panic!("a day has buttons");
        };
        let labels: Vec<_> = rows.into_iter().flatten().map(|it| it.label).collect();
        for (from, _, line) in day.lines.iter().filter(changeable) {
            let mark = match line {
                Line::Block(..) => "🚫",
                _ => "👤",
            };
            let label = format!("{mark} {}", from.strftime("%H:%M"));
            assert!(labels.iter().any(|shown| shown.starts_with(&label)));
        }
    }
}

/// A usual day says names in full.
#[test]
fn names_are_cut_no_more_than_needed() {
    let lines = vec![(halves()[20], booking(State::Active))];
    let shown = Shown::Schedule(Box::new(day(lines))).render_in(Language::Uz, YEAR);
    insta::assert_snapshot!(shown.text.visible_text(), @r"
    chor, 29-sentabr, 2027-yil
    🕘 23:30–24:00
    10:00–10:30 👤 👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы… · 👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩<ы👩
    ");
}
