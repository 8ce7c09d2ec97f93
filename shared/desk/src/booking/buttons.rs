//! The buttons below the screens of booking.

use diary::Month;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use locales::Phrase;
use store::Turn;
use telegram::{Button, Keyboard};

use super::notice::shown_time;
use super::render::grouped;
use super::screen::{Line, Offer};
use super::{Errand, Offered, Order, Part, Press, Screen, Ticket, Who, Wish};
use crate::MenuItem;
use crate::screen::pen::{Pen, SHORT, short};

type Rows = Vec<Vec<Button>>;

/// What stands in a calendar where there is nothing to press.
const BLANK: &str = "·";

impl Screen {
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        let again = || vec![vec![button(pen, "booking-button-book", Press::Services)]];
        let rows = match self {
            Self::Services(offers, _) => offer_buttons(pen, offers),
            Self::Masters {
                service,
                masters,
                month,
                ..
            } => master_buttons(pen, service, masters, *month),
            Self::Month {
                errand,
                first,
                free,
                around,
                ..
            } => month_buttons(pen, errand, (*first, *around), free),
            Self::Day {
                errand,
                date,
                times,
                ..
            } => day_buttons(pen, errand, *date, times),
            Self::Offer(order, slip) => offer_confirm(pen, order, slip.at.date()),
            Self::OfferMove {
                ticket,
                start,
                slip,
                ..
            } => move_confirm(pen, ticket, *start, slip.at.date()),
            Self::Booked(ticket, slip) | Self::Moved(ticket, slip) => {
                own_buttons(pen, ticket, slip.at.date())
            }
            Self::Unmovable(ticket, _) => {
                let cancel = Press::AskCancel(ticket.clone());
                let cancel = button(pen, "booking-button-cancel", cancel);
                vec![vec![cancel], vec![upcoming(pen)]]
            }
            Self::Cancelled(_) | Self::Usage(_) => again(),
            Self::AlreadyBooked { start, id, .. } => {
                let card = Press::Card(*start, id.clone());
                vec![vec![button(pen, "booking-button-card", card)], menu(pen)]
            }
            Self::Mine {
                part,
                lines,
                back,
                next,
            } => mine_buttons(pen, *part, lines, (back.as_ref(), next.as_ref())),
            Self::Card {
                ticket, slip, part, ..
            } => card_buttons(pen, ticket, slip.at.date(), *part),
            Self::AskWhy(ticket, ..) => vec![
                vec![button(
                    pen,
                    "booking-button-no-reason",
                    Press::Cancel(ticket.clone()),
                )],
                vec![button(
                    pen,
                    "booking-button-keep",
                    Press::Keep(ticket.clone()),
                )],
            ],
            Self::Gone | Self::Begun => vec![vec![upcoming(pen)]],
            Self::NothingFree | Self::Changed | Self::FileSent => return Keyboard::None,
        };
        Keyboard::Inline(rows)
    }
}

fn button(pen: &Pen, key: &str, press: Press) -> Button {
    pen.button(key, crate::Press::Booking(press))
}

fn labelled(label: String, press: Press) -> Button {
    Pen::button_of(label, crate::Press::Booking(press))
}

fn menu(pen: &Pen) -> Vec<Button> {
    vec![pen.button("button-menu", crate::Press::Menu(MenuItem::Top))]
}

fn offer_buttons(pen: &Pen, offers: &[Offer]) -> Rows {
    let row = |offer: &Offer| {
        let text = Phrase::new("booking-offer")
            .with("service", offer.name.as_str())
            .with("minutes", i64::from(offer.minutes));
        let mut label = pen.plain(&text);
        if offer.price > 0 {
            label = format!("{label} · {}", grouped(offer.price));
        }
        vec![labelled(label, Press::Masters(offer.id.clone()))]
    };
    offers.iter().map(row).chain([menu(pen)]).collect()
}

fn master_buttons(
    pen: &Pen,
    service: &diary::ServiceId,
    masters: &[(i64, String)],
    month: Date,
) -> Rows {
    let to = |who| {
        let service = service.clone();
        Press::Month(Errand::Book(Wish { service, who }), Month::of(month))
    };
    let any = (masters.len() > 1).then(|| vec![button(pen, "booking-button-any", to(Who::Any))]);
    let row = |(id, name): &(i64, String)| vec![labelled(short(name, SHORT), to(Who::Master(*id)))];
    let back = vec![button(pen, "booking-button-back", Press::Services)];
    any.into_iter()
        .chain(masters.iter().map(row))
        .chain([back])
        .collect()
}

