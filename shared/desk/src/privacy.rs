//! Forgetting a person: what is known of a client is erased when the client wants it.
//!
//! Ids and versions stay, so that an update that is delivered again changes nothing. Somebody
//! who works here gives up the roles first. Who is shut out stays shut out, without a name.

use engine::{Context, Outcome};
use jiff::Timestamp;
use locales::Phrase;
use serde::{Deserialize, Serialize};
use store::Key;
use telegram::{Html, Keyboard};

use crate::desk::Decided;
use crate::people;
use crate::screen::pen::Pen;
use crate::{Desk, Dialogue, MenuItem, PhoneOwner, Press, Profile, Screen as Shown, StaffRequest};

/// What is seen of it, as data.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// Whether everything is to be erased; with the time since which the person is known, in
    /// milliseconds: the button of an earlier life erases nothing of this one.
    #[serde(rename = "a")]
    Ask(i64),
    /// Everything is erased.
    #[serde(rename = "d")]
    Done,
    /// The person has roles, and has to give them up first.
    #[serde(rename = "s")]
    Staff,
}

/// Asks whether everything is to be erased.
pub(crate) fn ask(desk: &Desk, context: &Context<'_, Desk>) -> Outcome<Desk> {
    if works_here(desk, context) {
        return Outcome::say(Shown::Privacy(Screen::Staff));
    }
    Outcome::say(Shown::Privacy(Screen::Ask(known_since(context))))
}

/// Erases everything, if the sender is still the one who was asked.
pub(crate) async fn forget(desk: &Desk, context: &mut Context<'_, Desk>, since: i64) -> Decided {
    context.rely_on_profile();
    if works_here(desk, context) {
        return Ok(Outcome::alert(Shown::Privacy(Screen::Staff)));
    }
    if known_since(context) != since {
        return Ok(Outcome::alert(Shown::StaleButton));
    }
    let outcome = Outcome::edit(Shown::Privacy(Screen::Done)).go(Dialogue::Idle);
    let outcome = without_request(context, outcome.forget_replies()).await?;
    Ok(match context.rely_on_profile() {
        None => outcome,
        Some(profile) if profile.deactivated => {
            people::keep(outcome, Some(profile), nameless(profile))
        }
        Some(profile) => people::forget(outcome, profile),
    })
}

fn works_here(desk: &Desk, context: &Context<'_, Desk>) -> bool {
    let holds_roles = context
        .profile()
        .is_some_and(|profile| !profile.roles.is_empty());
    holds_roles || desk.is_named_superadmin(context.person)
}

fn known_since(context: &Context<'_, Desk>) -> i64 {
    let since = context.profile().map(|profile| profile.since);
    since.map(Timestamp::as_millisecond).unwrap_or_default()
}

fn nameless(profile: &Profile) -> Profile {
    Profile {
        first_name: String::new(),
        last_name: None,
        username: None,
        telegram_language: None,
        ..profile.clone()
    }
}

/// The outcome with the request to join removed, and its phone number given free.
async fn without_request(context: &mut Context<'_, Desk>, outcome: Outcome<Desk>) -> Decided {
    let user = context.person.id.get();
    let key = Key::staff_request(user);
    let Some(request) = context.read::<StaffRequest>(key.clone()).await? else {
        return Ok(outcome);
    };
    let outcome = outcome.remove(key);
    let phone = Key::phone(request.phone.as_str());
    let owner: Option<PhoneOwner> = context.read(phone.clone()).await?;
    let own = owner.is_some_and(|owner| owner.owner == Some(user));
    Ok(if own { outcome.remove(phone) } else { outcome })
}

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(self, pen: &Pen) -> Html {
        pen.say(&Phrase::new(match self {
            Self::Ask(_) => "privacy-ask",
            Self::Done => "privacy-done",
            Self::Staff => "privacy-staff",
        }))
    }

    /// What hangs below it.
    pub(crate) fn keyboard(self, pen: &Pen) -> Keyboard {
        match self {
            Self::Ask(since) => Keyboard::Inline(vec![
                vec![pen.button("privacy-button-forget", Press::Forget(since))],
                vec![pen.button("privacy-button-keep", Press::Menu(MenuItem::Top))],
            ]),
            Self::Done | Self::Staff => Keyboard::None,
        }
    }
}
