//! What masters and managers do, with their buttons, and what the model makes of it.

use jiff::civil::Date;

use super::Both;
use super::minutes::{Held, Lunch, MASTERS, Sheet, Span, Terms, hour, meet};
use super::operation::{Editing, Planning};
use crate::schedule::studio::EVE;

impl Both {
    pub(super) async fn plans(&mut self, master: i64, planning: &Planning) {
        self.model.now = self.now();
        match *planning {
            Planning::Hours(day, hours) => self.sets_hours(master, day, hours).await,
            Planning::Lunch(at) => self.sets_lunch(master, at).await,
            Planning::DayLunch(day, lunch) => self.eats(master, self.model.date(day), lunch).await,
            Planning::Block(day, span) => self.blocks(master, self.model.date(day), span).await,
            Planning::Unblock(pick) => self.unblocks(master, pick).await,
            Planning::DayOff(day) => self.takes_off(master, self.model.date(day)).await,
            Planning::Work(pick) => self.works_again(master, pick).await,
            Planning::Cancel(pick) => self.calls_off(master, pick).await,
            Planning::Settle(pick, how) => self.settles(master, pick, how).await,
        }
    }

    pub(super) async fn edits(&mut self, editing: &Editing) {
        match *editing {
            Editing::Offer(at) => {
                self.finds_and_presses(EVE, &format!("s:s:{at}"), &format!("s:o:{at}:"))
                    .await;
                let service = &mut self.model.services[at];
                service.on = !service.on;
                self.model.done.insert("offered or not");
            }
            Editing::Duration(at, minutes) => {
                let button = format!("s:m:{at}:{minutes}:");
                self.finds_and_presses(EVE, &format!("s:d:{at}"), &button)
                    .await;
                self.model.services[at].minutes = minutes;
                self.model.done.insert("longer or shorter");
            }
            Editing::Employ(at) => {
                let master = MASTERS[at].0;
                let (card, button) = (format!("s:e:{master}:0"), format!("s:v:{master}:"));
                self.finds_and_presses(EVE, &card, &button).await;
                if !self.model.away.remove(&master) {
                    self.model.away.insert(master);
                }
                self.model.done.insert("to be booked or not");
            }
        }
    }

    async fn sets_hours(&mut self, master: i64, day: usize, hours: Option<Span>) {
        let number = day + 1;
        let (show, button) = match hours {
            Some((open, close)) => {
                let (open, close) = (open * 30, close * 30);
                let show = format!("t:h:e:{number}:{open}");
                (show, format!("t:h:h:{number}:{open}:{close}:"))
            }
            None => (format!("t:h:s:{number}"), format!("t:h:c:{number}:")),
        };
        self.finds_and_presses(master, &show, &button).await;
        let mut terms = self.model.terms[&master].clone();
        terms.hours[day] = hours;
        self.takes_terms(master, terms, "hours");
    }

    async fn sets_lunch(&mut self, master: i64, lunch: Option<i64>) {
        let button = match lunch {
            Some(at) => format!("t:h:m:{}:", at * 30),
            None => "t:h:n:".to_owned(),
        };
        self.finds_and_presses(master, "t:h:l", &button).await;
        let terms = Terms {
            lunch,
            ..self.model.terms[&master].clone()
        };
        self.takes_terms(master, terms, "lunch");
    }

    fn takes_terms(&mut self, master: i64, terms: Terms, what: &'static str) {
        if terms.hold_together() && self.model.leaves_room(master, &terms) {
            self.model.terms.insert(master, terms);
            self.model.done.insert(what);
        } else {
            self.model.done.insert("refused terms");
        }
    }

    async fn eats(&mut self, master: i64, date: Date, lunch: Lunch) {
        let which = match lunch {
            Lunch::Usual => "u".to_owned(),
            Lunch::None => "n".to_owned(),
            Lunch::At(at) => (at * 30).to_string(),
        };
        let button = format!("t:m:{}:{which}:", short(date));
        let show = format!("t:l:{}", short(date));
        let found = self.finds_and_presses(master, &show, &button).await;
        let terms = &self.model.terms[&master];
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
        let (hours, sheet) = (terms.hours[weekday], self.model.sheet(master, date));
        let Some(hours) = hours.filter(|_| !sheet.off) else {
            return assert!(!found, "{button}");
        };
        let at = match lunch {
            Lunch::Usual => terms.lunch,
            Lunch::None => None,
            Lunch::At(at) => Some(at),
        };
        let inside = |span: Span| hours.0 <= span.0 && span.1 <= hours.1;
        let eaten = at.map(hour).filter(|span| meet(hours, *span));
        let fits = !matches!(lunch, Lunch::At(at) if !inside(hour(at)));
        let vacant = eaten.is_none_or(|span| self.model.is_vacant(master, date, span));
        if fits && vacant && date >= self.model.date(0) {
            self.keeps(master, date, Sheet { lunch, ..sheet }, "a day's lunch");
        }
    }

