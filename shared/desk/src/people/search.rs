//! Looking for people: by a beginning of a name, a username, a phone number, or an id.

use engine::{Context, EngineError, Outcome};
use store::{Key, Keys, Span, Turn};
use telegram::Content;

use super::{FindRow, Form, Found, Screen, Trouble, Word, card};
use crate::desk::Decided;
use crate::{Desk, Dialogue, PhoneNumber, PhoneOwner, Profile, Screen as Shown};

/// How many people a page has.
const PAGE: u16 = 8;

/// What somebody is looked for by.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Wanted {
    /// A phone number, or else an id: the digits alone do not tell.
    Number(Option<PhoneNumber>, Option<i64>),
    /// A name or a username.
    Named(Word),
}

/// Looks for what was typed behind the command; opens the search where that is nothing, or finds
/// nobody.
pub(crate) async fn open(desk: &Desk, context: &mut Context<'_, Desk>, arguments: &str) -> Decided {
    let form = Form {
        id: context.envelope.update_id.get(),
    };
    let asked = if arguments.is_empty() {
        ask(&form, None)
    } else {
        match found(desk, context, arguments).await? {
            Ok(screen) => return Ok(Outcome::say(Shown::People(screen))),
            Err(trouble) => ask(&form, Some(trouble)),
        }
    };
    Ok(asked.go(Dialogue::People(form)))
}

/// Looks for what was typed.
pub(crate) async fn answer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    content: &Content,
) -> Decided {
    match content {
        Content::Text(text) => look_for(desk, context, form, text).await,
        _ => Ok(ask(form, Some(Trouble::NoWord))),
    }
}

/// A page of the people who are found by a word.
pub(super) async fn page(context: &Context<'_, Desk>, word: &Word, turn: &Turn) -> Decided {
    Ok(Outcome::edit(Shown::People(
        list(context, word, turn).await?,
    )))
}

fn ask(form: &Form, trouble: Option<Trouble>) -> Outcome<Desk> {
    let form = form.id;
    Outcome::say(Shown::People(Screen::Ask { form, trouble }))
}

async fn look_for(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    text: &str,
) -> Decided {
    Ok(match found(desk, context, text).await? {
        Ok(screen) => Outcome::say(Shown::People(screen)),
        Err(trouble) => ask(form, Some(trouble)),
    })
}

/// Those who are found, or the one; else what is wrong with what was typed.
async fn found(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    text: &str,
) -> Result<Result<Screen, Trouble>, EngineError> {
    let found = match Wanted::read(text) {
        None => return Ok(Err(Trouble::NoWord)),
        Some(Wanted::Named(word)) => {
            let list = list(context, &word, &Turn::First).await?;
            let nobody = matches!(&list, Screen::List { people, .. } if people.is_empty());
            (!nobody).then_some(list)
        }
        Some(Wanted::Number(phone, id)) => match by_number(context, phone, id).await? {
            Some(user) => card::of(desk, context, user).await?.map(Screen::Card),
            None => None,
        },
    };
    Ok(found.ok_or(Trouble::Nobody))
}

async fn list(
    context: &Context<'_, Desk>,
    word: &Word,
    turn: &Turn,
) -> Result<Screen, EngineError> {
    let span = Span::found(&word.bucket()).starting_with(word.as_str());
    let page = context.skim::<FindRow>(&span.pages_of(PAGE), turn).await?;
    let mut people: Vec<Found> = Vec::new();
    for FindRow { user: id, name, .. } in page.records {
        // Somebody whose two names begin alike stands there twice.
        if people.iter().all(|found| found.id != id) {
            people.push(Found { id, name });
        }
    }
    Ok(Screen::List {
        word: word.clone(),
        people,
        around: [page.back, page.next],
    })
}

async fn by_number(
    context: &mut Context<'_, Desk>,
    phone: Option<PhoneNumber>,
    id: Option<i64>,
) -> Result<Option<i64>, EngineError> {
    let phone = phone.map(|phone| Key::phone(phone.as_str()));
    let profile = id.map(Key::profile);
    let keys = phone.iter().chain(&profile).cloned();
    let mut found = context
        .batch(keys.fold(Keys::default(), Keys::look_at))
        .await?;
    if let Some(key) = &phone {
        let owner: Option<PhoneOwner> = found.take(key)?;
        if let Some(owner) = owner.and_then(|owner| owner.owner) {
            return Ok(Some(owner));
        }
    }
    Ok(match &profile {
        Some(key) => found.take::<Profile>(key)?.map(|profile| profile.id),
        None => None,
    })
}

impl Wanted {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('@') {
            return Word::of_username(text).ok().map(Self::Named);
        }
        let phone = PhoneNumber::parse(text).ok();
        let id = text.parse().ok().filter(|id: &i64| *id > 0);
        let id = id.filter(|_| !text.starts_with('+'));
        if phone.is_some() || id.is_some() {
            return Some(Self::Number(phone, id));
        }
        Word::of_name(text).ok().map(Self::Named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_says_how_to_look() {
        let number = |text: &str| match Wanted::read(text) {
            Some(Wanted::Number(phone, id)) => (phone.is_some(), id),
            other => panic!("{text} reads as {other:?}"),
        };
        assert_eq!(number("42"), (false, Some(42)));
        assert_eq!(number("998901234567"), (true, Some(998_901_234_567)));
        assert_eq!(number("+998 90 123-45-67"), (true, None));
        let word = |text: &str| match Wanted::read(text) {
            Some(Wanted::Named(word)) => word.to_string(),
            other => panic!("{text} reads as {other:?}"),
        };
        assert_eq!(word(" @Ann "), "@ann");
        assert_eq!(word("Ан"), "ан");
        for nothing in ["", "🌸", "@", "<>"] {
            assert_eq!(Wanted::read(nothing), None, "{nothing}");
        }
    }
}