fn month_buttons(
    pen: &Pen,
    errand: &Errand,
    (first, around): (Date, [Option<Date>; 2]),
    free: &[i8],
) -> Rows {
    let nothing = |label: &str| labelled(label.to_owned(), Press::NothingFree);
    let cell = |date: Option<Date>| match date {
        None => nothing(" "),
        Some(date) if free.contains(&date.day()) => {
            labelled(date.day().to_string(), Press::Day(errand.clone(), date))
        }
        Some(_) => nothing(BLANK),
    };
    let names = pen.label("booking-weekdays");
    let names = names.split_whitespace().map(nothing).collect();
    let weeks = Month::of(first).weeks().into_iter();
    let weeks = weeks.map(|week| week.map(cell).into_iter().collect());
    let turn = |(to, label): (Option<Date>, &str)| {
        let to = Press::Month(errand.clone(), Month::of(to?));
        Some(labelled(label.to_owned(), to))
    };
    let turns: Vec<_> = around
        .into_iter()
        .zip(["‹", "›"])
        .filter_map(turn)
        .collect();
    let turns = (!turns.is_empty()).then_some(turns);
    let back = vec![button(pen, "booking-button-back", errand.before_month())];
    [names]
        .into_iter()
        .chain(weeks)
        .chain(turns)
        .chain([back])
        .collect()
}

fn day_buttons(pen: &Pen, errand: &Errand, date: Date, times: &[(Timestamp, DateTime)]) -> Rows {
    let time = |(start, at): &(Timestamp, DateTime)| {
        labelled(shown_time(*at), Press::Time(errand.clone(), *start))
    };
    let back = Press::Month(errand.clone(), Month::of(date));
    let back = vec![button(pen, "booking-button-back", back)];
    let rows = times.chunks(4).map(|row| row.iter().map(time).collect());
    rows.chain([back]).collect()
}

fn offer_confirm(pen: &Pen, order: &Order, date: Date) -> Rows {
    let who = match order.who {
        Offered::Any => Who::Any,
        Offered::Chosen => Who::Master(order.master),
    };
    let wish = Wish {
        service: order.service.clone(),
        who,
    };
    let back = Press::Day(Errand::Book(wish), date);
    vec![
        vec![button(
            pen,
            "booking-button-confirm",
            Press::Confirm(order.clone()),
        )],
        vec![button(pen, "booking-button-back", back)],
    ]
}

fn move_confirm(pen: &Pen, ticket: &Ticket, start: Timestamp, date: Date) -> Rows {
    let back = Press::Day(Errand::Move(ticket.clone()), date);
    let yes = Press::Move(ticket.clone(), start);
    vec![
        vec![button(pen, "booking-button-confirm-move", yes)],
        vec![button(pen, "booking-button-back", back)],
    ]
}

fn own_buttons(pen: &Pen, ticket: &Ticket, date: Date) -> Rows {
    let month = Press::Month(Errand::Move(ticket.clone()), Month::of(date));
    vec![
        vec![
            button(pen, "booking-button-move", month),
            button(
                pen,
                "booking-button-cancel",
                Press::AskCancel(ticket.clone()),
            ),
        ],
        vec![button(
            pen,
            "booking-button-file",
            Press::File(ticket.clone()),
        )],
        vec![upcoming(pen)],
    ]
}

fn card_buttons(pen: &Pen, ticket: &Ticket, date: Date, part: Part) -> Rows {
    match part {
        Part::Upcoming => own_buttons(pen, ticket, date),
        Part::Past => {
            let back = Press::Mine(Part::Past, Turn::First);
            vec![vec![button(pen, "booking-button-back", back)]]
        }
    }
}

fn upcoming(pen: &Pen) -> Button {
    button(pen, "booking-button-mine", Press::mine())
}

fn mine_buttons(
    pen: &Pen,
    part: Part,
    lines: &[Line],
    (back, next): (Option<&Turn>, Option<&Turn>),
) -> Rows {
    let turn = |(to, label): (Option<&Turn>, &str)| {
        Some(labelled(label.to_owned(), Press::Mine(part, to?.clone())))
    };
    let turns: Vec<_> = [(back, "‹"), (next, "›")]
        .into_iter()
        .filter_map(turn)
        .collect();
    let turns = (!turns.is_empty()).then_some(turns);
    let other = match part {
        Part::Upcoming => {
            let past = Press::Mine(Part::Past, Turn::First);
            vec![
                button(pen, "booking-button-past", past),
                button(pen, "booking-button-book", Press::Services),
            ]
        }
        Part::Past => vec![upcoming(pen)],
    };
    let rows = lines.iter().map(|line| vec![line_button(pen, line)]);
    rows.chain(turns).chain([other, menu(pen)]).collect()
}

fn line_button(pen: &Pen, line: &Line) -> Button {
    let text = pen.dated(Phrase::new("booking-line"), line.at.date());
    let text = text
        .with("time", shown_time(line.at))
        .with("service", line.service.as_str())
        .with("status", line.status.as_str());
    let (listed, id) = line.key.clone();
    labelled(pen.plain(&text), Press::Card(listed, id))
}

impl Errand {
    /// Where one came from to the calendar.
    fn before_month(&self) -> Press {
        match self {
            Self::Book(wish) => Press::Masters(wish.service.clone()),
            Self::Move(ticket) => Press::Card(ticket.start, ticket.id.clone()),
        }
    }
}
