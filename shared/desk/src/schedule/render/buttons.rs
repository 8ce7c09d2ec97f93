use diary::{BlockId, DayLunch, Lunch, Span, State, TimeOfDay};
use jiff::Span as Days;
use jiff::civil::{Date, Time};
use locales::Phrase;
use telegram::{Button, Keyboard};

use super::shown;
use crate::hours::{self, grid, times};
use crate::schedule::{
    BookingCard, Choice, DayView, Line, Press, Question, Screen, Settled, Weekly,
};
use crate::screen::pen::{Pen, SHORT, short};

type Rows = Vec<Vec<Button>>;

/// The most buttons for what is in a day: Telegram shows 100, and a few stand below.
const ENTRIES: usize = 88;

impl Screen {
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        Keyboard::Inline(match self {
            Self::Day(day) => day.buttons(pen),
            Self::Week(days) => week(days, pen),
            Self::Booking(card) => card.buttons(pen),
            Self::Block {
                date, id, edits, ..
            } => block(*date, id, *edits, pen),
            Self::Lunches { date, hours, edits } => lunches(*date, *hours, *edits, pen),
            Self::Services { date, services } => {
                let service = |(id, names): &(_, _)| {
                    let label =
                        pen.plain(&Phrase::new("schedule-button-service").with("service", names));
                    vec![labelled(label, Press::Times(*date, Clone::clone(id)))]
                };
                with_back(services.iter().map(service).collect(), *date, pen)
            }
            Self::Times {
                date,
                service,
                starts,
                ..
            } => {
                let start = |(second, time): &(i64, _)| {
                    let start = jiff::Timestamp::from_second(*second).ok()?;
                    let press = crate::Press::Schedule(Press::Book(service.clone(), start));
                    Some((shown(*time), press))
                };
                let mut rows = grid(starts.iter().filter_map(start));
                rows.push(vec![button(
                    "schedule-button-back",
                    Press::Services(*date),
                    pen,
                )]);
                rows
            }
            Self::Ask { form, question, .. } => asked(*form, *question, pen),
            Self::Sure { date, id, start } => {
                let call_off = Press::CallOff(*date, id.clone(), *start);
                let back = Press::Booking(*date, id.clone());
                vec![
                    vec![button("schedule-button-cancel", call_off, pen)],
                    vec![button("schedule-button-back", back, pen)],
                ]
            }
            Self::Ends { form, start } => ends(*form, *start, pen),
            Self::Done(date, _) | Self::Refused(date, _) => {
                vec![to_day(*date, pen)]
            }
            Self::Changed | Self::Usage => return Keyboard::None,
        })
    }
}

fn block(date: Date, id: &BlockId, edits: u64, pen: &Pen) -> Rows {
    let retime = Press::Retime(date, id.clone());
    let note = Press::Note(date, id.clone());
    let unblock = Press::Unblock(date, id.clone(), edits);
    vec![
        vec![
            button("schedule-button-retime", retime, pen),
            button("schedule-button-note", note, pen),
        ],
        vec![button("schedule-button-unblock", unblock, pen)],
        to_day(date, pen),
    ]
}

/// When a time away ends that begins at `start`.
fn ends(form: i64, start: TimeOfDay, pen: &Pen) -> Rows {
    let spans = times().filter_map(|end| Span::new(start, end).ok());
    let choice = |span: Span| (span.end().to_string(), Choice::Away(span));
    let back = (form, Question::Span, Choice::Back);
    let mut rows = choices(form, Question::Span, spans.map(choice));
    rows.push(vec![choice_button("schedule-button-back", back, pen)]);
    rows
}

fn button(key: &str, press: Press, pen: &Pen) -> Button {
    pen.button(key, crate::Press::Schedule(press))
}

fn labelled(label: String, press: Press) -> Button {
    Pen::button_of(label, crate::Press::Schedule(press))
}

fn to_day(date: Date, pen: &Pen) -> Vec<Button> {
    let label = pen.plain(&pen.dated(Phrase::new("schedule-button-to-day"), date));
    vec![labelled(label, Press::Day(date))]
}

fn with_back(mut rows: Rows, date: Date, pen: &Pen) -> Rows {
    rows.push(to_day(date, pen));
    rows
}

fn choices(form: i64, question: Question, choices: impl Iterator<Item = (String, Choice)>) -> Rows {
    let press = |choice| crate::Press::Schedule(Press::Form(form, question, choice));
    grid(choices.map(|(label, choice)| (label, press(choice))))
}

fn choice_button(
    key: &str,
    (form, question, choice): (i64, Question, Choice),
    pen: &Pen,
) -> Button {
    button(key, Press::Form(form, question, choice), pen)
}

fn asked(form: i64, question: Question, pen: &Pen) -> Rows {
    let choice = |key, choice| choice_button(key, (form, question, choice), pen);
    let mut rows = match question {
        Question::Span => {
            let starts = times().filter(|start| *start < TimeOfDay::END);
            let starts = starts.map(|start| (start.to_string(), Choice::From(start)));
            choices(form, question, starts)
        }
        Question::Note => vec![vec![choice("schedule-button-no-note", Choice::NoNote)]],
        Question::Why => vec![
            vec![choice("schedule-button-busy", Choice::Busy)],
            vec![choice("schedule-button-sick", Choice::Sick)],
            vec![choice("schedule-button-personal", Choice::Personal)],
        ],
        Question::Name => Vec::new(),
    };
    rows.push(vec![choice("schedule-button-back", Choice::Back)]);
    rows
}

