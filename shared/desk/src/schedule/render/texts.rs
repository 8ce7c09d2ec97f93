use diary::DayLunch;
use jiff::civil::{Date, Time};
use locales::Phrase;
use telegram::{Html, MESSAGE_LIMIT};

use super::{shown, state, until};
use crate::Names;
use crate::schedule::{
    BookingCard, DayLine, DayView, Done, Line, Listed, Obstacle, Question, Screen, Told, Trouble,
    Weekly,
};
use crate::screen::pen::{Pen, SHORT, lines, short};

/// How many characters names and notes have in the lines of a day: the first at which a message
/// holds it.
const WIDTHS: [usize; 3] = [SHORT, 20, 10];

/// At this width a message holds a day with as many bookings and blocks as one can have.
const NARROWEST: usize = 4;

impl Screen {
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        match self {
            Self::Day(day) => day.text(pen),
            Self::Week(days) => {
                let title = pen.say(&Phrase::new("schedule-week"));
                lines(
                    [title]
                        .into_iter()
                        .chain(days.iter().map(|day| day.text(pen))),
                )
            }
            Self::Booking(card) => card.text(pen),
            Self::Block {
                date, span, note, ..
            } => {
                let block = Phrase::new("schedule-block").with("span", span.to_string());
                let note = note.as_ref().map(|note| Html::escape(note.as_str()));
                lines([pen.say(&pen.dated(block, *date))].into_iter().chain(note))
            }
            Self::Lunches { date, .. } => on("schedule-lunches", *date, pen),
            Self::Services { date, .. } => on("schedule-services", *date, pen),
            Self::Times {
                date,
                names,
                starts,
                ..
            } => {
                let key = match starts.len() {
                    0 => "schedule-no-times",
                    _ => "schedule-times",
                };
                pen.say(&pen.dated(Phrase::new(key).with("service", names), *date))
            }
            Self::Ask {
                question, trouble, ..
            } => asked(*question, *trouble, pen),
            Self::Sure { .. } => pen.say(&Phrase::new("schedule-sure")),
            Self::Ends { start, .. } => {
                pen.say(&Phrase::new("schedule-ends").with("start", start.to_string()))
            }
            Self::Done(date, done) => pen.say(&pen.dated(done.phrase(), *date)),
            Self::Refused(date, obstacle) => obstacle.text(*date, pen),
            Self::Changed => pen.say(&Phrase::new("schedule-changed")),
            Self::Usage => pen.say(&Phrase::new("schedule-usage")),
        }
    }
}

fn on(key: &str, date: Date, pen: &Pen) -> Html {
    pen.say(&pen.dated(Phrase::new(key), date))
}

fn asked(question: Question, trouble: Option<Trouble>, pen: &Pen) -> Html {
    let question = match question {
        Question::Span => "schedule-ask-span",
        Question::Note => "schedule-ask-note",
        Question::Why => "schedule-ask-why",
        Question::Name => "schedule-ask-name",
    };
    let trouble = trouble.map(Trouble::key);
    let keys = trouble.into_iter().chain([question]);
    lines(keys.map(|key| pen.say(&Phrase::new(key))))
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::NotAText => "not-a-text",
            Self::Empty => "schedule-empty",
            Self::TooLong => "schedule-too-long",
            Self::Unprintable => "schedule-unprintable",
            Self::NotASpan => "schedule-not-a-span",
            Self::OutOfDay => "schedule-out-of-day",
            Self::OffGrid => "schedule-off-grid",
            Self::Backwards => "schedule-backwards",
        }
    }
}

impl DayView {
    fn text(&self, pen: &Pen) -> Html {
        let title = on("schedule-day", self.date, pen);
        let state = match self.hours {
            _ if self.off => Phrase::new("schedule-day-off"),
            Some(hours) => Phrase::new("schedule-day-hours").with("hours", hours.to_string()),
            None => Phrase::new("schedule-day-closed"),
        };
        let head = lines([title, pen.say(&state)]);
        let text = |width| self.entries(&head, width, pen);
        let fits = |text: &Html| text.visible_len() <= MESSAGE_LIMIT;
        let mut texts = WIDTHS.into_iter().map(text);
        texts.find(fits).unwrap_or_else(|| text(NARROWEST))
    }

    fn entries(&self, head: &Html, width: usize, pen: &Pen) -> Html {
        let entries = self.lines.iter();
        let entries = entries.map(|(from, to, line)| line.text((*from, *to), width, pen));
        lines([head.clone()].into_iter().chain(entries))
    }
}

impl Line {
    fn text(&self, (from, to): (Time, Time), width: usize, pen: &Pen) -> Html {
        let phrase = match self {
            Self::Booking {
                name,
                service,
                state: became,
                ..
            } => about(
                Phrase::new("schedule-line-booking").with("state", state(*became)),
                (name.as_deref(), service.as_ref()),
                width,
                pen,
            ),
            Self::Block(_, None) => Phrase::new("schedule-line-block"),
            Self::Block(_, Some(note)) => {
                Phrase::new("schedule-line-block-note").with("note", short(note.as_str(), width))
            }
            Self::Lunch => Phrase::new("schedule-line-lunch"),
            Self::Free => Phrase::new("schedule-line-free"),
        };
        pen.say(&phrase.with("from", shown(from)).with("to", until(to)))
    }
}

