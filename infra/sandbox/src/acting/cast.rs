//! Who is there from the beginning.

use telegram_server::{Person, UserId};

use super::{People, Refusal, Who};

/// Somebody for each language, to begin with.
const CLIENTS: [(i64, &str, &str); 3] =
    [(42, "Ann", "en"), (43, "Олег", "ru"), (44, "Dilnoza", "uz")];

/// Whether somebody waits until the bot has answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Patience {
    /// They do.
    Waits,
    /// They do not: there may be nobody yet who answers.
    GoesOn,
}

impl People {
    /// Brings in who is not there yet. The superadmins start the bot, because Telegram lets it write
    /// to nobody else on its own.
    ///
    /// # Errors
    /// Who could not start it, and why.
    pub(crate) async fn settle_in(
        &self,
        superadmins: &[i64],
        patience: Patience,
    ) -> Result<(), (i64, Refusal)> {
        for (number, user) in superadmins.iter().copied().enumerate() {
            if !self.has_started(user) {
                let boss = if self.knows(user) {
                    Who {
                        user,
                        ..Who::default()
                    }
                } else {
                    boss(number, user)
                };
                let started = self.start_the_bot(&boss, patience).await;
                started.map_err(|refusal| (user, refusal))?;
            }
        }
        for (user, name, language) in CLIENTS {
            if !self.knows(user) {
                let person = Person::new(user, name).language(language);
                self.telegram().add_person(person);
            }
        }
        Ok(())
    }

    async fn start_the_bot(&self, who: &Who, patience: Patience) -> Result<(), Refusal> {
        match patience {
            Patience::Waits => self.say(who, "/start").await.map(drop),
            Patience::GoesOn => self.write(who, "/start"),
        }
    }

    /// Whether their private chat with the bot has begun.
    fn has_started(&self, user: i64) -> bool {
        let chats = self.telegram().chats_of(UserId(user));
        chats.iter().any(|(chat, _)| chat.0 == user)
    }

    fn knows(&self, user: i64) -> bool {
        let people = self.telegram().people();
        people.iter().any(|person| person.id == UserId(user))
    }
}

fn boss(number: usize, user: i64) -> Who {
    let name = match number {
        0 => "Boss".to_owned(),
        earlier => format!("Boss {}", earlier + 1),
    };
    Who {
        user,
        name: Some(name),
        ..Who::default()
    }
}
