use locales::Phrase;
use store::Turn;
use telegram::{Button, Html, Keyboard};

use super::press::Change;
use super::{Booked, Card, Found, Full, Line, Press, Screen, Trouble, Turned, What, Word};
use crate::schedule::Listed;
use crate::screen::pen::{Pen, SHORT, lines, short};
use crate::{MenuItem, Press as Pressed, Role, shop};

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Ask { trouble, .. } => match trouble {
                None => say("people-ask"),
                Some(Trouble::Nobody) => lines([say("people-nobody"), say("people-ask")]),
                Some(Trouble::NoWord) => lines([say("people-no-word"), say("people-ask")]),
            },
            Self::Closed => say("people-closed"),
            Self::List { word, .. } => {
                pen.say(&Phrase::new("people-found").with("word", word.as_str()))
            }
            Self::Card(card) => card.text(pen),
            Self::History {
                user, name, lines, ..
            } => history(pen, &called(name, *user), lines),
            Self::Gone => say("people-gone"),
            Self::ShutOut => say("people-request-deactivated"),
            Self::Full(Full(role)) => {
                pen.say(&Phrase::new("people-full").with("role", role.as_str()))
            }
            Self::Booked(booked) => booked.text(pen),
            Self::Stale => say("people-stale"),
            Self::Untouchable => say("people-untouchable"),
        }
    }

    /// What hangs below it.
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        let rows = match self {
            Self::Ask { form, .. } => vec![vec![button(pen, "button-cancel", Press::Close(*form))]],
            Self::Closed => vec![vec![
                button(pen, "people-button-search", Press::Ask),
                pen.button("button-menu", Pressed::Menu(MenuItem::Top)),
            ]],
            Self::List {
                word,
                people,
                around,
            } => list(pen, word, people, around),
            Self::Card(card) => card.rows(pen),
            Self::History { user, around, .. } => {
                let turned = |turn: &Turn| Press::History(*user, Turned::of(turn));
                let back = vec![button(pen, "people-button-card", Press::Card(*user))];
                pages(pen, around, turned)
                    .into_iter()
                    .chain([back])
                    .collect()
            }
            Self::Booked(booked) => booked.rows(pen),
            Self::Gone | Self::ShutOut | Self::Full(_) | Self::Stale | Self::Untouchable => {
                return Keyboard::None;
            }
        };
        Keyboard::Inline(rows)
    }
}

impl Card {
    fn text(&self, pen: &Pen) -> Html {
        let mut name = Html::trusted("<b>".to_owned());
        name.push_escaped(&called(&self.name, self.id));
        name.push(&Html::trusted("</b>".to_owned()));
        let username = self.username.as_ref().map(|name| format!("@{name}"));
        let known = username.into_iter().chain(self.phone.clone());
        let known = known.chain([format!("ID {}", self.id)]);
        let facts = known.map(|fact| Html::escape(&fact));
        let roles = Phrase::new("people-roles").with("roles", role_names(pen, &self.roles));
        let shut_out = self
            .deactivated
            .then(|| pen.say(&Phrase::new("people-shut-out")));
        let lifted = self.lifted.then(|| pen.say(&Phrase::new("people-lifted")));
        let changes = self.lines.iter().map(|line| line.text(pen));
        let parts = [name].into_iter().chain(facts);
        lines(
            parts
                .chain([pen.say(&roles)])
                .chain(shut_out)
                .chain(lifted)
                .chain(changes),
        )
    }

    fn rows(&self, pen: &Pen) -> Vec<Vec<Button>> {
        let changed = |change| {
            crate::Press::People(Press::Change {
                user: self.id,
                serial: self.serial,
                change,
            })
        };
        let role_button = |role: &Role| {
            let (key, change) = if self.roles.contains(role) {
                ("people-button-take", Change::Take(*role))
            } else {
                ("people-button-grant", Change::Grant(*role))
            };
            let label = pen.plain(&Phrase::new(key).with("role", role.as_str()));
            Pen::button_of(label, changed(change))
        };
        let buttons: Vec<Button> = self.may.iter().map(role_button).collect();
        let mut rows: Vec<Vec<Button>> = buttons.chunks(2).map(<[Button]>::to_vec).collect();
        if self.may_shut_out {
            let (key, change) = if self.deactivated {
                ("people-button-reactivate", Change::Reactivate)
            } else {
                ("people-button-deactivate", Change::Deactivate)
            };
            rows.push(vec![pen.button(key, changed(change))]);
        }
        let (key, change) = if self.lifted {
            ("people-button-bind", Change::Bind)
        } else {
            ("people-button-lift", Change::Lift)
        };
        rows.push(vec![pen.button(key, changed(change))]);
        let history = Press::History(self.id, Turned::default());
        rows.push(vec![button(pen, "people-button-history", history)]);
        rows.push(vec![button(pen, "people-button-search", Press::Ask)]);
        rows
    }
}

