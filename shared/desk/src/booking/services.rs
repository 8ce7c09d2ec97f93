//! The first steps: which service, and which master.

use diary::{Month, ServiceId};
use engine::{Context, Outcome};
use locales::Language;
use store::{Key, Keys};

use super::screen::{Offer, Trouble};
use super::{ClientHead, Screen};
use crate::desk::Decided;
use crate::{Catalogue, Desk, Service};

/// Shows the services, or the booking that keeps the client from another one.
pub(super) async fn services(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    let head = Key::client_head(context.person.id.get());
    let keys = Keys::default()
        .look_at(Key::catalogue())
        .look_at(head.clone());
    let mut batch = context.batch(keys).await?;
    let catalogue = Catalogue::opened(batch.take(&Key::catalogue())?, desk.zone())?;
    let head: Option<ClientHead> = batch.take(&head)?;
    let obstacle = head.and_then(|head| already(&head, &catalogue, context));
    let screen = obstacle.unwrap_or_else(|| services_screen(&catalogue, context.language, None));
    Ok(Outcome::edit(screen.into()))
}

/// Shows the masters of a service.
pub(super) async fn masters(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    service: ServiceId,
) -> Decided {
    let catalogue = Catalogue::opened(context.look(Key::catalogue()).await?, desk.zone())?;
    let Some(offered) = bookable(&catalogue).find(|one| one.id == service) else {
        let screen = again(&catalogue, context.language, Trouble::Withdrawn);
        return Ok(Outcome::edit(screen.into()));
    };
    let name = offered.names.get(context.language).to_owned();
    let masters = catalogue.masters_of(&service);
    let masters = masters.map(|master| (master.id, master.name.clone()));
    let screen = Screen::Masters {
        name,
        masters: masters.collect(),
        month: Month::of(catalogue.zone.today(context.now)).first(),
        service,
    };
    Ok(Outcome::edit(screen.into()))
}

/// The services that are offered, and that somebody does.
pub(super) fn bookable(catalogue: &Catalogue) -> impl Iterator<Item = &Service> {
    let done = |service: &&Service| catalogue.masters_of(&service.id).next().is_some();
    catalogue
        .services
        .iter()
        .filter(|service| service.on)
        .filter(done)
}

/// The services once more, after what is in the way.
pub(super) fn again(catalogue: &Catalogue, language: Language, trouble: Trouble) -> Screen {
    services_screen(catalogue, language, Some(trouble))
}

/// The screen of the booking that keeps the client from another one.
pub(super) fn already(
    head: &ClientHead,
    catalogue: &Catalogue,
    context: &Context<'_, Desk>,
) -> Option<Screen> {
    let ahead = head.obstacle(context.now)?;
    Some(Screen::AlreadyBooked {
        start: ahead.start,
        at: catalogue.zone.reading(ahead.start),
        id: ahead.id.clone(),
    })
}

fn services_screen(catalogue: &Catalogue, language: Language, trouble: Option<Trouble>) -> Screen {
    let offer = |service: &Service| Offer {
        id: service.id.clone(),
        name: service.names.get(language).to_owned(),
        minutes: service.duration.minutes(),
        price: service.price,
    };
    Screen::Services(bookable(catalogue).map(offer).collect(), trouble)
}
