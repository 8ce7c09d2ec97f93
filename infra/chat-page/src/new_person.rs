use std::collections::BTreeSet;

use serde::Deserialize;
use telegram_server::{Person, Telegram, UserId};

use crate::refusal::Refusal;

/// The most characters of a first name, and of a last name: `setName` of Telegram's library
/// (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1set_name.html>).
pub(crate) const MAX_NAME: usize = 64;

/// The first id that a new person gets by themselves.
const FIRST_ID: i64 = 42;

/// Telegram's ids have at most 52 significant bits (<https://core.telegram.org/bots/api#user>).
const MAX_ID: i64 = (1 << 52) - 1;

/// The most characters of a language tag, as RFC 5646, section 4.4.1, has it.
const MAX_TAG: usize = 35;

/// The most digits of a telephone number with its country code, by ITU-T's E.164.
const MAX_DIGITS: usize = 15;

/// Somebody who is wished for.
#[derive(Debug, Deserialize)]
pub(crate) struct NewPerson {
    name: String,
    #[serde(default)]
    last_name: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    id: Option<i64>,
}

impl NewPerson {
    /// The person, with what was left out made up.
    pub(crate) fn person(self, telegram: &Telegram) -> Result<Person, Refusal> {
        let taken = telegram.people().iter().map(|person| person.id.0).collect();
        let id = free_id(self.id, &taken)?;
        let mut person = Person::new(id, first_name(&self.name)?);
        person.last_name = filled(self.last_name).map(last_name).transpose()?;
        if let Some(tag) = filled(self.language) {
            person.language_code = Some(language(tag)?);
        }
        if let Some(number) = filled(self.phone) {
            person.phone = phone(number)?;
        }
        Ok(person)
    }
}

fn free_id(wanted: Option<i64>, taken: &BTreeSet<i64>) -> Result<i64, Refusal> {
    match wanted {
        Some(id) if !(1..=MAX_ID).contains(&id) => Err(Refusal::NotAPerson(id)),
        Some(id) if taken.contains(&id) => Err(Refusal::Taken(UserId(id))),
        Some(id) => Ok(id),
        None => {
            let free = (FIRST_ID..).find(|id| !taken.contains(id));
            Ok(free.expect("people do not take all ids"))
        }
    }
}

/// What somebody has filled in.
fn filled(field: Option<String>) -> Option<String> {
    let field = field.map(|text| text.trim().to_owned());
    field.filter(|text| !text.is_empty())
}

fn first_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    let fits = (1..=MAX_NAME).contains(&name.chars().count());
    fits.then_some(name)
        .ok_or(Refusal::Unfit("A person has a name of 1 to 64 characters."))
}

fn last_name(name: String) -> Result<String, Refusal> {
    let fits = name.chars().count() <= MAX_NAME;
    fits.then_some(name)
        .ok_or(Refusal::Unfit("A last name has at most 64 characters."))
}

fn language(tag: String) -> Result<String, Refusal> {
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|code| {
        (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let fits = tag.len() <= MAX_TAG && is_language && parts.all(is_subtag);
    fits.then_some(tag).ok_or(Refusal::Unfit(
        "A language is a code of two or three letters, such as en, or a longer tag, such as pt-BR.",
    ))
}

fn phone(number: String) -> Result<String, Refusal> {
    let is_part = |letter: char| letter.is_ascii_digit() || " -()".contains(letter);
    let behind_plus = number.strip_prefix('+').unwrap_or(&number);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let fits = (1..=MAX_DIGITS).contains(&digits)
        && number.len() <= 2 * MAX_DIGITS
        && behind_plus.chars().all(is_part);
    fits.then_some(number).ok_or(Refusal::Unfit(
        "A telephone number has a country code and at most 15 digits, such as +4915100000042.",
    ))
}