impl Booked {
    fn text(&self, pen: &Pen) -> Html {
        let said = |key| pen.say(&Phrase::new(key).with("name", called(&self.name, self.user)));
        let bookings = Listed::lines(&self.bookings, self.more, pen);
        let [title, mend] = ["people-booked", "people-booked-mend"].map(said);
        lines([title].into_iter().chain(bookings).chain([mend]))
    }

    fn rows(&self, pen: &Pen) -> Vec<Vec<Button>> {
        let in_the_shop = Pressed::Shop(shop::Press::Master(self.user, 0));
        vec![
            vec![pen.button("people-button-shop", in_the_shop)],
            vec![button(pen, "people-button-card", Press::Card(self.user))],
        ]
    }
}

impl Line {
    fn text(&self, pen: &Pen) -> Html {
        let (what, role) = match self.what {
            What::Granted(role) => ("granted", role.as_str()),
            What::Taken(role) => ("taken", role.as_str()),
            What::Approved(role) => ("approved", role.as_str()),
            What::Invited(role) => ("invited", role.as_str()),
            What::Deactivated => ("deactivated", "client"),
            What::Reactivated => ("reactivated", "client"),
            What::Lifted => ("lifted", "client"),
            What::Bound => ("bound", "client"),
        };
        let phrase = Phrase::new("people-line")
            .with("at", self.at.strftime("%Y-%m-%d %H:%M").to_string())
            .with("what", what)
            .with("role", role)
            .with("by", self.by.as_str());
        pen.say(&phrase)
    }
}

/// A name, or the id where a stored reply is repeated, which keeps no names.
fn called(name: &str, id: i64) -> String {
    if name.is_empty() {
        format!("User{id}")
    } else {
        name.to_owned()
    }
}

/// The names of roles, one after the other; everybody is a client at least.
pub(crate) fn role_names(pen: &Pen, roles: &[Role]) -> String {
    let name = |role| pen.plain(&Phrase::new("role-name").with("role", role));
    if roles.is_empty() {
        return name("client");
    }
    let sorted = Role::ALL.into_iter().filter(|role| roles.contains(role));
    let names: Vec<String> = sorted.map(|role| name(role.as_str())).collect();
    names.join(", ")
}

fn history(pen: &Pen, name: &str, changes: &[Line]) -> Html {
    let title = pen.say(&Phrase::new("people-history").with("name", name));
    if changes.is_empty() {
        return lines([title, pen.say(&Phrase::new("people-no-history"))]);
    }
    lines(
        [title]
            .into_iter()
            .chain(changes.iter().map(|line| line.text(pen))),
    )
}

fn list(pen: &Pen, word: &Word, people: &[Found], around: &[Option<Turn>; 2]) -> Vec<Vec<Button>> {
    let person = |found: &Found| {
        let press = Pressed::People(Press::Card(found.id));
        let name = called(&found.name, found.id);
        vec![Pen::button_of(short(&name, SHORT), press)]
    };
    let turned = |turn: &Turn| Press::Find(word.clone(), Turned::of(turn));
    let search = vec![button(pen, "people-button-search", Press::Ask)];
    let people = people.iter().map(person);
    let pages = pages(pen, around, turned);
    people.chain(pages).chain([search]).collect()
}

/// The row that turns the pages, where there are several.
fn pages(
    pen: &Pen,
    [back, next]: &[Option<Turn>; 2],
    turned: impl Fn(&Turn) -> Press,
) -> Option<Vec<Button>> {
    let first = back.as_ref().map(|_| ("people-button-first", &Turn::First));
    let back = back.as_ref().map(|turn| ("people-button-back", turn));
    let next = next.as_ref().map(|turn| ("people-button-next", turn));
    let row: Vec<Button> = first
        .into_iter()
        .chain(back)
        .chain(next)
        .map(|(key, turn)| button(pen, key, turned(turn)))
        .collect();
    (!row.is_empty()).then_some(row)
}

fn button(pen: &Pen, key: &str, press: Press) -> Button {
    pen.button(key, Pressed::People(press))
}
