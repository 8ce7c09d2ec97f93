use jiff::Timestamp;
use locales::Language;
use serde::{Deserialize, Serialize};
use store::{Key, Record};
use telegram::Person;

use crate::{Role, people};

/// What is known of a person.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Profile {
    /// The Telegram user id.
    pub id: i64,
    /// The first name in Telegram; may be blank.
    pub first_name: String,
    /// The last name in Telegram.
    pub last_name: Option<String>,
    /// The public name, without `@`.
    pub username: Option<String>,
    /// The app's language as Telegram last told it.
    pub telegram_language: Option<String>,
    /// The person's own choice of language.
    pub language: Option<Language>,
    /// Roles beyond the client's, each once.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// When the person first came.
    pub since: Timestamp,
    /// Whether the person is shut out of all but the most necessary.
    #[serde(default)]
    pub deactivated: bool,
    /// The id of the update that changed `roles` or `deactivated` last: buttons of an earlier
    /// state do not fit this one.
    #[serde(default)]
    pub serial: i64,
    /// The layout of the rows by which the person is found; 0 where there are none yet.
    #[serde(default)]
    pub indexed: u8,
}

impl Profile {
    /// The profile of somebody who is new.
    #[must_use]
    pub fn new(person: &Person, now: Timestamp) -> Self {
        Self {
            id: person.id.get(),
            first_name: person.first_name.clone(),
            last_name: person.last_name.clone(),
            username: person.username.clone(),
            telegram_language: person.language_code.clone(),
            language: None,
            roles: Vec::new(),
            since: now,
            deactivated: false,
            serial: 0,
            indexed: people::ROWS,
        }
    }

    /// The same profile with what Telegram says of the person today.
    #[must_use]
    pub fn refreshed(&self, person: &Person) -> Self {
        let fresh = Self::new(person, self.since);
        Self {
            language: self.language,
            roles: self.roles.clone(),
            deactivated: self.deactivated,
            serial: self.serial,
            ..fresh
        }
    }

    /// The roles that have an effect: none while the person is deactivated.
    #[must_use]
    pub fn active_roles(&self) -> &[Role] {
        if self.deactivated { &[] } else { &self.roles }
    }

    /// The same profile with one more role.
    #[must_use]
    pub fn with_role(mut self, role: Role) -> Self {
        if !self.roles.contains(&role) {
            self.roles.push(role);
        }
        self
    }

    /// The same profile without a role.
    #[must_use]
    pub fn without_role(mut self, role: Role) -> Self {
        self.roles.retain(|held| *held != role);
        self
    }

    /// What the person is called.
    #[must_use]
    pub fn display_name(&self) -> String {
        called(
            &self.first_name,
            self.last_name.as_deref(),
            self.username.as_deref(),
            self.id,
        )
    }
}

impl Record for Profile {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::profile(self.id)
    }
}

/// The language that somebody has chosen, from their profile's item; `None` when they have not,
/// or when this build cannot read the item.
#[must_use]
pub fn chosen_language(item: store::Item) -> Option<Language> {
    store::decode::<Profile>(item).ok()?.language
}

/// What a person is called: the full name, else the username, else `User<id>`. Nothing in it turns
/// the text around it, and a name of which nothing is to be seen is none.
#[must_use]
pub fn display_name(person: &Person) -> String {
    called(
        &person.first_name,
        person.last_name.as_deref(),
        person.username.as_deref(),
        person.id.get(),
    )
}

fn called(first: &str, last: Option<&str>, username: Option<&str>, id: i64) -> String {
    let names = [Some(first), last].into_iter().flatten();
    let names: Vec<_> = names.filter_map(diary::legible).collect();
    if !names.is_empty() {
        return names.join(" ");
    }
    let username = username.and_then(diary::legible);
    username.unwrap_or_else(|| format!("User{id}"))
}

#[cfg(test)]
mod tests {
    use telegram::UserId;

    use super::*;

    fn named(first: &str, last: Option<&str>, username: Option<&str>) -> String {
        display_name(&Person {
            id: UserId::new(42),
            is_bot: false,
            first_name: first.into(),
            last_name: last.map(Into::into),
            username: username.map(Into::into),
            language_code: None,
        })
    }

    #[test]
    fn people_are_called_by_their_best_name() {
        assert_eq!(named("Ann", Some("Lee"), Some("ann")), "Ann Lee");
        assert_eq!(named("Ann", None, None), "Ann");
        assert_eq!(named(" ", Some(" Lee "), None), "Lee");
        assert_eq!(named("", Some(""), Some("ann")), "ann");
        assert_eq!(named("", None, Some(" ")), "User42");
    }

    #[test]
    fn nobody_is_called_by_what_cannot_be_seen() {
        assert_eq!(named("\u{202e}Ann", Some("\u{2066}Lee\n"), None), "Ann Lee");
        assert_eq!(named("Zo\u{200d}e", None, None), "Zo\u{200d}e");
        for unseen in [
            "\u{3164}",
            "\u{1160}\u{115f}",
            "\u{ffa0}",
            "\u{200b} \u{a0}",
        ] {
            assert_eq!(named(unseen, Some(unseen), Some("ann")), "ann");
            assert_eq!(named(unseen, Some("Lee"), None), "Lee");
            assert_eq!(named(unseen, None, None), "User42");
        }
    }
}
