//! The form: what is to be sent, and to whom.

use broadcast::{Broadcast, Content, Plan, Ring, Shown as Place};
use engine::{Bot as _, Context, EngineError, Outcome};
use outbox::Roster;
use serde::{Deserialize, Serialize};
use store::{Key, Keys};
use telegram::{self, Html, Idempotent, MESSAGE_LIMIT, Message, PressedMessage, Update};

use super::{OpenBroadcasts, Screen, State, To, Trouble, alert, list, steer};
use crate::desk::Decided;
use crate::{Desk, Dialogue, Role, Screen as Shown};

/// The open form of somebody who has a message for everybody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Form {
    /// The id of the update that brought it as far: buttons of an earlier step do not fit.
    #[serde(rename = "i")]
    pub id: i64,
    /// The message, once there is one; whom it is for is asked then.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

/// What somebody wants to be sent.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Said {
    /// A text as it was typed, of at most [`MESSAGE_LIMIT`] characters.
    #[serde(rename = "t")]
    Text(String),
    /// A message that is to be copied.
    #[serde(rename = "c")]
    Copy {
        /// Its chat.
        #[serde(rename = "c")]
        chat: i64,
        /// Its id in there.
        #[serde(rename = "m")]
        message: i64,
    },
}

/// Asks for the message, or takes the text that was typed behind the command.
pub(crate) async fn open(context: &mut Context<'_, Desk>, arguments: &str) -> Decided {
    if !arguments.is_empty() {
        return match Said::text(arguments) {
            Ok(said) => ask_whom(context, said).await,
            Err(trouble) => ask(context, trouble).await,
        };
    }
    ask(context, None).await
}

/// Takes the message; a later one replaces it.
pub(crate) async fn answer(
    context: &mut Context<'_, Desk>,
    form: &Form,
    message: &Message,
) -> Decided {
    match Said::of(context, message) {
        Ok(said) => ask_whom(context, said).await,
        Err(trouble) => Ok(Outcome::say(
            Screen::Ask {
                form: form.id,
                trouble: Some(trouble),
                open: Vec::new(),
            }
            .into(),
        )),
    }
}

/// Leaves the form.
pub(super) fn leave(context: &Context<'_, Desk>, form: i64) -> Outcome<Desk> {
    match context.dialogue {
        Dialogue::Broadcast(open) if open.id == form => {
            Outcome::edit(Shown::Cancelled).go(Dialogue::Idle)
        }
        _ => Outcome::alert(Shown::StaleButton),
    }
}

/// Makes the broadcast: its content is shown as it will arrive, and the pressed message tells how
/// many people it is for, as soon as they are counted.
pub(super) async fn compose(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    form: i64,
    to: To,
) -> Decided {
    let said = match context.dialogue {
        Dialogue::Broadcast(open) if open.id == form => open.said.clone(),
        _ => None,
    };
    let Some((said, pressed)) = said.zip(pressed(context.update)) else {
        return Ok(Outcome::alert(Shown::StaleButton));
    };
    let id = context.envelope.update_id.get();
    let open = list::unfinished(context).await?;
    let Some(open) = OpenBroadcasts::with(&open, id) else {
        return Ok(alert(Screen::Full));
    };
    let plan = Plan {
        id: id.to_string(),
        author: context.person.id.get(),
        language: context.language,
        audience: to.into(),
        content: said.clone().into(),
        shown: Place {
            chat: pressed.chat.get(),
            message: pressed.id.get(),
        },
        buttons: steer::buttons(id, 0),
    };
    let (head, content) = Broadcast::new(plan, context.now);
    let counting = Shown::from(Screen::State(State::of(&head, id, head.tally)));
    let counting = desk.render(&counting, context.language, context.now);
    Ok(Outcome::say(Screen::Preview(said).into())
        .go(Dialogue::Idle)
        .knock(head.rings().iter().map(Ring::knock))
        .put(head)
        .put(content)
        .put(open)
        .also(Idempotent::edit(pressed.chat, pressed.id, counting)))
}

