//! The typed part of the calendar: when the master is away and why, why a booking is cancelled,
//! and for whom one is made.

use diary::{
    BlockId, BookingId, ClientName, EmptySpan, NotALine, NotATime, Reason, ServiceId, Span,
    TimeOfDay,
};
use engine::{Context, Outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use telegram::Content;

use super::day::screen;
use super::{Choice, Done, Screen, away, bookings, manual};
use crate::booking::Why;
use crate::desk::Decided;
use crate::{Desk, Dialogue};

/// An open form of a master's calendar.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The id of the update that opened it: buttons of an earlier form do not fit this one.
    #[serde(rename = "i")]
    pub id: i64,
    /// The question that waits for its answer, with the answers so far.
    #[serde(rename = "s")]
    pub step: Step,
}

/// A step of the form, with the answers so far.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Step {
    /// When the master is away; the block that moves there, if it is an old one.
    #[serde(rename = "s")]
    Span(Date, Option<BlockId>),
    /// What to note; likewise.
    #[serde(rename = "n")]
    Note(Date, Span, Option<BlockId>),
    /// Why a booking is cancelled, and its start.
    #[serde(rename = "w")]
    Why(
        Date,
        BookingId,
        #[serde(with = "jiff::fmt::serde::timestamp::second::required")] Timestamp,
    ),
    /// For whom a service is booked at that start.
    #[serde(rename = "b")]
    Name(
        ServiceId,
        #[serde(with = "jiff::fmt::serde::timestamp::second::required")] Timestamp,
    ),
}

/// A question of the form.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Question {
    /// When the master is away.
    #[serde(rename = "s")]
    Span,
    /// What to note.
    #[serde(rename = "n")]
    Note,
    /// Why a booking is cancelled.
    #[serde(rename = "w")]
    Why,
    /// For whom it is booked.
    #[serde(rename = "b")]
    Name,
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
    /// More than 160 characters.
    #[serde(rename = "l")]
    TooLong,
    /// Characters that cannot be shown.
    #[serde(rename = "u")]
    Unprintable,
    /// It is not written as two times.
    #[serde(rename = "s")]
    NotASpan,
    /// A day does not have that time.
    #[serde(rename = "d")]
    OutOfDay,
    /// It does not lie on the half hour.
    #[serde(rename = "g")]
    OffGrid,
    /// The end is not after the start.
    #[serde(rename = "b")]
    Backwards,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Span, Self::Note, Self::Why, Self::Name];

    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Span => "s",
            Self::Note => "n",
            Self::Why => "w",
            Self::Name => "b",
        }
    }

    pub(super) fn of(letter: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.letter() == letter)
    }
}

impl Step {
    fn question(&self) -> Question {
        match self {
            Self::Span(..) => Question::Span,
            Self::Note(..) => Question::Note,
            Self::Why(..) => Question::Why,
            Self::Name(..) => Question::Name,
        }
    }
}

/// Opens a form at a step.
pub(super) fn open(context: &Context<'_, Desk>, step: Step) -> Outcome<Desk> {
    ask(context.envelope.update_id.get(), step)
}

fn ask(id: i64, step: Step) -> Outcome<Desk> {
    let form = Form { id, step };
    Outcome::edit(asking(&form, None)).go(Dialogue::Schedule(form))
}

fn asking(form: &Form, trouble: Option<Trouble>) -> crate::Screen {
    screen(Screen::Ask {
        form: form.id,
        question: form.step.question(),
        trouble,
    })
}

/// Takes a typed answer.
pub(crate) async fn answer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    content: &Content,
) -> Decided {
    let typed = match content {
        Content::Text(text) => typed(&form.step, text),
        _ => Err(Trouble::NotAText),
    };
    match typed {
        Ok(Typed::Span(span, note)) => away_then(desk, context, form, (span, note)).await,
        Ok(Typed::Words(words)) => words_then(desk, context, form, words).await,
        Ok(Typed::Name(name)) => named(desk, context, form, name).await,
        Err(trouble) => Ok(Outcome::say(asking(form, Some(trouble)))),
    }
}

/// Takes a choice below a question; one below an earlier question is out of date.
pub(super) async fn choose(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    (id, question): (i64, Question),
    choice: Choice,
) -> Decided {
    let form = match context.dialogue {
        Dialogue::Schedule(open) if open.id == id && open.step.question() == question => {
            open.clone()
        }
        _ => return Ok(stale()),
    };
    match (choice, &form.step) {
        (Choice::Back, _) => back(desk, context, &form).await,
        (Choice::From(start), Step::Span(..)) if start < TimeOfDay::END => {
            let ends = Screen::Ends { form: id, start };
            Ok(Outcome::edit(screen(ends)))
        }
        (Choice::Away(span), Step::Span(..)) => away_then(desk, context, &form, (span, None)).await,
        (Choice::NoNote, Step::Note(date, span, None)) => {
            away::block(desk, context, *date, (*span, None)).await
        }
        (Choice::NoNote, Step::Note(date, _, Some(id))) => {
            away::note(desk, context, *date, (id, None)).await
        }
        (choice, Step::Why(date, id, start)) => match why(choice) {
            Some(why) => bookings::cancel(desk, context, *date, (id, *start), why).await,
            None => Ok(stale()),
        },
        _ => Ok(stale()),
    }
}

fn stale() -> Outcome<Desk> {
    Outcome::alert(crate::Screen::StaleButton)
}

fn why(choice: Choice) -> Option<Why> {
    match choice {
        Choice::Busy => Some(Why::Busy),
        Choice::Sick => Some(Why::Sick),
        Choice::Personal => Some(Why::Personal),
        _ => None,
    }
}

