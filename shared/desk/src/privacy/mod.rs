//! Forgetting a person: what is known of a client is erased when the client wants it.
//!
//! Ids and versions stay, so that an update that is delivered again changes nothing. Somebody
//! who works here gives up the roles first. Who is shut out stays shut out, without a name. What
//! the person has left elsewhere goes before the profile: whatever interrupts, the person is
//! still the one who was asked, and can go on.

mod inbox;
mod traces;
mod words;

pub(crate) use words::traced;

use engine::{Context, Outcome};
use jiff::Timestamp;
use locales::Phrase;
use outbox::Delivery;
use serde::{Deserialize, Serialize};
use store::{Batch, Key, Keys};
use telegram::{Html, Keyboard};

use crate::desk::Decided;
use crate::screen::pen::Pen;
use crate::{
    Catalogue, Desk, Dialogue, MenuItem, PhoneOwner, Press, Profile, Screen as Shown, StaffRequest,
    people,
};
use inbox::Inbox;
use traces::Traces;

/// What is seen of it, as data.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// Whether everything is to be erased; with the time since which the person is known, in
    /// milliseconds: the button of an earlier life erases nothing of this one.
    #[serde(rename = "a")]
    Ask(i64),
    /// A part is erased, and the same button goes on.
    #[serde(rename = "m")]
    More(i64),
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
    let traces = Traces::read(context).await?;
    let inbox = Inbox::read(context, traces.count()).await?;
    let goes_on = traces.go_on() || inbox.goes_on();
    let screen = if goes_on {
        Screen::More(since)
    } else {
        Screen::Done
    };
    let outcome = Outcome::edit(Shown::Privacy(screen)).go(Dialogue::Idle);
    let outcome = inbox.erased(traces.erased(outcome.forget_replies())?);
    if goes_on {
        return Ok(outcome);
    }
    let user = context.person.id.get();
    let keys = Keys::default().look_at(Key::delivery(user));
    let keys = keys.rely_on(Key::staff_request(user));
    let mut batch = context.batch(keys).await?;
    let outcome = without_wishes(&mut batch, outcome, user)?;
    let outcome = without_request(context, &mut batch, outcome).await?;
    without_profile(context, outcome).await
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

/// The outcome with the profile removed, and with it what shows its name.
async fn without_profile(context: &mut Context<'_, Desk>, outcome: Outcome<Desk>) -> Decided {
    let Some(profile) = context.rely_on_profile().cloned() else {
        return Ok(outcome);
    };
    let outcome = without_former_master(context, outcome, &profile).await?;
    Ok(if profile.deactivated {
        let nameless = nameless(&profile);
        people::keep(outcome, Some(&profile), nameless)
    } else {
        people::forget(outcome, &profile)
    })
}

/// The outcome with the shop's memory of somebody who was a master removed. Whose roles have
/// never changed was none: the shop is not read for them.
async fn without_former_master(
    context: &mut Context<'_, Desk>,
    outcome: Outcome<Desk>,
    profile: &Profile,
) -> Decided {
    if profile.serial == 0 {
        return Ok(outcome);
    }
    let shop: Option<Catalogue> = context.look(Key::catalogue()).await?;
    let without = shop.and_then(|shop| shop.without_former_master(profile.id));
    Ok(without.into_iter().fold(outcome, Outcome::put))
}

/// The outcome with what the person has wanted of notices forgotten. What Telegram has said of the
/// chat stays.
fn without_wishes(batch: &mut Batch, outcome: Outcome<Desk>, user: i64) -> Decided {
    let Some(known) = batch.take::<Delivery>(&Key::delivery(user))? else {
        return Ok(outcome);
    };
    let bare = Delivery {
        unreachable: false,
        off: Vec::new(),
        quiet: None,
        ..known
    };
    Ok(if bare == known {
        outcome
    } else {
        outcome.put(bare)
    })
}

/// The outcome with the request to join removed, and its phone number given free.
async fn without_request(
    context: &mut Context<'_, Desk>,
    batch: &mut Batch,
    outcome: Outcome<Desk>,
) -> Decided {
    let user = context.person.id.get();
    let key = Key::staff_request(user);
    let Some(request) = batch.take::<StaffRequest>(&key)? else {
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
            Self::More(_) => "privacy-more",
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
            Self::More(since) => Keyboard::Inline(vec![vec![
                pen.button("privacy-button-forget", Press::Forget(since)),
            ]]),
            Self::Done | Self::Staff => Keyboard::None,
        }
    }
}