fn lunches(date: Date, hours: Span, edits: u64, pen: &Pen) -> Rows {
    let lunch = |lunch| Press::Lunch(date, lunch, edits);
    let inside = times().filter_map(|start| Lunch::at(start).ok());
    let inside = inside.filter(|lunch| hours.contains(lunch.span()));
    let mut rows = grid(inside.map(|at| {
        let press = crate::Press::Schedule(lunch(DayLunch::At(at)));
        (at.span().start().to_string(), press)
    }));
    rows.push(vec![
        button("schedule-button-usual-lunch", lunch(DayLunch::Usual), pen),
        button("schedule-button-no-lunch", lunch(DayLunch::None), pen),
    ]);
    with_back(rows, date, pen)
}

impl DayView {
    fn buttons(&self, pen: &Pen) -> Rows {
        let entries = self.entry_buttons(pen);
        let mut rows: Rows = entries.chunks(2).map(<[Button]>::to_vec).collect();
        if !self.fixed {
            rows.extend(self.planning(pen));
        }
        let hours = Press::Hours(hours::Press::Week);
        rows.push(vec![
            button(
                "schedule-button-previous",
                Press::Day(days(self.date, -1)),
                pen,
            ),
            button("schedule-button-week", Press::Week(self.date), pen),
            button("schedule-button-next", Press::Day(days(self.date, 1)), pen),
        ]);
        rows.push(vec![
            button("schedule-button-today", Press::Today, pen),
            button("schedule-button-hours", hours, pen),
        ]);
        rows
    }

    /// A button for each booking and each time away. What has come to its end gives way to what
    /// something can be done with: that never overlaps, so there are few of it.
    fn entry_buttons(&self, pen: &Pen) -> Vec<Button> {
        let shown = |line: &&(_, _, Line)| !matches!(line.2, Line::Lunch | Line::Free);
        let all = self.lines.iter().filter(shown);
        let ended = all.clone().filter(|(_, _, line)| line.has_ended()).count();
        let mut room = ENTRIES.saturating_sub(all.clone().count() - ended);
        let fits = |(_, _, line): &&(_, _, Line)| {
            let taken = usize::from(line.has_ended());
            let fits = taken <= room;
            room -= taken.min(room);
            fits
        };
        let entry = |(from, _, line): &(Time, _, Line)| line.button(self.date, *from, pen);
        all.filter(fits).filter_map(entry).take(ENTRIES).collect()
    }

    fn planning(&self, pen: &Pen) -> Rows {
        if self.off {
            let work = Press::Work(self.date, self.edits);
            return vec![vec![button("schedule-button-work", work, pen)]];
        }
        let off = Press::TakeOff(self.date, self.edits);
        let take_off = button("schedule-button-off", off, pen);
        let away = button("schedule-button-away", Press::Away(self.date), pen);
        if self.hours.is_none() {
            return vec![vec![away, take_off]];
        }
        let book = button("schedule-button-book", Press::Services(self.date), pen);
        let lunch = button("schedule-button-lunch", Press::Lunches(self.date), pen);
        let book = (!self.beyond).then_some(book);
        vec![
            book.into_iter().chain([lunch]).collect(),
            vec![away, take_off],
        ]
    }
}

impl Line {
    /// Whether it is a booking with which nothing can be done any more.
    fn has_ended(&self) -> bool {
        matches!(self, Self::Booking { state, .. } if *state != State::Active)
    }

    fn button(&self, date: Date, from: Time, pen: &Pen) -> Option<Button> {
        let from = shown(from);
        match self {
            Self::Booking { id, name, .. } => {
                let name = short(&pen.client(name.as_deref()), SHORT);
                let press = Press::Booking(date, id.clone());
                Some(labelled(format!("👤 {from} {name}"), press))
            }
            Self::Block(id, _) => {
                let press = Press::Block(date, id.clone());
                Some(labelled(format!("🚫 {from}"), press))
            }
            Self::Lunch | Self::Free => None,
        }
    }
}

fn week(week: &[Weekly], pen: &Pen) -> Rows {
    let day = |day: &Weekly| {
        let label = pen.plain(&pen.dated(Phrase::new("schedule-button-date"), day.date));
        labelled(label, Press::Day(day.date))
    };
    let all: Vec<_> = week.iter().map(day).collect();
    let mut rows: Rows = all.chunks(4).map(<[Button]>::to_vec).collect();
    if let Some(first) = week.first() {
        let turn = |key, by| button(key, Press::Week(days(first.date, by)), pen);
        rows.push(vec![
            turn("schedule-button-previous", -7),
            button("schedule-button-today", Press::Today, pen),
            turn("schedule-button-next", 7),
        ]);
    }
    rows
}

impl BookingCard {
    fn buttons(&self, pen: &Pen) -> Rows {
        let settle = |settled| Press::Settle(self.date, self.id.clone(), self.start, settled);
        let mut rows = match (self.state, self.begun) {
            (State::Active, false) => {
                let cancel = Press::Cancel(self.date, self.id.clone(), self.start);
                vec![vec![button("schedule-button-cancel", cancel, pen)]]
            }
            (State::Active, true) => vec![vec![
                button("schedule-button-completed", settle(Settled::Completed), pen),
                button("schedule-button-no-show", settle(Settled::NoShow), pen),
            ]],
            _ => Vec::new(),
        };
        rows.push(to_day(self.date, pen));
        rows
    }
}

/// The date so many days later, or the last that there is.
fn days(date: Date, by: i32) -> Date {
    date.saturating_add(Days::new().days(by))
}
