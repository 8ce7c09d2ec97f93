//! Who is there, and where.

use std::collections::BTreeMap;

use telegram_server::{ChatId, Person, Telegram, UserId};

use super::{Refusal, Who};

/// Somebody in a chat.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Present {
    pub(crate) user: UserId,
    pub(crate) chat: ChatId,
}

/// The title of a group, before its number.
const TITLE: &str = "Group ";

/// The groups, by the numbers that people call them; the stand-in draws ids of its own.
#[derive(Debug, Default)]
pub(crate) struct Groups(BTreeMap<i64, ChatId>);

impl Groups {
    /// Those that are there from before, by their titles.
    pub(crate) fn of(telegram: &Telegram) -> Self {
        let groups = telegram.groups().into_iter();
        let known = groups.filter_map(|group| {
            let number = group.title.strip_prefix(TITLE)?.parse().ok()?;
            Some((number, group.id))
        });
        Self(known.collect())
    }

    /// Brings a person where they act, called as is said now. People and groups come into being
    /// when they are first named, and people join the groups that they act in.
    pub(crate) fn present(&mut self, telegram: &Telegram, who: &Who) -> Result<Present, Refusal> {
        let user = person(telegram, who)?;
        let chat = match who.group {
            None => user.into(),
            Some(group) if group < 0 => self.group(telegram, group, user)?,
            Some(group) => return Err(Refusal::NotAGroup(group)),
        };
        Ok(Present { user, chat })
    }

    fn group(&mut self, telegram: &Telegram, name: i64, user: UserId) -> Result<ChatId, Refusal> {
        let new = || telegram.add_supergroup(&format!("{TITLE}{name}"), &[user]);
        let chat = *self.0.entry(name).or_insert_with(new);
        let chats = telegram.chats_of(user);
        if !chats.iter().any(|(theirs, _)| *theirs == chat) {
            let joined = telegram.join(user, chat);
            joined.map_err(|source| Refusal::impossible(user, source))?;
        }
        Ok(chat)
    }
}

/// Gives somebody's account another phone number, or makes sure that they are there.
pub(crate) fn give_phone(
    telegram: &Telegram,
    user: i64,
    phone: Option<&str>,
) -> Result<(), Refusal> {
    let person = known(telegram, user)?;
    telegram.add_person(match phone {
        Some(phone) => person.phone(phone),
        None => person,
    });
    Ok(())
}

fn person(telegram: &Telegram, who: &Who) -> Result<UserId, Refusal> {
    let mut person = known(telegram, who.user)?;
    if let Some(name) = &who.name {
        if name.trim().is_empty() {
            return Err(Refusal::NoName);
        }
        person.first_name.clone_from(name);
    }
    if let Some(lang) = &who.lang {
        person.language_code = Some(lang.clone());
    }
    Ok(telegram.add_person(person))
}

fn known(telegram: &Telegram, user: i64) -> Result<Person, Refusal> {
    if user <= 0 {
        return Err(Refusal::NotAPerson(user));
    }
    let mut people = telegram.people().into_iter();
    let known = people.find(|person| person.id == UserId(user));
    Ok(known.unwrap_or_else(|| Person::new(user, &format!("Person{user}"))))
}