    async fn blocks(&mut self, master: i64, date: Date, span: Span) {
        self.presses(master, &format!("t:a:{}", short(date))).await;
        let time = |half: i64| format!("{:02}:{:02}", half / 2, half % 2 * 30);
        let typed = format!("{}-{} away", time(span.0), time(span.1));
        self.says(master, &typed).await;
        let mut sheet = self.model.sheet(master, date);
        let exists = self.model.shows(date, span);
        let apart = sheet.blocks.iter().all(|(_, other)| !meet(*other, span));
        let vacant = self.model.is_vacant(master, date, span);
        if exists && apart && vacant && !sheet.off && date >= self.model.date(0) {
            sheet.blocks.push((format!("b{}", self.next), span));
            self.keeps(master, date, sheet, "a block");
        } else {
            self.model.done.insert("a refused block");
        }
    }

    async fn unblocks(&mut self, master: i64, pick: usize) {
        let sheets = self.model.sheets.iter();
        let all = sheets.filter(|((of, _), _)| *of == master);
        let all = all.flat_map(|((_, date), sheet)| sheet.blocks.iter().map(|it| (*date, &it.0)));
        let all: Vec<_> = all.map(|(date, id)| (date, id.clone())).collect();
        let Some((date, id)) = picked(&all, pick) else {
            return;
        };
        let name = format!("{}:{id}", short(date));
        let (show, button) = (format!("t:x:{name}"), format!("t:u:{name}:"));
        assert!(self.finds_and_presses(master, &show, &button).await);
        if date < self.model.date(0) {
            return;
        }
        let mut sheet = self.model.sheet(master, date);
        sheet.blocks.retain(|it| it.0 != id);
        self.keeps(master, date, sheet, "no block any more");
    }

    async fn takes_off(&mut self, master: i64, date: Date) {
        let show = format!("t:d:{}", short(date));
        let button = format!("t:o:{}:", short(date));
        self.finds_and_presses(master, &show, &button).await;
        let sheet = self.model.sheet(master, date);
        let empty = sheet.blocks.is_empty() && self.model.booked(master, date).count() == 0;
        if empty && !sheet.off && date >= self.model.date(0) {
            self.keeps(master, date, Sheet { off: true, ..sheet }, "a day off");
        }
    }

    async fn works_again(&mut self, master: i64, pick: usize) {
        let sheets = self.model.sheets.iter();
        let off = sheets.filter(|((of, date), sheet)| {
            *of == master && sheet.off && *date >= self.model.date(0)
        });
        let off: Vec<_> = off.map(|((_, date), _)| *date).collect();
        let Some(date) = picked(&off, pick) else {
            return;
        };
        let show = format!("t:d:{}", short(date));
        let button = format!("t:p:{}:", short(date));
        assert!(self.finds_and_presses(master, &show, &button).await);
        let sheet = self.model.sheet(master, date);
        self.keeps(
            master,
            date,
            Sheet {
                off: false,
                ..sheet
            },
            "back at work",
        );
    }

    fn keeps(&mut self, master: i64, date: Date, sheet: Sheet, what: &'static str) {
        self.model.sheets.insert((master, date), sheet);
        self.model.done.insert(what);
    }

    async fn calls_off(&mut self, master: i64, pick: usize) {
        let Some((held, name)) = self.one_of(master, pick) else {
            return;
        };
        let why = format!("t:c:{name}:{}", held.start * 60);
        let found = self.finds_and_presses(master, &why, "t:f:").await;
        assert_eq!(found, held.start > self.model.now, "{why}");
        if found {
            self.model.held.retain(|it| it.id != held.id);
            self.model.done.insert("cancelled by the master");
        }
    }

    async fn settles(&mut self, master: i64, pick: usize, how: &'static str) {
        let Some((held, name)) = self.one_begun(master, pick) else {
            return;
        };
        let (show, button) = (format!("t:b:{name}"), format!("{how}{name}:"));
        let found = self.finds_and_presses(master, &show, &button).await;
        assert_eq!(found, held.start <= self.model.now, "{button}");
        if found {
            self.model.held.retain(|it| it.id != held.id);
            self.model.done.insert(how);
        }
    }

    /// One that has begun, if there is any.
    fn one_begun(&self, master: i64, pick: usize) -> Option<(Held, String)> {
        let held = self.model.held.iter().filter(|it| it.master == master);
        let begun = held.filter(|it| it.start <= self.model.now);
        let begun = picked(&begun.cloned().collect::<Vec<_>>(), pick);
        begun.map_or_else(|| self.one_of(master, pick), |it| Some(self.named(it)))
    }

    /// A booking of a master, and how the master's buttons name it.
    fn one_of(&self, master: i64, pick: usize) -> Option<(Held, String)> {
        let held = self.model.held.iter().filter(|it| it.master == master);
        let held = picked(&held.cloned().collect::<Vec<_>>(), pick);
        held.map(|it| self.named(it))
    }

    fn named(&self, held: Held) -> (Held, String) {
        let date = self.model.reading(held.start).0;
        let name = format!("{}:{}", short(date), held.id);
        (held, name)
    }

    /// Presses the first button with such data on the screen that another one shows; whether
    /// there is one.
    async fn finds_and_presses(&mut self, user: i64, show: &str, button: &str) -> bool {
        let (_, buttons) = self.presses(user, show).await;
        let found = buttons.into_iter().find(|data| data.starts_with(button));
        if let Some(data) = &found {
            self.presses(user, data).await;
        }
        found.is_some()
    }
}

fn picked<T: Clone>(all: &[T], pick: usize) -> Option<T> {
    all.get(pick.checked_rem(all.len())?).cloned()
}

fn short(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}
