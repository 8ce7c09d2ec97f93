//! The typed part of the editor: a new service, another name, another price.

use diary::{Duration, NotALine, ServiceId};
use engine::{Context, Outcome};
use locales::Language;
use serde::{Deserialize, Serialize};
use telegram::Content;

use super::press::Choice;
use super::{Catalogue, MAX_SERVICES, Names, Screen, Service, ServiceName, Trouble, editor};
use crate::desk::Decided;
use crate::{Desk, Dialogue};

/// An open form of the shop's editor.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The id of the update that opened it: buttons of an earlier form do not fit this one.
    #[serde(rename = "i")]
    pub id: i64,
    /// The question that waits for its answer, with the answers so far.
    #[serde(rename = "s")]
    pub step: Step,
}

/// A step of the form, with the answers so far.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Step {
    /// The new service's name in the next language is asked for.
    #[serde(rename = "n")]
    Names(Vec<ServiceName>),
    /// How long the new service takes.
    #[serde(rename = "d")]
    Duration(Names),
    /// What it costs.
    #[serde(rename = "p")]
    Price(Names, Duration),
    /// Another name of the service at that place.
    #[serde(rename = "r")]
    Rename(u8, Language),
    /// Another price of it.
    #[serde(rename = "c")]
    Reprice(u8),
}

/// A question of the form.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Question {
    /// The English name of a new service.
    #[serde(rename = "e")]
    English,
    /// The Russian one.
    #[serde(rename = "r")]
    Russian,
    /// The Uzbek one.
    #[serde(rename = "u")]
    Uzbek,
    /// How long it takes.
    #[serde(rename = "d")]
    Duration,
    /// What it costs.
    #[serde(rename = "p")]
    Price,
    /// Another English name.
    #[serde(rename = "1")]
    OtherEnglish,
    /// Another Russian one.
    #[serde(rename = "2")]
    OtherRussian,
    /// Another Uzbek one.
    #[serde(rename = "3")]
    OtherUzbek,
    /// Another price.
    #[serde(rename = "4")]
    OtherPrice,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::English,
        Self::Russian,
        Self::Uzbek,
        Self::Duration,
        Self::Price,
        Self::OtherEnglish,
        Self::OtherRussian,
        Self::OtherUzbek,
        Self::OtherPrice,
    ];

    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::English => "e",
            Self::Russian => "r",
            Self::Uzbek => "u",
            Self::Duration => "d",
            Self::Price => "p",
            Self::OtherEnglish => "1",
            Self::OtherRussian => "2",
            Self::OtherUzbek => "3",
            Self::OtherPrice => "4",
        }
    }

    pub(super) fn of(letter: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.letter() == letter)
    }
}

impl Step {
    fn question(&self) -> Question {
        match self {
            Self::Names(names) => match names.len() {
                0 => Question::English,
                1 => Question::Russian,
                _ => Question::Uzbek,
            },
            Self::Duration(_) => Question::Duration,
            Self::Price(..) => Question::Price,
            Self::Rename(_, Language::En) => Question::OtherEnglish,
            Self::Rename(_, Language::Ru) => Question::OtherRussian,
            Self::Rename(_, Language::Uz) => Question::OtherUzbek,
            Self::Reprice(_) => Question::OtherPrice,
        }
    }

    /// The step before; `None` where the form begins.
    fn before(&self) -> Option<Self> {
        match self {
            Self::Names(names) => names
                .split_last()
                .map(|(_, rest)| Self::Names(rest.to_vec())),
            Self::Duration(names) => {
                let known = [&names.en, &names.ru].map(|name| ServiceName::parse(name).ok());
                Some(Self::Names(known.into_iter().flatten().collect()))
            }
            Self::Price(names, _) => Some(Self::Duration(names.clone())),
            Self::Rename(..) | Self::Reprice(_) => None,
        }
    }
}

/// Opens the form for a new service, if the shop has room for one.
pub(super) async fn add(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    let shop = editor::shop(desk, context).await?;
    if shop.services.len() >= MAX_SERVICES {
        return Ok(Outcome::alert(crate::Screen::from(Screen::Full)));
    }
    Ok(open(context, Step::Names(Vec::new())))
}

/// Asks for something else of a service.
pub(super) fn open(context: &Context<'_, Desk>, step: Step) -> Outcome<Desk> {
    let id = context.envelope.update_id.get();
    let form = Form { id, step };
    Outcome::edit(asking(&form, None)).go(Dialogue::Shop(form))
}

/// Takes a typed answer.
pub(crate) async fn answer(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: &Form,
    content: &Content,
) -> Decided {
    let Content::Text(text) = content else {
        return Ok(ask_again(form, Trouble::NotAText));
    };
    match next(form.step.clone(), text) {
        Ok(next) => finish_or_ask(desk, context, form.id, next, Outcome::say).await,
        Err(trouble) => Ok(ask_again(form, trouble)),
    }
}

