use locales::Phrase;
use outbox::{Kind, Quiet};
use store::Turn;
use telegram::{Button, Html, Keyboard};

use super::{Hour, Press, Screen, Switch, Top};
use crate::screen::pen::{Pen, lines};
use crate::{MenuItem, Press as Pressed, inbox};

/// How many hours stand side by side.
const SIDE_BY_SIDE: usize = 6;

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Top(top) => {
                let alerts = top.alerts.then(|| say("settings-alerts"));
                let parts = [say("settings-title"), pen.say(&hours(top.quiet.as_ref()))];
                lines(parts.into_iter().chain(alerts))
            }
            Self::From => say("settings-from"),
            Self::To(from) => pen.say(&Phrase::new("settings-to").with("from", from.to_string())),
            Self::Same => say("settings-same"),
        }
    }

    /// What hangs below it.
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        let button = |key, press| vec![pen.button(key, Pressed::Settings(press))];
        let back = || button("settings-button-back", Press::Top);
        Keyboard::Inline(match self {
            Self::Top(top) => page(pen, top),
            Self::From => {
                let none = button("settings-button-none", Press::NoHours);
                let hours = clock(Hour::all(), Press::AskTo);
                hours.into_iter().chain([none, back()]).collect()
            }
            Self::To(from) => {
                let others = Hour::all().filter(|to| to != from);
                let hours = clock(others, |to| Press::Hours(*from, to));
                hours.into_iter().chain([back()]).collect()
            }
            Self::Same => return Keyboard::None,
        })
    }
}

fn hours(quiet: Option<&Quiet>) -> Phrase {
    let Some(quiet) = quiet else {
        return Phrase::new("settings-quiet-none");
    };
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    Phrase::new("settings-quiet")
        .with("from", time(quiet.from))
        .with("to", time(quiet.to))
        .with("zone", quiet.zone.as_str())
}

fn page(pen: &Pen, top: &Top) -> Vec<Vec<Button>> {
    let row = |key, press| vec![pen.button(key, press)];
    let switches = top
        .kinds
        .iter()
        .map(|(kind, on)| vec![switch(pen, *kind, *on)]);
    let others = [
        row("settings-button-quiet", Pressed::Settings(Press::AskFrom)),
        row("button-language", Pressed::Menu(MenuItem::Language)),
        vec![
            pen.button(
                "inbox-button",
                Pressed::Inbox(inbox::Press::List(Turn::First)),
            ),
            pen.button("button-menu", Pressed::Menu(MenuItem::Top)),
        ],
    ];
    switches.chain(others).collect()
}

/// Says how it is, and does the opposite.
fn switch(pen: &Pen, kind: Kind, is_on: bool) -> Button {
    let (key, sets) = if is_on {
        ("settings-button-on", Switch::Off)
    } else {
        ("settings-button-off", Switch::On)
    };
    let label = pen.plain(&Phrase::new(key).with("kind", kind.as_str()));
    Pen::button_of(label, Pressed::Settings(Press::Switch(kind, sets)))
}

fn clock(hours: impl Iterator<Item = Hour>, press: impl Fn(Hour) -> Press) -> Vec<Vec<Button>> {
    let button = |hour: Hour| Pen::button_of(hour.to_string(), Pressed::Settings(press(hour)));
    let buttons: Vec<_> = hours.map(button).collect();
    let rows = buttons.chunks(SIDE_BY_SIDE);
    rows.map(<[Button]>::to_vec).collect()
}
