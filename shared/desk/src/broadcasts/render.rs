use broadcast::Status;
use locales::{Language, Phrase};
use telegram::{Button, Html, Keyboard};

use super::{Act, Line, Press, Said, Screen, State, To, Trouble};
use crate::screen::pen::{Pen, lines};
use crate::{Press as Pressed, Role};

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Ask { trouble, open, .. } => {
                let trouble = trouble.map(|trouble| pen.say(&trouble.phrase()));
                let open = (!open.is_empty()).then(|| say("announce-open"));
                let parts = trouble.into_iter().chain([say("announce-ask")]).chain(open);
                lines(parts)
            }
            Self::Whom { .. } => say("announce-whom"),
            Self::Preview(Said::Text(text)) => Html::escape(text),
            Self::Preview(Said::Copy { .. }) => say("announce-copy"),
            Self::State(state) => pen.say(&state.phrase()),
            Self::Sure(state) => pen.say(
                &Phrase::new("announce-sure")
                    .with("total", number(state.tally.total()))
                    .with("people", number(state.people)),
            ),
            Self::Now(status) => {
                pen.say(&Phrase::new("announce-now").with("status", name(*status)))
            }
            Self::Gone => say("announce-gone"),
            Self::Full => say("announce-full"),
        }
    }

    /// What hangs below it.
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        let rows = match self {
            Self::Ask { form, open, .. } => {
                let open = open.iter().map(|line| vec![line.button(pen)]);
                open.chain([leave(pen, *form)]).collect()
            }
            Self::Whom { form, roles } => whom(pen, *form, roles),
            Self::State(state) => state.buttons(pen),
            Self::Sure(state) => vec![
                vec![button(pen, "announce-button-sure", state.change(Act::Stop))],
                vec![button(pen, "announce-button-keep", Press::Look(state.id))],
            ],
            Self::Preview(_) | Self::Now(_) | Self::Gone | Self::Full => return Keyboard::None,
        };
        if rows.is_empty() {
            Keyboard::None
        } else {
            Keyboard::Inline(rows)
        }
    }
}

impl State {
    fn phrase(&self) -> Phrase {
        match self.status {
            Status::Counting => Phrase::new("announce-counting"),
            Status::Ready => broadcast::question(self.people),
            Status::Stopping => Phrase::new("announce-stopping"),
            Status::Cancelled => Phrase::new("announce-cancelled"),
            Status::Running | Status::Paused | Status::Done | Status::Stopped => {
                broadcast::account(self.status, self.people, &self.tally)
            }
        }
    }

    fn buttons(&self, pen: &Pen) -> Vec<Vec<Button>> {
        let row = |key, press| vec![button(pen, key, press)];
        let act = |key, act| row(key, self.change(act));
        let send = act("broadcast-button-send", Act::Send);
        let cancel = act("broadcast-button-cancel", Act::Cancel);
        let (id, run) = (self.id, self.run);
        let stop = row("broadcast-button-stop", Press::AskStop { id, run });
        let look = row("announce-button-look", Press::Look(id));
        let read = row("announce-button-read", Press::Read(id));
        match self.status {
            Status::Counting => vec![look, cancel],
            Status::Ready if self.people == 0 => vec![cancel],
            Status::Ready => vec![send, cancel, read],
            Status::Running => vec![act("broadcast-button-pause", Act::Pause), stop, look, read],
            Status::Paused => vec![act("broadcast-button-resume", Act::Resume), stop, read],
            Status::Stopping => vec![look],
            Status::Done | Status::Stopped | Status::Cancelled => Vec::new(),
        }
    }

    fn change(&self, act: Act) -> Press {
        let (id, run) = (self.id, self.run);
        Press::Change { id, run, act }
    }
}

impl Line {
    fn button(self, pen: &Pen) -> Button {
        let label = Phrase::new("announce-line").with("status", name(self.status));
        let label = pen.plain(&label.with("people", number(self.people)));
        Pen::button_of(label, Pressed::Broadcasts(Press::Look(self.id)))
    }
}

impl Trouble {
    fn phrase(self) -> Phrase {
        match self {
            Self::TooLong(by) => Phrase::new("announce-too-long").with("by", i64::from(by)),
            Self::Album => Phrase::new("announce-album"),
            Self::Unsendable => Phrase::new("announce-unsendable"),
        }
    }
}

fn whom(pen: &Pen, form: i64, roles: &[Role]) -> Vec<Vec<Button>> {
    let to = |label, to| Pen::button_of(label, Pressed::Broadcasts(Press::To(form, to)));
    let everyone = to(pen.label("announce-button-everyone"), To::Everyone);
    let languages = Language::ALL.map(|language| {
        let label = format!("🌐 {}", language.own_name());
        to(label, To::Language(language))
    });
    let roles = roles.iter().map(|role| {
        let label = Phrase::new("announce-button-role").with("role", role.as_str());
        to(pen.plain(&label), To::Role(*role))
    });
    let roles: Vec<_> = roles.collect();
    let mut rows = vec![vec![everyone], languages.to_vec()];
    rows.extend(roles.chunks(2).map(<[Button]>::to_vec));
    rows.push(leave(pen, form));
    rows
}

fn leave(pen: &Pen, form: i64) -> Vec<Button> {
    vec![button(pen, "button-cancel", Press::Leave(form))]
}

fn button(pen: &Pen, key: &str, press: Press) -> Button {
    pen.button(key, Pressed::Broadcasts(press))
}

/// The name that texts select on.
fn name(status: Status) -> &'static str {
    match status {
        Status::Counting => "counting",
        Status::Ready => "ready",
        Status::Running => "running",
        Status::Paused => "paused",
        Status::Stopping => "stopping",
        Status::Done => "done",
        Status::Stopped => "stopped",
        Status::Cancelled => "cancelled",
    }
}

fn number(people: u64) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}
