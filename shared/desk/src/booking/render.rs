//! The screens of booking, in a language.

use jiff::civil::Date;
use locales::Phrase;
use telegram::Html;

use super::notice::{dated, shown_time, timed};
use super::screen::{About, Offer, Slip, Trouble, WhyNot};
use super::{Part, Screen, Status, Why};
use crate::screen::pen::{Pen, SHORT, lines, short};

impl Screen {
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Services(offers, trouble) => services(pen, offers, *trouble),
            Self::Masters { name, .. } => {
                pen.say(&Phrase::new("booking-masters").with("service", name.as_str()))
            }
            Self::Month {
                about, first, free, ..
            } => lines([
                about_text(pen, about),
                pen.say(&dated(Phrase::new("booking-month"), *first)),
                say(match free.len() {
                    0 => "booking-month-full",
                    _ => "booking-pick-date",
                }),
            ]),
            Self::Day {
                about,
                date,
                times,
                trouble,
                ..
            } => day(pen, about, (*date, times.is_empty()), *trouble),
            Self::Offer(_, slip) => lines([say("booking-confirm"), slip_text(pen, slip)]),
            Self::OfferMove { from, slip, .. } => lines([
                pen.say(&timed(Phrase::new("booking-confirm-move"), *from)),
                slip_text(pen, slip),
            ]),
            Self::Booked(_, slip) => lines([say("booking-booked"), slip_text(pen, slip)]),
            Self::Moved(_, slip) => lines([say("booking-moved"), slip_text(pen, slip)]),
            Self::Unmovable(_, slip) => lines([say("booking-unmovable"), slip_text(pen, slip)]),
            Self::Cancelled(slip) => lines([say("booking-cancelled"), slip_text(pen, slip)]),
            Self::AlreadyBooked { at, .. } => pen.say(&timed(Phrase::new("booking-already"), *at)),
            Self::Mine { part, lines, .. } => say(mine_title(*part, lines.is_empty())),
            Self::Card {
                slip, status, why, ..
            } => card(pen, slip, *status, why.as_ref()),
            Self::AskWhy(_, slip, trouble) => ask_why(pen, slip, *trouble),
            Self::Usage(trouble) => usage(pen, *trouble),
            Self::NothingFree => say("booking-nothing-free"),
            Self::Changed => say("booking-changed"),
            Self::FileSent => say("booking-file-sent"),
            Self::Gone => say("booking-gone"),
            Self::Begun => say("booking-begun"),
        }
    }
}

fn services(pen: &Pen, offers: &[Offer], trouble: Option<Trouble>) -> Html {
    let key = if offers.is_empty() {
        "booking-no-services"
    } else {
        "booking-services"
    };
    lines(
        troubled(pen, trouble)
            .into_iter()
            .chain([pen.say(&Phrase::new(key))]),
    )
}

fn about_text(pen: &Pen, about: &About) -> Html {
    let text = Phrase::new(match about.master {
        Some(_) => "booking-about",
        None => "booking-about-any",
    });
    let text = text.with("service", about.service.as_str());
    let master = about.master.as_deref().map(|name| short(name, SHORT));
    pen.say(
        &master
            .into_iter()
            .fold(text, |text, name| text.with("master", name)),
    )
}

fn day(pen: &Pen, about: &About, (date, full): (Date, bool), trouble: Option<Trouble>) -> Html {
    let key = if full {
        "booking-full"
    } else {
        "booking-pick-time"
    };
    let question = pen.say(&pen.dated(Phrase::new(key), date));
    let text = [about_text(pen, about), question];
    lines(troubled(pen, trouble).into_iter().chain(text))
}

fn troubled(pen: &Pen, trouble: Option<Trouble>) -> Option<Html> {
    trouble.map(|trouble| pen.say(&Phrase::new(trouble.key())))
}

fn slip_text(pen: &Pen, slip: &Slip) -> Html {
    let text = pen.dated(Phrase::new("booking-slip"), slip.at.date());
    let text = text
        .with("time", shown_time(slip.at))
        .with("service", slip.service.as_str())
        .with("minutes", i64::from(slip.minutes))
        .with("master", short(&slip.master, SHORT));
    let price = (slip.price > 0).then(|| {
        let price = Phrase::new("booking-slip-price").with("price", grouped(slip.price));
        pen.say(&price)
    });
    lines([pen.say(&text)].into_iter().chain(price))
}

fn card(pen: &Pen, slip: &Slip, status: Status, why: Option<&Why>) -> Html {
    let ended = status != Status::Active;
    let status = Phrase::new("booking-status").with("status", status.as_str());
    let status = ended.then(|| pen.say(&status));
    let why = why.map(|why| {
        let text = Phrase::new("booking-why").with("why", why.as_str());
        pen.say(&text.with("words", why.words()))
    });
    lines([slip_text(pen, slip)].into_iter().chain(status).chain(why))
}

fn ask_why(pen: &Pen, slip: &Slip, trouble: Option<WhyNot>) -> Html {
    let trouble = trouble.map(|trouble| pen.say(&Phrase::new(trouble.key())));
    let question = pen.say(&Phrase::new("booking-ask-why"));
    lines(trouble.into_iter().chain([slip_text(pen, slip), question]))
}

fn usage(pen: &Pen, trouble: Option<Trouble>) -> Html {
    let usage = pen.say(&Phrase::new("booking-usage"));
    lines(troubled(pen, trouble).into_iter().chain([usage]))
}

fn mine_title(part: Part, empty: bool) -> &'static str {
    match (part, empty) {
        (Part::Upcoming, false) => "booking-mine",
        (Part::Upcoming, true) => "booking-mine-none",
        (Part::Past, false) => "booking-past",
        (Part::Past, true) => "booking-past-none",
    }
}

/// A number with a space between each three digits.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut groups = vec![&digits[..first]];
    let mut rest = &digits[first..];
    while !rest.is_empty() {
        let (group, left) = rest.split_at(3);
        groups.push(group);
        rest = left;
    }
    groups.retain(|group| !group.is_empty());
    groups.join("\u{a0}")
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::Taken => "booking-taken",
            Self::TooSoon => "booking-too-soon",
            Self::TooFar => "booking-too-far",
            Self::NotWorking => "booking-not-working",
            Self::Withdrawn => "booking-withdrawn",
            Self::NoService => "booking-no-service",
            Self::NoMaster => "booking-no-master",
            Self::NoDate => "booking-no-date",
            Self::NoTime => "booking-no-time",
        }
    }
}

impl WhyNot {
    fn key(self) -> &'static str {
        match self {
            Self::NotAText => "not-a-text",
            Self::TooLong => "booking-why-too-long",
            Self::Unprintable => "booking-why-unprintable",
        }
    }
}

#[cfg(test)]
mod longest;
#[cfg(test)]
mod tests;
