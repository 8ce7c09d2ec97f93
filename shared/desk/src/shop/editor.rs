//! The editor: what managers change about the shop.

use engine::{Answer, Context, EngineError, Outcome};
use store::Key;

use super::form::{self, Step};
use super::press::{Press, Switch};
use super::{Catalogue, Screen};
use crate::desk::Decided;
use crate::{Desk, Profile, Role, hours};

/// Opens the editor.
pub(crate) async fn command(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    let shop = shop(desk, context).await?;
    Ok(Outcome::say(crate::Screen::from(Screen::top(&shop))))
}

/// What a button of the editor does.
pub(crate) async fn press(desk: &Desk, context: &mut Context<'_, Desk>, press: Press) -> Decided {
    match press {
        Press::Add => return form::add(desk, context).await,
        Press::Form(form, question, choice) => {
            return form::choose(desk, context, (form, question), choice).await;
        }
        Press::Hours(master, press) => return of_master(desk, context, master, press).await,
        _ => {}
    }
    let shop = shop(desk, context).await?;
    match press {
        Press::Rename(at, language) => Ok(ask(context, &shop, at, Step::Rename(at, language))),
        Press::Reprice(at) => Ok(ask(context, &shop, at, Step::Reprice(at))),
        _ if press.edits().is_some() => {
            let master = master_of(context, press).await?;
            Ok(change(shop, press, master.as_ref()))
        }
        _ => Ok(show(shown(&shop, press))),
    }
}

/// The catalogue, which the decision rests on.
pub(super) async fn shop(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
) -> Result<Catalogue, EngineError> {
    let stored = context.read(Key::catalogue()).await?;
    Catalogue::opened(stored, desk.zone())
}

/// What a button shows that only shows; `None` where there is nothing of that kind.
fn shown(shop: &Catalogue, press: Press) -> Option<Screen> {
    match press {
        Press::Top => Some(Screen::top(shop)),
        Press::Services(page) => Some(Screen::services(shop, page)),
        Press::Service(at) => Screen::service(shop, at),
        Press::Durations(at) => Screen::service(shop, at).map(|_| Screen::Durations {
            at,
            edits: shop.edits,
        }),
        Press::Masters(page) => Some(Screen::masters(shop, page)),
        Press::Master(master, page) => Screen::master(shop, master, page),
        _ => None,
    }
}

fn show(screen: Option<Screen>) -> Outcome<Desk> {
    match screen {
        Some(screen) => Outcome::edit(crate::Screen::from(screen)),
        None => Outcome::alert(crate::Screen::StaleButton),
    }
}

fn ask(context: &Context<'_, Desk>, shop: &Catalogue, at: u8, step: Step) -> Outcome<Desk> {
    match Screen::service(shop, at) {
        Some(_) => form::open(context, step),
        None => Outcome::alert(crate::Screen::StaleButton),
    }
}

/// The master whom a button of change is about, which the decision rests on.
async fn master_of(
    context: &mut Context<'_, Desk>,
    press: Press,
) -> Result<Option<Profile>, EngineError> {
    let (Press::Employ { master, .. } | Press::Does { master, .. }) = press else {
        return Ok(None);
    };
    if master == context.person.id.get() {
        return Ok(context.rely_on_profile().cloned());
    }
    context.read(Key::profile(master)).await
}

/// Changes the catalogue, if the button stands under its present state; else shows that. A master
/// is called by their present name afterwards.
fn change(mut shop: Catalogue, press: Press, master: Option<&Profile>) -> Outcome<Desk> {
    if press.edits() != Some(shop.edits) {
        let Some(place) = place(&shop, press) else {
            return show(None);
        };
        let over = crate::Screen::from(Screen::Changed);
        let answer = Answer::EditAndAlert(crate::Screen::from(place), over);
        return Outcome::answer(answer);
    }
    let is_master = |person: &Profile| person.active_roles().contains(&Role::Master);
    if press.employs() && !master.is_some_and(is_master) {
        return Outcome::alert(crate::Screen::from(Screen::NoMaster));
    }
    if apply(&mut shop, press).is_none() {
        return show(None);
    }
    if let Some(person) = master {
        shop.rename(person);
    }
    shop.edits += 1;
    show(place(&shop, press)).put(shop)
}

/// Where a button of change stands.
fn place(shop: &Catalogue, press: Press) -> Option<Screen> {
    match press {
        Press::Offer { at, .. } | Press::Duration { at, .. } => Screen::service(shop, at),
        Press::Employ { master, .. } => Screen::master(shop, master, 0),
        Press::Does { master, at, .. } => {
            let page = usize::from(at) / super::screen::PAGE;
            Screen::master(shop, master, super::screen::small(page))
        }
        _ => None,
    }
}

/// Makes the change; `None` when there is nothing of that kind.
fn apply(shop: &mut Catalogue, press: Press) -> Option<()> {
    match press {
        Press::Offer { at, switch, .. } => {
            shop.services.get_mut(usize::from(at))?.on = switch.is_on();
        }
        Press::Duration { at, duration, .. } => {
            shop.services.get_mut(usize::from(at))?.duration = duration;
        }
        Press::Employ { master, switch, .. } => {
            let member = shop.member(master).filter(|member| member.is_present())?;
            member.on = switch.is_on();
        }
        Press::Does {
            master, at, switch, ..
        } => {
            let service = shop.services.get(usize::from(at))?.id.clone();
            let known = shop.member(master)?;
            known.services.retain(|done| *done != service);
            if switch == Switch::On {
                known.services.push(service);
            }
        }
        _ => return None,
    }
    Some(())
}

/// The hours of a master of the shop.
async fn of_master(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    master: i64,
    press: hours::Press,
) -> Decided {
    let whose = hours::Whose::Master(master);
    hours::press(desk, context, whose, press).await
}
