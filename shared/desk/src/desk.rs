use diary::Zone;
use engine::{Bot, Context, EngineError, Outcome, Situation};
use locales::Language;
use telegram::{Content, Message, Person, Rendered, Update};

use crate::{Command, Dialogue, MenuItem, Press, Profile, Screen, accounts, hints, staff};

/// What a handler gives back.
pub(crate) type Decided = Result<Outcome<Desk>, EngineError>;

/// The business.
#[derive(Clone, Debug)]
pub struct Desk {
    superadmins: Vec<i64>,
    zone: Zone,
}

impl Desk {
    /// A desk whose superadmins are the people with these Telegram user ids, whatever the table
    /// says of them, and whose shop keeps the time of `zone`.
    #[must_use]
    pub fn new(superadmins: Vec<i64>, zone: Zone) -> Self {
        Self { superadmins, zone }
    }

    /// The time zone that a new shop gets.
    pub(crate) fn zone(&self) -> &Zone {
        &self.zone
    }

    pub(crate) fn is_named_superadmin(&self, person: &Person) -> bool {
        self.superadmins.contains(&person.id.get())
    }

    async fn message(&self, context: &mut Context<'_, Self>, message: &Message) -> Decided {
        if let Content::Command(command) = &message.content {
            return match Command::named(&command.name) {
                Some(known) => self.command(context, known, &command.arguments).await,
                None => Ok(hints::unknown_command()),
            };
        }
        match context.dialogue {
            Dialogue::Idle => Ok(hints::outside_a_form(&message.content)),
            Dialogue::Join(form) => staff::answer(context, form, &message.content).await,
        }
    }

    async fn command(
        &self,
        context: &mut Context<'_, Self>,
        command: Command,
        arguments: &str,
    ) -> Decided {
        match command {
            Command::Start => Ok(accounts::start(context)),
            Command::Help => Ok(Outcome::say(Screen::Help)),
            Command::Language => Ok(accounts::language(context, arguments)),
            Command::Join => Ok(staff::open(context)),
            Command::Cancel => Ok(hints::cancel(context)),
        }
    }

    async fn press(&self, context: &mut Context<'_, Self>, press: Option<Press>) -> Decided {
        match press {
            Some(Press::Menu(MenuItem::Top)) => Ok(Outcome::edit(Screen::Menu)),
            Some(Press::Menu(MenuItem::Help)) => Ok(Outcome::edit(Screen::Help)),
            Some(Press::Menu(MenuItem::Language)) => Ok(Outcome::edit(Screen::LanguageChoice)),
            Some(Press::Menu(MenuItem::Join)) => Ok(staff::open_or_show(context)),
            Some(Press::Language(language)) => Ok(accounts::choose_language(context, language)),
            Some(Press::CancelForm { form, question }) => Ok(staff::leave(context, form, question)),
            Some(Press::Decide {
                user,
                serial,
                decision,
            }) => staff::decide(context, user, serial, decision).await,
            None => Ok(Outcome::alert(Screen::StaleButton)),
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

    fn authorize(&self, context: &mut Context<'_, Self>) -> Result<(), Screen> {
        if self.allows(context) {
            Ok(())
        } else {
            Err(Screen::NotAllowed)
        }
    }

    async fn handle(&self, context: &mut Context<'_, Self>) -> Decided {
        match context.update {
            Update::Message(message) => self.message(context, message).await,
            Update::Press(_) => self.press(context, pressed(context.update)).await,
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

    fn render(&self, screen: &Screen, language: Language) -> Rendered {
        screen.render(language)
    }
}

fn pressed(update: &Update) -> Option<Press> {
    let Update::Press(press) = update else {
        return None;
    };
    Press::read(press.data.as_deref()?)
}