async fn ask(context: &mut Context<'_, Desk>, trouble: impl Into<Option<Trouble>>) -> Decided {
    let form = Form {
        id: context.envelope.update_id.get(),
        said: None,
    };
    let screen = Screen::Ask {
        form: form.id,
        trouble: trouble.into(),
        open: list::unfinished(context).await?,
    };
    Ok(Outcome::say(screen.into()).go(Dialogue::Broadcast(form)))
}

async fn ask_whom(context: &mut Context<'_, Desk>, said: Said) -> Decided {
    let form = context.envelope.update_id.get();
    let screen = Screen::Whom {
        form,
        roles: held(context).await?,
    };
    Ok(Outcome::say(screen.into()).go(Dialogue::Broadcast(Form {
        id: form,
        said: Some(said),
    })))
}

/// The roles that somebody has. Superadmins there are: one of them asks.
async fn held(context: &mut Context<'_, Desk>) -> Result<Vec<Role>, EngineError> {
    let key = |role: Role| Key::roster(role.as_str());
    let keys = Role::ALL.map(key).into_iter();
    let mut rosters = context
        .batch(keys.fold(Keys::default(), Keys::look_at))
        .await?;
    let mut held = Vec::new();
    for role in Role::ALL {
        let roster: Option<Roster> = rosters.take(&key(role))?;
        let somebody = roster.is_some_and(|roster| !roster.people.is_empty());
        if somebody || role == Role::Superadmin {
            held.push(role);
        }
    }
    Ok(held)
}

fn pressed(update: &Update) -> Option<PressedMessage> {
    match update {
        Update::Press(press) => press.message,
        _ => None,
    }
}

impl Said {
    fn of(context: &Context<'_, Desk>, message: &Message) -> Result<Self, Trouble> {
        match &message.content {
            _ if context.envelope.album.is_some() => Err(Trouble::Album),
            telegram::Content::Text(text) => Self::text(text),
            telegram::Content::Service => Err(Trouble::Unsendable),
            _ => Ok(Self::Copy {
                chat: message.chat.get(),
                message: message.id.get(),
            }),
        }
    }

    fn text(text: &str) -> Result<Self, Trouble> {
        let over = text.chars().count().saturating_sub(MESSAGE_LIMIT);
        match u32::try_from(over).unwrap_or(u32::MAX) {
            0 if text.trim().is_empty() => Err(Trouble::Unsendable),
            0 => Ok(Self::Text(text.to_owned())),
            over => Err(Trouble::TooLong(over)),
        }
    }
}

impl From<Said> for Content {
    fn from(said: Said) -> Self {
        match said {
            Said::Text(text) => Self::Text(Html::escape(&text).as_str().to_owned()),
            Said::Copy { chat, message } => Self::Copy { chat, message },
        }
    }
}

impl From<Content> for Said {
    fn from(content: Content) -> Self {
        match content {
            Content::Text(html) => Self::Text(Html::trusted(html).visible_text()),
            Content::Copy { chat, message } => Self::Copy { chat, message },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_as_it_was_typed() {
        let typed = "  a < b & \"c\" <b>\n\n&amp; 👩‍👩‍👧  ";
        let said = Said::text(typed).unwrap();
        assert_eq!(said, Said::Text(typed.to_owned()));
        let content = Content::from(said.clone());
        let Content::Text(html) = &content else {
            panic!("{content:?}");
        };
        assert_eq!(Html::trusted(html.clone()).visible_text(), typed);
        assert_eq!(Said::from(content), said);
    }

    #[test]
    fn a_text_has_as_many_characters_as_telegram_takes() {
        let long = |characters: usize| Said::text(&"ы<".repeat(characters / 2));
        assert!(long(MESSAGE_LIMIT).is_ok());
        assert_eq!(long(MESSAGE_LIMIT + 6), Err(Trouble::TooLong(6)));
        assert_eq!(Said::text(" \n"), Err(Trouble::Unsendable));
    }
}
