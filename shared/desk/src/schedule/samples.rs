//! One of each screen, with names that want escaping.

use diary::{BlockId, BookingId, DayLunch, Lunch, Reason, ServiceId, Span, State, TimeOfDay};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date, time};

use super::{
    BookingCard, DayLine, DayView, Done, Line, Listed, Obstacle, Question, Screen, Told, Trouble,
    Weekly,
};
use crate::Names;

const ON: Date = date(2026, 3, 2);
const AT: Time = time(14, 0, 0, 0);

fn span() -> Span {
    Span::new(TimeOfDay::MIDNIGHT, TimeOfDay::END).unwrap()
}

fn names() -> Names {
    let name = || "Cut & <b>".to_owned();
    Names {
        en: name(),
        ru: name(),
        uz: name(),
    }
}

fn states() -> [State; 3] {
    [State::Active, State::Completed, State::NoShow]
}

pub(crate) fn samples() -> Vec<Screen> {
    let mut screens = vec![
        day(false, Some(span())),
        day(true, Some(span())),
        day(false, None),
        week(),
        block(Reason::parse("the <b>dentist</b>").ok()),
        block(None),
        Screen::Lunches {
            date: ON,
            hours: span(),
            edits: u64::MAX,
        },
        Screen::Services {
            date: ON,
            services: vec![(service(), names())],
        },
        times(vec![(1_772_460_000, AT)]),
        times(Vec::new()),
        Screen::Ends {
            form: i64::MAX,
            start: TimeOfDay::MIDNIGHT,
        },
        Screen::Sure {
            date: ON,
            id: booking(),
            start: Timestamp::from_second(1_772_460_000).unwrap(),
        },
        Screen::Usage,
    ];
    screens.extend(states().map(|state| card(state, false)));
    screens.push(card(State::Active, true));
    screens.extend(asks());
    screens.extend(done().map(|done| Screen::Done(ON, done)));
    screens.extend(obstacles().map(|obstacle| Screen::Refused(ON, obstacle)));
    screens
}

fn service() -> ServiceId {
    ServiceId::new("x".repeat(32)).unwrap()
}

fn booking() -> BookingId {
    BookingId::new("x".repeat(32)).unwrap()
}

fn day(off: bool, hours: Option<Span>) -> Screen {
    let bookings = states().map(|state| Line::Booking {
        id: booking(),
        name: (state == State::Active).then(|| "Ann & <b>".to_owned()),
        service: (state == State::Active).then(names),
        state,
    });
    let id = || BlockId::new("b1").unwrap();
    let others = [
        Line::Block(id(), None),
        Line::Block(id(), Reason::parse("<b>").ok()),
        Line::Lunch,
        Line::Free,
    ];
    let lines = bookings.into_iter().chain(others);
    Screen::Day(Box::new(DayView {
        date: ON,
        hours,
        off,
        fixed: false,
        beyond: false,
        lines: lines.map(|line| (AT, AT, line)).collect(),
        edits: u64::MAX,
    }))
}

fn week() -> Screen {
    let lines = [
        DayLine::Off,
        DayLine::Closed,
        DayLine::Work(0, 0),
        DayLine::Work(2, 90),
        DayLine::Over(2),
    ];
    let day = |line| Weekly { date: ON, line };
    Screen::Week(lines.map(day).to_vec())
}

fn block(note: Option<Reason>) -> Screen {
    Screen::Block {
        date: ON,
        id: BlockId::new("b123456789012345678").unwrap(),
        span: span(),
        note,
        edits: 1_000_000,
    }
}

fn times(starts: Vec<(i64, Time)>) -> Screen {
    Screen::Times {
        date: ON,
        service: service(),
        names: names(),
        starts,
    }
}

fn card(state: State, begun: bool) -> Screen {
    Screen::Booking(Box::new(BookingCard {
        date: ON,
        id: booking(),
        start: Timestamp::from_second(1_772_460_000).unwrap(),
        time: (AT, AT),
        name: None,
        service: None,
        state,
        begun,
    }))
}

fn asks() -> Vec<Screen> {
    let troubles = [
        Trouble::NotAText,
        Trouble::Empty,
        Trouble::TooLong,
        Trouble::Unprintable,
        Trouble::NotASpan,
        Trouble::OutOfDay,
        Trouble::OffGrid,
        Trouble::Backwards,
    ];
    let ask = |question, trouble| Screen::Ask {
        form: i64::MAX,
        question,
        trouble,
    };
    let asks = Question::ALL.map(|question| ask(question, None));
    let troubles = troubles.map(|trouble| ask(Question::Span, Some(trouble)));
    asks.into_iter().chain(troubles).collect()
}

fn done() -> [Done; 12] {
    [
        Done::DayOff,
        Done::Working,
        Done::Lunch(DayLunch::Usual),
        Done::Lunch(DayLunch::None),
        Done::Lunch(DayLunch::At(Lunch::USUAL)),
        Done::Away(span()),
        Done::Unblocked(span()),
        Done::Booked {
            at: AT,
            name: "Ann & <b>".to_owned(),
        },
        Done::Cancelled(Told::ByNotice),
        Done::Cancelled(Told::NotByUs),
        Done::Cancelled(Told::Oneself),
        Done::Left,
    ]
}

fn obstacles() -> [Obstacle; 19] {
    [
        Obstacle::Past,
        Obstacle::Far,
        Obstacle::DayOff,
        Obstacle::NoDayOff,
        Obstacle::Closed,
        Obstacle::Hours(span()),
        Obstacle::Lunch(span()),
        Obstacle::LunchOutside(span()),
        Obstacle::Blocks(vec![span(), span()]),
        Obstacle::Bookings(Listed::samples(), 2),
        Obstacle::Taken,
        Obstacle::Gone,
        Obstacle::Ended,
        Obstacle::Started,
        Obstacle::NotStarted,
        Obstacle::Full,
        Obstacle::NoBlock,
        Obstacle::NoTime,
        Obstacle::Service,
    ]
}
