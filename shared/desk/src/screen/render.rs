use locales::{Language, Phrase};
use telegram::{Action, Button, Html, Keyboard, Rendered};

use super::pen::{Pen, lines};
use super::{Answered, Question, Screen, Trouble};
use crate::{Command, MenuItem, Press};

impl Screen {
    /// The screen in a language: text and keyboard.
    #[must_use]
    pub fn render(&self, language: Language) -> Rendered {
        let language = if let Self::LanguageSet(chosen) = self {
            *chosen
        } else {
            language
        };
        let pen = Pen::of(language);
        Rendered {
            text: self.text(&pen),
            keyboard: self.keyboard(&pen),
        }
    }

    fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Greeting { name } => {
                pen.say(&Phrase::new("greeting").with("name", name.as_str()))
            }
            Self::Menu => say("menu"),
            Self::Help => help(pen),
            Self::Hint => say("hint"),
            Self::UnknownCommand => say("unknown-command"),
            Self::LanguageChoice => say("language-choice"),
            Self::LanguageSet(_) => say("language-set"),
            Self::LanguageUsage => say("language-usage"),
            Self::Cancelled => say("cancelled"),
            Self::NothingToCancel => say("nothing-to-cancel"),
            Self::Ask {
                question, trouble, ..
            } => pen.question(*question, *trouble),
            Self::RequestSent => say("request-sent"),
            Self::Decided {
                name,
                phone,
                answered,
            } => decided(pen, name, phone, answered),
            Self::AlreadyDecided { by } => {
                pen.say(&Phrase::new("already-decided").with("by", by.as_str()))
            }
            Self::NewerRequest => say("newer-request"),
            Self::NotAllowed => say("not-allowed"),
            Self::StaleButton => say("stale-button"),
            Self::Apology => say("apology"),
            Self::SlowDown(seconds) => {
                pen.say(&Phrase::new("slow-down").with("seconds", i64::from(*seconds)))
            }
            Self::Reset => say("reset"),
            Self::AlreadyDone => say("already-done"),
            Self::Edited => say("edited"),
        }
    }

    fn keyboard(&self, pen: &Pen) -> Keyboard {
        match self {
            Self::Greeting { .. }
            | Self::Menu
            | Self::Hint
            | Self::UnknownCommand
            | Self::NothingToCancel => menu(pen),
            Self::Help => Keyboard::Inline(vec![vec![
                pen.button("button-menu", Press::Menu(MenuItem::Top)),
            ]]),
            Self::LanguageChoice => languages(pen),
            Self::Ask {
                question: Question::Phone,
                ..
            } => Keyboard::Contact {
                share: pen.label("button-share-phone"),
                cancel: Some(pen.label("button-cancel")),
            },
            Self::Ask { form, question, .. } => {
                let cancel = Press::CancelForm {
                    form: *form,
                    question: *question,
                };
                Keyboard::Inline(vec![vec![pen.button("button-cancel", cancel)]])
            }
            Self::RequestSent | Self::Cancelled | Self::Reset => Keyboard::Remove,
            _ => Keyboard::None,
        }
    }
}

impl Pen {
    fn question(&self, question: Question, trouble: Option<Trouble>) -> Html {
        let question = self.say(&Phrase::new(match question {
            Question::FirstName => "ask-first-name",
            Question::LastName => "ask-last-name",
            Question::Phone => "ask-phone",
        }));
        let Some(trouble) = trouble else {
            return question;
        };
        lines([self.say(&Phrase::new(trouble.key())), question])
    }
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::NotAText => "not-a-text",
            Self::NameTooShort => "name-too-short",
            Self::NameTooLong => "name-too-long",
            Self::NotAName => "not-a-name",
            Self::NotAPhone => "not-a-phone",
            Self::ForeignContact => "foreign-contact",
            Self::PhoneTaken => "phone-taken",
        }
    }
}

fn help(pen: &Pen) -> Html {
    let title = pen.say(&Phrase::new("help-title"));
    let line = |command: Command| {
        let mut line = Html::escape(&format!("/{} — ", command.name()));
        line.push(&pen.say(&Phrase::new(command.description())));
        line
    };
    lines([title].into_iter().chain(Command::ALL.map(line)))
}

fn decided(pen: &Pen, name: &str, phone: &str, answered: &Answered) -> Html {
    let request = pen.say(
        &Phrase::new("request-notice")
            .with("name", name)
            .with("phone", phone),
    );
    let decision = match answered.role {
        Some(role) => Phrase::new("decided-granted").with("role", role.as_str()),
        None => Phrase::new("decided-rejected"),
    };
    lines([request, pen.say(&decision.with("by", answered.by.as_str()))])
}

fn menu(pen: &Pen) -> Keyboard {
    let row = |key, item| vec![pen.button(key, Press::Menu(item))];
    Keyboard::Inline(vec![
        row("button-join", MenuItem::Join),
        row("button-language", MenuItem::Language),
        row("button-help", MenuItem::Help),
    ])
}

fn languages(pen: &Pen) -> Keyboard {
    let button = |language: Language| Button {
        label: language.own_name().to_owned(),
        action: Action::Press(Press::Language(language).data()),
    };
    let choice = Language::ALL.map(|language| vec![button(language)]);
    let back = vec![pen.button("button-menu", Press::Menu(MenuItem::Top))];
    Keyboard::Inline(choice.into_iter().chain([back]).collect())
}
