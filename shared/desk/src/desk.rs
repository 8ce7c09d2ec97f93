use diary::Zone;
use engine::{Bot, Context, EngineError, Outcome, Situation};
use jiff::Timestamp;
use locales::Language;
use telegram::{Content, Message, Person, Rendered, Update};

use crate::invitations::Token;
use crate::{
    Command, Dialogue, MenuItem, Press, Profile, Screen, accounts, booking, broadcasts, hints,
    inbox, invitations, people, privacy, schedule, settings, shop, staff,
};

/// What a handler gives back.
pub(crate) type Decided = Result<Outcome<Desk>, EngineError>;

/// The business.
#[derive(Clone, Debug)]
pub struct Desk {
    superadmins: Vec<i64>,
    zone: Zone,
    username: Option<String>,
}

impl Desk {
    /// A desk whose superadmins are the people with these Telegram user ids, whatever the table
    /// says of them, and whose shop keeps the time of `zone`.
    #[must_use]
    pub fn new(superadmins: Vec<i64>, zone: Zone) -> Self {
        Self {
            superadmins,
            zone,
            username: None,
        }
    }

    /// The same desk, whose bot has this username (without the `@`): it can make links to it.
    #[must_use]
    pub fn with_username(self, username: Option<String>) -> Self {
        Self { username, ..self }
    }

    /// The bot's username without the `@`, if it is known.
    pub(crate) fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// The time zone that a new shop gets.
    pub(crate) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(crate) fn is_named_superadmin(&self, person: &Person) -> bool {
        self.is_named(person.id.get())
    }

    /// Whether the settings make that person a superadmin.
    pub(crate) fn is_named(&self, user: i64) -> bool {
        self.superadmins.contains(&user)
    }

    /// Whether the settings make anybody a superadmin.
    pub(crate) fn names_superadmins(&self) -> bool {
        !self.superadmins.is_empty()
    }

    async fn message(&self, context: &mut Context<'_, Self>, message: &Message) -> Decided {
        if let Content::Command(command) = &message.content {
            return match Command::named(&command.name) {
                Some(known) => {
                    let outcome = self.command(context, known, &command.arguments).await?;
                    Ok(leaving(context.dialogue, known.leaves_forms(), outcome))
                }
                None => Ok(hints::unknown_command(self, context)),
            };
        }
        match context.dialogue {
            Dialogue::Idle => Ok(hints::outside_a_form(self, context, &message.content)),
            Dialogue::Join(form) => staff::answer(context, form, &message.content).await,
            Dialogue::Shop(form) => shop::answer(self, context, form, &message.content).await,
            Dialogue::Schedule(form) => {
                schedule::answer(self, context, form, &message.content).await
            }
            Dialogue::Booking(form) => booking::answer(self, context, form, &message.content).await,
            Dialogue::People(form) => people::answer(self, context, form, &message.content).await,
            Dialogue::Broadcast(form) => broadcasts::answer(context, form, message).await,
        }
    }

    async fn command(
        &self,
        context: &mut Context<'_, Self>,
        command: Command,
        arguments: &str,
    ) -> Decided {
        match command {
            Command::Start => match Token::of_payload(arguments) {
                Some(token) => invitations::open(self, context, &token).await,
                None => Ok(accounts::start(self, context)),
            },
            Command::Help => Ok(Outcome::say(accounts::help(self, context))),
            Command::Me => accounts::me(self, context).await,
            Command::Shop => shop::command(self, context).await,
            Command::Schedule => schedule::command(self, context, arguments).await,
            Command::Book => booking::command(self, context, arguments).await,
            Command::MyBookings => booking::mine(self, context).await,
            Command::Inbox => inbox::command(self, context).await,
            Command::Settings => settings::command(self, context).await,
            Command::ForgetMe => Ok(privacy::ask(self, context)),
            Command::People => people::open(self, context, arguments).await,
            Command::Invite => invitations::list(self, context).await,
            Command::Broadcast => broadcasts::open(context, arguments).await,
            Command::Language => Ok(accounts::language(self, context, arguments)),
            Command::Join => Ok(staff::open(context)),
            Command::Cancel => Ok(hints::cancel(self, context)),
        }
    }