/// A phrase with the client's name and the service's, each cut to `width`.
fn about(
    phrase: Phrase,
    (name, service): (Option<&str>, Option<&Names>),
    width: usize,
    pen: &Pen,
) -> Phrase {
    let phrase = phrase.with("name", short(&pen.client(name), width));
    match service {
        Some(names) => phrase.with("service", &cut(names, width)),
        None => phrase.with("service", short(&pen.label("schedule-some-service"), width)),
    }
}

fn cut(names: &Names, width: usize) -> Names {
    let [en, ru, uz] = [&names.en, &names.ru, &names.uz].map(|name| short(name, width));
    Names { en, ru, uz }
}

impl Weekly {
    fn text(&self, pen: &Pen) -> Html {
        let phrase = match self.line {
            DayLine::Off => Phrase::new("schedule-week-off"),
            DayLine::Closed => Phrase::new("schedule-week-closed"),
            DayLine::Work(bookings, free) => Phrase::new("schedule-week-work")
                .with("bookings", i64::from(bookings))
                .with("free", format!("{}:{:02}", free / 60, free % 60)),
            DayLine::Over(bookings) => {
                Phrase::new("schedule-week-over").with("bookings", i64::from(bookings))
            }
        };
        pen.say(&pen.dated(phrase, self.date))
    }
}

impl BookingCard {
    fn text(&self, pen: &Pen) -> Html {
        let (from, to) = self.time;
        let phrase = Phrase::new("schedule-booking")
            .with("from", shown(from))
            .with("to", until(to))
            .with("state", state(self.state));
        let about_whom = (self.name.as_deref(), self.service.as_ref());
        let phrase = about(phrase, about_whom, usize::MAX, pen);
        pen.say(&pen.dated(phrase, self.date))
    }
}

impl Done {
    fn phrase(&self) -> Phrase {
        match self {
            Self::DayOff => Phrase::new("schedule-done-off"),
            Self::Working => Phrase::new("schedule-done-working"),
            Self::Lunch(DayLunch::Usual) => Phrase::new("schedule-done-lunch-usual"),
            Self::Lunch(DayLunch::None) => Phrase::new("schedule-done-lunch-none"),
            Self::Lunch(DayLunch::At(lunch)) => {
                Phrase::new("schedule-done-lunch").with("span", lunch.span().to_string())
            }
            Self::Away(span) => Phrase::new("schedule-done-away").with("span", span.to_string()),
            Self::Unblocked(span) => {
                Phrase::new("schedule-done-unblocked").with("span", span.to_string())
            }
            Self::Booked { at, name } => Phrase::new("schedule-done-booked")
                .with("time", shown(*at))
                .with("name", name.as_str()),
            Self::Cancelled(Told::ByNotice) => Phrase::new("schedule-done-cancelled"),
            Self::Cancelled(Told::Oneself) => Phrase::new("schedule-done-cancelled-own"),
            Self::Cancelled(Told::NotByUs) => Phrase::new("schedule-done-cancelled-quietly"),
            Self::Left => Phrase::new("schedule-done-left"),
        }
    }
}

impl Obstacle {
    fn text(&self, date: Date, pen: &Pen) -> Html {
        let say = |key| on(key, date, pen);
        let spanned = |key: &str, span: String| pen.say(&Phrase::new(key).with("span", span));
        match self {
            Self::Past => say("schedule-past"),
            Self::Far => say("schedule-far"),
            Self::DayOff => say("schedule-is-off"),
            Self::NoDayOff => say("schedule-not-off"),
            Self::Closed => say("schedule-closed"),
            Self::Hours(hours) => spanned("schedule-outside", hours.to_string()),
            Self::Lunch(lunch) => spanned("schedule-in-lunch", lunch.to_string()),
            Self::LunchOutside(hours) => spanned("schedule-lunch-outside", hours.to_string()),
            Self::Blocks(spans) => {
                let spans: Vec<_> = spans.iter().map(ToString::to_string).collect();
                spanned("schedule-blocks", spans.join(", "))
            }
            Self::Bookings(bookings, more) => {
                let title = say("schedule-bookings");
                lines(
                    [title]
                        .into_iter()
                        .chain(Listed::lines(bookings, *more, pen)),
                )
            }
            Self::Taken => say("schedule-taken"),
            Self::Gone => say("schedule-gone"),
            Self::Ended => say("schedule-ended"),
            Self::Started => say("schedule-begun"),
            Self::NotStarted => say("schedule-not-begun"),
            Self::Full => say("schedule-full"),
            Self::NoBlock => say("schedule-no-block"),
            Self::NoTime => say("schedule-no-time"),
            Self::Service => say("schedule-no-service"),
        }
    }
}