/// Takes a choice below a question; one below an earlier question is out of date.
pub(super) async fn choose(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    (form, question): (i64, Question),
    choice: Choice,
) -> Decided {
    let open = match context.dialogue {
        Dialogue::Shop(open) if open.id == form && open.step.question() == question => open.clone(),
        _ => return Ok(Outcome::alert(crate::Screen::StaleButton)),
    };
    let next = match (choice, open.step) {
        (Choice::Duration(duration), Step::Duration(names)) => {
            Next::Ask(Step::Price(names, duration))
        }
        (Choice::NoPrice, Step::Price(names, duration)) => Next::Add(names, duration, 0),
        (Choice::NoPrice, Step::Reprice(at)) => Next::Reprice(at, 0),
        (Choice::Back, step) => match step.before() {
            Some(before) => Next::Ask(before),
            None => return leave(desk, context, &step).await,
        },
        (Choice::Cancel, step) => return leave(desk, context, &step).await,
        _ => return Ok(Outcome::alert(crate::Screen::StaleButton)),
    };
    finish_or_ask(desk, context, form, next, Outcome::edit).await
}

/// What an answer leads to.
enum Next {
    Ask(Step),
    Add(Names, Duration, u32),
    Rename(u8, Language, ServiceName),
    Reprice(u8, u32),
}

fn next(step: Step, text: &str) -> Result<Next, Trouble> {
    Ok(match step {
        Step::Names(mut names) => {
            names.push(name(text)?);
            Next::Ask(match <[ServiceName; 3]>::try_from(names) {
                Ok(names) => Step::Duration(Names::from(names)),
                Err(names) => Step::Names(names),
            })
        }
        Step::Duration(names) => Next::Ask(Step::Price(names, duration(text)?)),
        Step::Price(names, duration) => Next::Add(names, duration, price(text)?),
        Step::Rename(at, language) => Next::Rename(at, language, name(text)?),
        Step::Reprice(at) => Next::Reprice(at, price(text)?),
    })
}

fn name(text: &str) -> Result<ServiceName, Trouble> {
    ServiceName::parse(text).map_err(|error| match error {
        NotALine::Empty => Trouble::Empty,
        NotALine::TooLong { .. } => Trouble::TooLong,
        NotALine::Unprintable => Trouble::Unprintable,
    })
}

fn duration(text: &str) -> Result<Duration, Trouble> {
    let minutes = text.trim().parse().ok();
    let duration = minutes.and_then(|minutes| Duration::from_minutes(minutes).ok());
    duration.ok_or(Trouble::NotADuration)
}

fn price(text: &str) -> Result<u32, Trouble> {
    super::price::price(text).ok_or(Trouble::NotAPrice)
}

/// Changes the catalogue, and tells the place of the service; `None` where there is no room.
type Change = Box<dyn FnOnce(&mut Catalogue) -> Option<u8> + Send>;

async fn finish_or_ask(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: i64,
    next: Next,
    show: fn(crate::Screen) -> Outcome<Desk>,
) -> Decided {
    let change: Change = match next {
        Next::Ask(step) => {
            let form = Form { id: form, step };
            return Ok(show(asking(&form, None)).go(Dialogue::Shop(form)));
        }
        Next::Add(names, duration, price) => {
            // Born in this update, so its id derives from the update's.
            let id = ServiceId::new(format!("s{}", context.envelope.update_id));
            let id = id.expect("a letter and a number are an id");
            Box::new(move |shop| {
                shop.add(Service {
                    id,
                    names,
                    duration,
                    price,
                    on: true,
                })
            })
        }
        Next::Rename(at, language, name) => Box::new(move |shop| {
            let service = shop.services.get_mut(usize::from(at))?;
            service.names.set(language, name.as_str());
            Some(at)
        }),
        Next::Reprice(at, price) => Box::new(move |shop| {
            shop.services.get_mut(usize::from(at))?.price = price;
            Some(at)
        }),
    };
    let mut shop = editor::shop(desk, context).await?;
    let Some(at) = change(&mut shop) else {
        return Ok(show(crate::Screen::from(Screen::Full)).go(Dialogue::Idle));
    };
    shop.edits += 1;
    let shown = Screen::service(&shop, at).expect("that service was changed just now");
    Ok(show(crate::Screen::from(shown))
        .go(Dialogue::Idle)
        .put(shop))
}

/// Leaves the form for where it was opened.
async fn leave(desk: &Desk, context: &mut Context<'_, Desk>, step: &Step) -> Decided {
    let shop = editor::shop(desk, context).await?;
    let place = match step {
        Step::Rename(at, _) | Step::Reprice(at) => Screen::service(&shop, *at),
        Step::Names(_) | Step::Duration(_) | Step::Price(..) => None,
    };
    let place = place.unwrap_or_else(|| Screen::top(&shop));
    Ok(Outcome::edit(crate::Screen::from(place)).go(Dialogue::Idle))
}

fn asking(form: &Form, trouble: Option<Trouble>) -> crate::Screen {
    crate::Screen::from(Screen::Ask {
        form: form.id,
        question: form.step.question(),
        trouble,
    })
}

fn ask_again(form: &Form, trouble: Trouble) -> Outcome<Desk> {
    Outcome::say(asking(form, Some(trouble)))
}