    async fn press(&self, context: &mut Context<'_, Self>, press: Option<Press>) -> Decided {
        let Some(press) = press else {
            return Ok(Outcome::alert(Screen::StaleButton));
        };
        let leaves = press.leaves(context.dialogue);
        let outcome = self.pressed(context, press).await?;
        Ok(leaving(context.dialogue, leaves, outcome))
    }

    async fn pressed(&self, context: &mut Context<'_, Self>, press: Press) -> Decided {
        match press {
            Press::Menu(MenuItem::Top) => {
                let menu = accounts::unless_shut_out(self, context, Screen::Menu);
                Ok(Outcome::edit(menu))
            }
            Press::Menu(MenuItem::Help) => Ok(Outcome::edit(accounts::help(self, context))),
            Press::Menu(MenuItem::Language) => Ok(Outcome::edit(Screen::LanguageChoice)),
            Press::Menu(MenuItem::Join) => Ok(staff::open_or_show(context)),
            Press::Language(language) => Ok(accounts::choose_language(self, context, language)),
            Press::CancelForm { form, question } => Ok(staff::leave(context, form, question)),
            Press::Decide {
                user,
                serial,
                decision,
            } => staff::decide(self, context, user, serial, decision).await,
            Press::Shop(press) => shop::press(self, context, press).await,
            Press::Schedule(press) => schedule::press(self, context, press).await,
            Press::Booking(press) => booking::press(self, context, press).await,
            Press::Inbox(press) => inbox::press(self, context, press).await,
            Press::Settings(press) => settings::press(self, context, press).await,
            Press::Forget(since) => privacy::forget(self, context, since).await,
            Press::People(press) => people::press(self, context, press).await,
            Press::Invitations(press) => invitations::press(self, context, press).await,
            Press::Broadcasts(press) => broadcasts::press(self, context, press).await,
        }
    }
}

impl Bot for Desk {
    type Dialogue = Dialogue;
    type Profile = Profile;
    type Screen = Screen;

    const DIALOGUE_SCHEMA: u16 = 1;

    fn chosen_language(profile: &Profile) -> Option<Language> {
        profile.language
    }

    fn authorize(&self, context: &mut Context<'_, Self>) -> Result<(), Outcome<Self>> {
        self.refusal(context).map_or(Ok(()), Err)
    }

    /// The capabilities' futures are boxed: as parts of the engine's they would make it some tens of
    /// KiB large.
    async fn handle(&self, context: &mut Context<'_, Self>) -> Decided {
        match context.update {
            Update::Message(message) => Box::pin(self.message(context, message)).await,
            Update::Press(_) => Box::pin(self.press(context, pressed(context.update))).await,
            Update::EditedMessage(_) | Update::Unused => {
                Ok(Outcome::answer(engine::Answer::Silent))
            }
        }
    }

    fn screen(&self, situation: Situation, _: Option<&Person>) -> Screen {
        match situation {
            Situation::Apology => Screen::Apology,
            Situation::SlowDown(seconds) => Screen::SlowDown(seconds),
            Situation::Reset => Screen::Reset,
            Situation::AlreadyDone => Screen::AlreadyDone,
            Situation::Edited => Screen::Edited,
        }
    }

    fn render(&self, screen: &Screen, language: Language, now: Timestamp) -> Rendered {
        screen.render_in(language, Some(self.zone.today(now).year()))
    }
}

/// Somebody who asks for something else has left the open question: a text of theirs is no answer
/// to it any more.
fn leaving(open: &Dialogue, leaves: bool, outcome: Outcome<Desk>) -> Outcome<Desk> {
    if leaves && *open != Dialogue::Idle {
        outcome.else_go(Dialogue::Idle)
    } else {
        outcome
    }
}

fn pressed(update: &Update) -> Option<Press> {
    let Update::Press(press) = update else {
        return None;
    };
    Press::read(press.data.as_deref()?)
}
