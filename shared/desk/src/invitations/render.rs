use jiff::civil::DateTime;
use locales::Phrase;
use telegram::{Button, Html, Keyboard};

use super::{Digest, Press, Screen, Trouble, Way};
use crate::screen::pen::{Pen, lines};
use crate::{MenuItem, Press as Pressed, Role};

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::List { open, .. } if open.is_empty() => say("invitations-none"),
            Self::List { open, .. } => {
                let open = open.iter().map(|(_, role, until)| {
                    let line = Phrase::new("invitations-line").with("role", role.as_str());
                    pen.say(&line.with("until", shown(*until)))
                });
                lines([say("invitations-title")].into_iter().chain(open))
            }
            Self::Made {
                way, role, until, ..
            } => made(pen, way.as_ref(), *role, *until),
            Self::Offered { role, until, .. } => {
                let offered = Phrase::new("invitations-offered").with("role", role.as_str());
                pen.say(&offered.with("until", shown(*until)))
            }
            Self::Accepted(role) => {
                pen.say(&Phrase::new("invitations-accepted").with("role", role.as_str()))
            }
            Self::Declined => say("invitations-declined"),
            Self::Revoked => say("invitations-revoked"),
            Self::Trouble(trouble) => say(trouble.key()),
        }
    }

    /// What hangs below it.
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        Keyboard::Inline(match self {
            Self::List { serial, open } => list(pen, *serial, open),
            Self::Made { digest, .. } => vec![
                vec![button(
                    pen,
                    "invitations-button-revoke",
                    Press::Revoke(digest.clone()),
                )],
                vec![button(pen, "invitations-button-list", Press::List)],
            ],
            Self::Offered { digest, .. } => vec![vec![
                button(
                    pen,
                    "invitations-button-accept",
                    Press::Accept(digest.clone()),
                ),
                button(
                    pen,
                    "invitations-button-decline",
                    Press::Decline(digest.clone()),
                ),
            ]],
            Self::Revoked => vec![vec![button(pen, "invitations-button-list", Press::List)]],
            Self::Accepted(_) => {
                vec![vec![
                    pen.button("button-help", Pressed::Menu(MenuItem::Help)),
                ]]
            }
            Self::Declined => vec![vec![
                pen.button("button-menu", Pressed::Menu(MenuItem::Top)),
            ]],
            Self::Trouble(_) => return Keyboard::None,
        })
    }
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::Unknown => "invitations-unknown",
            Self::Used => "invitations-used",
            Self::Revoked => "invitations-taken-back",
            Self::Expired => "invitations-expired",
            Self::Foreign => "invitations-foreign",
            Self::Held => "invitations-held",
            Self::Own => "invitations-own",
            Self::TooMany => "invitations-too-many",
        }
    }
}

fn made(pen: &Pen, way: Option<&Way>, role: Role, until: DateTime) -> Html {
    let phrase = match way {
        Some(Way::Link(link)) => Phrase::new("invitations-made").with("link", link.as_str()),
        Some(Way::Text(text)) => Phrase::new("invitations-made-text").with("text", text.as_str()),
        None => Phrase::new("invitations-made-before"),
    };
    let phrase = phrase.with("role", role.as_str());
    pen.say(&phrase.with("until", shown(until)))
}

fn list(pen: &Pen, serial: i64, open: &[(Digest, Role, DateTime)]) -> Vec<Vec<Button>> {
    let new = Role::ALL.map(|role| {
        let label = Phrase::new("invitations-button-new").with("role", role.as_str());
        let press = Press::New(role, serial);
        Pen::button_of(pen.plain(&label), Pressed::Invitations(press))
    });
    let revoke = open.iter().map(|(digest, role, until)| {
        let label = Phrase::new("invitations-button-revoke-one").with("role", role.as_str());
        let label = pen.plain(&label.with("until", shown(*until)));
        let press = Press::Revoke(digest.clone());
        vec![Pen::button_of(label, Pressed::Invitations(press))]
    });
    let new = new.chunks(2).map(<[Button]>::to_vec);
    new.chain(revoke).collect()
}

fn shown(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

fn button(pen: &Pen, key: &str, press: Press) -> Button {
    pen.button(key, Pressed::Invitations(press))
}
