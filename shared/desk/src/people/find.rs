//! The rows by which a person is found: by others, and by broadcasts. They follow the profile, in
//! its transaction.

use std::collections::BTreeMap;

use broadcast::AudienceRow;
use engine::Outcome;
use serde::{Deserialize, Serialize};
use store::{Key, Record};

use super::Word;
use crate::{Desk, Profile, menu};

/// The layout of the rows that this build writes.
pub(crate) const ROWS: u8 = 2;

/// A row by which a person is found: by a name, or by the username.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FindRow {
    /// What the person is found by.
    pub word: Word,
    /// The Telegram user id.
    pub user: i64,
    /// What the person is called.
    pub name: String,
}

impl Record for FindRow {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::find_row(&self.word.bucket(), self.word.as_str(), self.user)
    }
}

/// The outcome with the profile written, and with it the rows by which the person is found,
/// as far as they differ from those of the profile before.
pub(crate) fn keep(
    mut outcome: Outcome<Desk>,
    before: Option<&Profile>,
    after: Profile,
) -> Outcome<Desk> {
    let old = before.map(rows).unwrap_or_default();
    let new = rows(&after);
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        outcome = outcome.unindex(key.clone());
    }
    for (key, row) in new {
        if old.get(&key) != Some(&row) {
            outcome = outcome.index(row);
        }
    }
    heard(outcome, before, &after).put(after)
}

/// The outcome with the row by which broadcasts find the person, as far as it differs from that of
/// the profile before: it goes along when the language is another, and with who is shut out.
fn heard(outcome: Outcome<Desk>, before: Option<&Profile>, after: &Profile) -> Outcome<Desk> {
    let (old, new) = (before.and_then(audience), audience(after));
    if old == new {
        return outcome;
    }
    let outcome = match old {
        Some(row) => outcome.unindex(row.key()),
        None => outcome,
    };
    match new {
        Some(row) => outcome.index(row),
        None => outcome,
    }
}

/// The outcome with the profile removed, and with it the rows by which the person is found.
pub(crate) fn forget(outcome: Outcome<Desk>, profile: &Profile) -> Outcome<Desk> {
    let rows = rows(profile).into_keys();
    let rows = rows.chain(audience(profile).map(|row| row.key()));
    rows.fold(outcome, Outcome::unindex)
        .remove(Key::profile(profile.id))
}

/// The row by which broadcasts find a person; who is shut out hears none.
fn audience(profile: &Profile) -> Option<AudienceRow> {
    let row = || AudienceRow::new(profile.id, menu::language_of(profile));
    (profile.indexed == ROWS && !profile.deactivated).then(row)
}

/// The rows of a profile: by the whole name from the first name on, and from the last name on.
pub(super) fn rows(profile: &Profile) -> BTreeMap<Key, FindRow> {
    if !(1..=ROWS).contains(&profile.indexed) {
        return BTreeMap::new();
    }
    let (first, last) = (
        profile.first_name.as_str(),
        profile.last_name.as_deref().unwrap_or_default(),
    );
    let names = [format!("{first} {last}"), format!("{last} {first}")];
    let names = names.iter().filter_map(|name| Word::of_name(name).ok());
    let username = profile.username.as_deref();
    let username = username.and_then(|name| Word::of_username(name).ok());
    let row = |word| FindRow {
        word,
        user: profile.id,
        name: profile.display_name(),
    };
    let rows = names.chain(username).map(row);
    rows.map(|row| (row.key(), row)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use telegram::{Person, UserId};

    use super::*;

    fn words(first: &str, last: Option<&str>, username: Option<&str>) -> Vec<String> {
        let person = Person {
            id: UserId::new(42),
            is_bot: false,
            first_name: first.into(),
            last_name: last.map(Into::into),
            username: username.map(Into::into),
            language_code: None,
        };
        let profile = Profile::new(&person, Timestamp::UNIX_EPOCH);
        let words = rows(&profile).into_values();
        words.map(|row| String::from(row.word)).collect()
    }

    #[test]
    fn people_are_found_by_each_of_their_names() {
        let found = words("Ann", Some("Lee"), Some("Annie"));
        assert_eq!(found, ["@annie", "ann lee", "lee ann"]);
        assert_eq!(words("Ann", None, None), ["ann"]);
        assert_eq!(words("Ann", Some("Ann"), None), ["ann ann"]);
        assert!(words("🌸", None, None).is_empty());
    }
}