/// A typed answer.
enum Typed {
    /// When the master is away, and what they noted behind it.
    Span(Span, Option<Reason>),
    /// A note, or why a booking is cancelled.
    Words(Reason),
    /// For whom it is booked.
    Name(ClientName),
}

fn typed(step: &Step, text: &str) -> Result<Typed, Trouble> {
    Ok(match step {
        Step::Span(..) => {
            let (span, note) = span(text)?;
            Typed::Span(span, note)
        }
        Step::Note(..) | Step::Why(..) => Typed::Words(Reason::parse(text)?),
        Step::Name(..) => Typed::Name(ClientName::parse(text)?),
    })
}

/// Reads `13:00-15:00` and `13:00 – 15:00 dentist`.
fn span(text: &str) -> Result<(Span, Option<Reason>), Trouble> {
    let (start, rest) = text.split_once(['-', '–', '—']).ok_or(Trouble::NotASpan)?;
    let rest = rest.trim_start();
    let (end, note) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let span = Span::new(TimeOfDay::parse(start)?, TimeOfDay::parse(end)?)?;
    let note = Some(note).filter(|note| !note.trim().is_empty());
    Ok((span, note.map(Reason::parse).transpose()?))
}

impl From<NotATime> for Trouble {
    fn from(error: NotATime) -> Self {
        match error {
            NotATime::Unreadable => Self::NotASpan,
            NotATime::OutOfDay => Self::OutOfDay,
            NotATime::OffGrid => Self::OffGrid,
        }
    }
}

impl From<EmptySpan> for Trouble {
    fn from(_: EmptySpan) -> Self {
        Self::Backwards
    }
}

impl From<NotALine> for Trouble {
    fn from(error: NotALine) -> Self {
        match error {
            NotALine::Empty => Self::Empty,
            NotALine::TooLong { .. } => Self::TooLong,
            NotALine::Unprintable => Self::Unprintable,
        }
    }
}

/// A block that moves keeps its note unless another was typed; a new one is asked for its note.
async fn away_then(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    (span, note): (Span, Option<Reason>),
) -> Decided {
    match (&form.step, note) {
        (Step::Span(date, Some(id)), None) => away::retime(desk, context, *date, (id, span)).await,
        (Step::Span(date, None), None) => Ok(ask(form.id, Step::Note(*date, span, None))),
        (Step::Span(date, Some(id)), Some(note)) => {
            away::rewrite(desk, context, *date, (id, span, note)).await
        }
        (Step::Span(date, None), note) => away::block(desk, context, *date, (span, note)).await,
        _ => Ok(stale()),
    }
}

async fn words_then(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    words: Reason,
) -> Decided {
    match &form.step {
        Step::Note(date, span, None) => {
            away::block(desk, context, *date, (*span, Some(words))).await
        }
        Step::Note(date, _, Some(id)) => away::note(desk, context, *date, (id, Some(words))).await,
        Step::Why(date, id, start) => {
            bookings::cancel(desk, context, *date, (id, *start), Why::Words(words)).await
        }
        Step::Span(..) | Step::Name(..) => Ok(stale()),
    }
}

async fn named(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    name: ClientName,
) -> Decided {
    match &form.step {
        Step::Name(service, start) => manual::book(desk, context, (service, *start), name).await,
        Step::Span(..) | Step::Note(..) | Step::Why(..) => Ok(stale()),
    }
}

/// Goes back: to the question before, or to where the form was opened.
async fn back(desk: &Desk, context: &mut Context<'_, Desk>, form: &Form) -> Decided {
    match &form.step {
        Step::Note(date, _, None) => Ok(ask(form.id, Step::Span(*date, None))),
        Step::Span(date, Some(id)) | Step::Note(date, _, Some(id)) => {
            away::back(desk, context, *date, id).await
        }
        Step::Span(date, None) => {
            let left = Screen::Done(*date, Done::Left);
            Ok(Outcome::edit(screen(left)).go(Dialogue::Idle))
        }
        Step::Why(date, id, _) => bookings::back(desk, context, *date, id).await,
        Step::Name(service, start) => manual::back(desk, context, (service, *start)).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, Trouble> {
        let (span, note) = span(text)?;
        let note = note.map(|note| note.as_str().to_owned());
        Ok(format!("{span} {}", note.unwrap_or_default())
            .trim_end()
            .to_owned())
    }

    #[test]
    fn spans_are_read_as_people_type_them() {
        for (typed, read) in [
            ("13:00-15:00", "13:00–15:00"),
            (" 9:30 – 24:00 ", "09:30–24:00"),
            (
                "13:00-15:00 dentist, at last",
                "13:00–15:00 dentist, at last",
            ),
            ("13:00—13:30  -", "13:00–13:30 -"),
        ] {
            assert_eq!(shown(typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_span_says_why() {
        let long = format!("13:00-14:00 {}", "x".repeat(161));
        for (typed, trouble) in [
            ("", Trouble::NotASpan),
            ("13:00", Trouble::NotASpan),
            ("one-two", Trouble::NotASpan),
            ("13:00-15:00dentist", Trouble::NotASpan),
            ("13:15-15:00", Trouble::OffGrid),
            ("13:00-25:00", Trouble::OutOfDay),
            ("15:00-13:00", Trouble::Backwards),
            ("13:00-13:00", Trouble::Backwards),
            ("13:00-14:00 \u{202e}x", Trouble::Unprintable),
            (&long, Trouble::TooLong),
        ] {
            assert_eq!(shown(typed), Err(trouble), "{typed}");
        }
    }
}
