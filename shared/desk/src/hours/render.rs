use diary::{GRID_MINUTES, Span, Terms, TimeOfDay};
use jiff::civil::Weekday;
use locales::Phrase;
use telegram::{Button, Html, Keyboard};

use super::edit::{lunches, week};
use super::{Obstacle, Press, Screen, View, Whose};
use crate::schedule::{self, Listed};
use crate::screen::pen::{Pen, lines};
use crate::shop;

/// How many times stand in a row of buttons.
const ROW: usize = 6;

impl Screen {
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        match &self.view {
            View::Week(terms) => self.week(pen, terms),
            View::Starts(day) => pen.say(&on("hours-starts", *day)),
            View::Ends(day, start) => {
                pen.say(&on("hours-ends", *day).with("start", start.to_string()))
            }
            View::Lunches => pen.say(&Phrase::new("hours-lunches")),
            View::Refused(Obstacle::Lunch(day)) => pen.say(&on("hours-lunch-outside", *day)),
            View::Refused(Obstacle::Bookings(bookings, more)) => {
                let title = pen.say(&Phrase::new("hours-bookings"));
                lines(
                    [title]
                        .into_iter()
                        .chain(Listed::lines(bookings, *more, pen)),
                )
            }
            View::Changed => pen.say(&Phrase::new("hours-changed")),
        }
    }

    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        let edits = self.edits;
        let rows = match &self.view {
            View::Week(_) => self.week_buttons(pen),
            View::Starts(day) => {
                let starts = times().filter(|start| *start < TimeOfDay::END);
                let mut rows = self.grid(starts, |start| Press::Ends(*day, start));
                let closed = Press::Set(*day, None, edits);
                rows.push(vec![self.button(pen, "hours-button-closed", closed)]);
                rows.push(vec![self.button(pen, "schedule-button-back", Press::Week)]);
                rows
            }
            View::Ends(day, start) => {
                let spans = times().filter_map(|end| Span::new(*start, end).ok());
                let mut rows = self.grid(spans.map(Span::end), |end| {
                    Press::Set(*day, Span::new(*start, end).ok(), edits)
                });
                let back = Press::Starts(*day);
                rows.push(vec![self.button(pen, "schedule-button-back", back)]);
                rows
            }
            View::Lunches => {
                let starts = lunches().map(TimeOfDay::from);
                let lunch = |start| Press::Lunch(diary::Lunch::at(start).ok(), edits);
                let mut rows = self.grid(starts, lunch);
                let none = Press::Lunch(None, edits);
                rows.push(vec![self.button(pen, "schedule-button-no-lunch", none)]);
                rows.push(vec![self.button(pen, "schedule-button-back", Press::Week)]);
                rows
            }
            View::Refused(_) => {
                vec![vec![self.button(pen, "schedule-button-back", Press::Week)]]
            }
            View::Changed => return Keyboard::None,
        };
        Keyboard::Inline(rows)
    }

    fn week(&self, pen: &Pen, terms: &Terms) -> Html {
        let title = match self.whose {
            Whose::Own => Phrase::new("hours-title-own"),
            Whose::Master(_) => Phrase::new("hours-title").with("name", self.name.as_str()),
        };
        let line = |day: Weekday| match terms.hours().on(day) {
            Some(hours) => on("hours-day", day).with("hours", hours.to_string()),
            None => on("hours-day-closed", day),
        };
        let lunch = match terms.lunch() {
            Some(lunch) => Phrase::new("hours-lunch").with("lunch", lunch.span().to_string()),
            None => Phrase::new("hours-no-lunch"),
        };
        let phrases = [title].into_iter().chain(week().map(line)).chain([lunch]);
        lines(phrases.map(|phrase| pen.say(&phrase)))
    }

    fn week_buttons(&self, pen: &Pen) -> Vec<Vec<Button>> {
        let day = |day| {
            let label = pen.plain(&on("hours-weekday", day));
            Pen::button_of(label, self.press(Press::Starts(day)))
        };
        let days: Vec<_> = week().map(day).collect();
        let mut rows: Vec<_> = days.chunks(4).map(<[Button]>::to_vec).collect();
        rows.push(vec![self.button(pen, "hours-button-lunch", Press::Lunches)]);
        let back = match self.whose {
            Whose::Own => crate::Press::Schedule(schedule::Press::Today),
            Whose::Master(master) => crate::Press::Shop(shop::Press::Master(master, 0)),
        };
        rows.push(vec![pen.button("schedule-button-back", back)]);
        rows
    }

    fn grid(
        &self,
        times: impl Iterator<Item = TimeOfDay>,
        press: impl Fn(TimeOfDay) -> Press,
    ) -> Vec<Vec<Button>> {
        grid(times.map(|time| (time.to_string(), self.press(press(time)))))
    }

    fn button(&self, pen: &Pen, key: &str, press: Press) -> Button {
        pen.button(key, self.press(press))
    }

    /// The same button, as whoever looks at the hours may press it.
    fn press(&self, press: Press) -> crate::Press {
        match self.whose {
            Whose::Own => crate::Press::Schedule(schedule::Press::Hours(press)),
            Whose::Master(master) => crate::Press::Shop(shop::Press::Hours(master, press)),
        }
    }
}

/// Times to choose from, in rows.
pub(crate) fn grid(choices: impl Iterator<Item = (String, crate::Press)>) -> Vec<Vec<Button>> {
    let buttons = choices.map(|(label, press)| Pen::button_of(label, press));
    let buttons: Vec<_> = buttons.collect();
    buttons.chunks(ROW).map(<[Button]>::to_vec).collect()
}

/// All times of the grid.
pub(crate) fn times() -> impl Iterator<Item = TimeOfDay> {
    let steps = 0..=TimeOfDay::END.minutes() / GRID_MINUTES;
    steps.filter_map(|step| TimeOfDay::new(step * GRID_MINUTES).ok())
}

fn on(key: &str, day: Weekday) -> Phrase {
    Phrase::new(key).with("weekday", i64::from(day.to_monday_one_offset()))
}
