use locales::{Language, Phrase};
use telegram::{Action, Button, Html, Keyboard, Rendered};

use super::pen::{Pen, lines};
use super::{Answered, Question, Screen, Trouble};
use crate::people::role_names;
use crate::{
    Access, Command, Decision, Grantable, Grants, MenuItem, Press, Role, booking, schedule, shop,
};

impl Screen {
    /// The screen in a language: text and keyboard. No date in it tells its year.
    #[must_use]
    pub fn render(&self, language: Language) -> Rendered {
        self.render_in(language, None)
    }

    /// The same for somebody who reads it in that year: dates of other years tell theirs.
    #[must_use]
    pub fn render_in(&self, language: Language, year: Option<i16>) -> Rendered {
        let language = if let Self::LanguageSet(chosen) = self {
            *chosen
        } else {
            language
        };
        let pen = Pen::of(language, year);
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
            Self::ForStaff { screen, .. } => screen.text(pen),
            Self::Help { roles, deactivated } => help(pen, roles, *deactivated),
            Self::Me {
                name,
                roles,
                language,
                bookings,
            } => lines([
                me(pen, name, roles, *language),
                booking::Glance::text(bookings, pen),
            ]),
            Self::Shop(screen) => screen.text(pen),
            Self::Schedule(screen) => screen.text(pen),
            Self::Hours(screen) => screen.text(pen),
            Self::Booking(screen) => screen.text(pen),
            Self::Inbox(screen) => screen.text(pen),
            Self::Settings(screen) => screen.text(pen),
            Self::Broadcasts(screen) => screen.text(pen),
            Self::People(screen) => screen.text(pen),
            Self::Privacy(screen) => screen.text(pen),
            Self::Invitations(screen) => screen.text(pen),
            Self::Deactivated => say("deactivated"),
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
            Self::ChooseRoles { name, phone, .. } => {
                lines([request(pen, name, phone), say("choose-roles")])
            }
            Self::AlreadyDecided { by } => {
                pen.say(&Phrase::new("already-decided").with("by", by.as_str()))
            }
            Self::NewerRequest => say("newer-request"),
            Self::NotAllowed => say("not-allowed"),
            Self::MastersOnly => say("masters-only"),
            Self::SuperadminsOnly => say("superadmins-only"),
            Self::FormClosed(access) => lines([access.refused().text(pen), say("form-closed")]),
            Self::PrivateOnly => say("private-only"),
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
            | Self::NothingToCancel => menu(pen, &[]),
            Self::ForStaff { roles, .. } => menu(pen, roles),
            Self::Help { .. } | Self::Me { .. } => Keyboard::Inline(vec![vec![
                pen.button("button-menu", Press::Menu(MenuItem::Top)),
            ]]),
            Self::LanguageChoice => languages(pen),
            Self::Deactivated => Keyboard::Inline(what_everybody_may(pen)),
            Self::ChooseRoles {
                user,
                serial,
                chosen,
                ..
            } => choice(pen, *user, *serial, *chosen),
            Self::Shop(screen) => screen.keyboard(pen),
            Self::Schedule(screen) => screen.keyboard(pen),
            Self::Hours(screen) => screen.keyboard(pen),
            Self::Booking(screen) => screen.keyboard(pen),
            Self::Inbox(screen) => screen.keyboard(pen),
            Self::Settings(screen) => screen.keyboard(pen),
            Self::Broadcasts(screen) => screen.keyboard(pen),
            Self::People(screen) => screen.keyboard(pen),
            Self::Privacy(screen) => screen.keyboard(pen),
            Self::Invitations(screen) => screen.keyboard(pen),
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

fn help(pen: &Pen, roles: &[Role], deactivated: bool) -> Html {
    let title = pen.say(&Phrase::new("help-title"));
    let line = |command: Command| {
        let mut line = Html::escape(&format!("/{} — ", command.name()));
        line.push(&pen.say(&Phrase::new(command.description())));
        line
    };
    let may = |command: &Command| match command.access() {
        Access::Anybody => true,
        access => !deactivated && access.allows(roles),
    };
    let commands = Command::ALL.into_iter().filter(may).map(line);
    lines([title].into_iter().chain(commands))
}

fn me(pen: &Pen, name: &str, roles: &[Role], language: Language) -> Html {
    let phrase = Phrase::new("me")
        .with("name", name)
        .with("roles", role_names(pen, roles))
        .with("language", language.own_name());
    pen.say(&phrase)
}

fn decided(pen: &Pen, name: &str, phone: &str, answered: &Answered) -> Html {
    let request = request(pen, name, phone);
    let decision = match answered.role {
        Some(role) if !answered.more.is_empty() => {
            let roles = answered.more.iter().chain([&role]);
            let roles: Vec<Role> = roles.map(|role| (*role).into()).collect();
            Phrase::new("decided-granted-several").with("roles", role_names(pen, &roles))
        }
        Some(role) => Phrase::new("decided-granted").with("role", role.as_str()),
        None => Phrase::new("decided-rejected"),
    };
    lines([request, pen.say(&decision.with("by", answered.by.as_str()))])
}

fn request(pen: &Pen, name: &str, phone: &str) -> Html {
    let phrase = Phrase::new("request-notice").with("name", name);
    pen.say(&phrase.with("phone", phone))
}

/// A button for each role, and one that gives those that are chosen.
fn choice(pen: &Pen, user: i64, serial: i64, chosen: Grants) -> Keyboard {
    let press = |decision| Press::Decide {
        user,
        serial,
        decision,
    };
    let toggle = |role: Grantable| {
        let mark = if chosen.has(role) { "☑️" } else { "⬜️" };
        let name = pen.plain(&Phrase::new("role-name").with("role", role.as_str()));
        let decision = Decision::Choose(chosen.toggled(role));
        vec![Pen::button_of(format!("{mark} {name}"), press(decision))]
    };
    let approve = (chosen != Grants::default()).then(|| {
        let decision = Decision::GrantAll(chosen);
        vec![pen.button("button-approve-chosen", press(decision))]
    });
    let reject = vec![pen.button("button-reject", press(Decision::Reject))];
    let toggles = Grantable::ALL.map(toggle).into_iter();
    Keyboard::Inline(toggles.chain(approve).chain([reject]).collect())
}

/// What somebody with these roles needs most; those who have none yet are asked to join before the
/// rest.
fn menu(pen: &Pen, roles: &[Role]) -> Keyboard {
    let row = |key, press| vec![pen.button(key, press)];
    let booking = |press| Press::Booking(press);
    let schedule = Press::Schedule(schedule::Press::Today);
    let shop = Press::Shop(shop::Press::Top);
    let of_staff = [
        (Access::Masters, row("button-schedule", schedule)),
        (Access::Managers, row("button-shop", shop)),
    ];
    let may = of_staff
        .into_iter()
        .filter(|(access, _)| access.allows(roles));
    let mut rows: Vec<_> = may.map(|(_, row)| row).collect();
    rows.push(row(
        "booking-button-book",
        booking(booking::Press::Services),
    ));
    rows.push(row("booking-button-mine", booking(booking::Press::mine())));
    let join = row("button-join", Press::Menu(MenuItem::Join));
    let rest = what_everybody_may(pen);
    if roles.is_empty() {
        rows.push(join);
        rows.extend(rest);
    } else {
        rows.extend(rest);
        rows.push(join);
    }
    Keyboard::Inline(rows)
}

/// What is left to those who are shut out, too.
fn what_everybody_may(pen: &Pen) -> Vec<Vec<Button>> {
    let row = |key, item| vec![pen.button(key, Press::Menu(item))];
    vec![
        row("button-language", MenuItem::Language),
        row("button-help", MenuItem::Help),
    ]
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
