//! A person's own account: greeting, profile, language.

use engine::{Context, Outcome};
use jiff::Timestamp;
use locales::Language;
use telegram::Person;

use crate::desk::Decided;
use crate::{Desk, Dialogue, Profile, Screen, booking, display_name, menu, people};

/// Creates or updates the profile, writing only what changed, and leaves any open form.
pub(crate) fn start(desk: &Desk, context: &mut Context<'_, Desk>) -> Outcome<Desk> {
    let greeting = Screen::Greeting {
        name: display_name(context.person),
    };
    let greeting = unless_shut_out(desk, context, greeting);
    start_with(desk, context, greeting)
}

/// A screen with the menu of the sender's roles; for somebody who is shut out what is left to them.
pub(crate) fn unless_shut_out(desk: &Desk, context: &Context<'_, Desk>, screen: Screen) -> Screen {
    if desk.is_shut_out(context) {
        return Screen::Deactivated;
    }
    let roles = desk.shown_roles(context);
    if roles.is_empty() {
        return screen;
    }
    let screen = Box::new(screen);
    Screen::ForStaff { screen, roles }
}

/// The same, with another screen than the greeting.
pub(crate) fn start_with(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    screen: Screen,
) -> Outcome<Desk> {
    let outcome = Outcome::say(screen).go(Dialogue::Idle);
    let outcome = with_menu(desk, context, context.language, outcome);
    introduced(context, outcome)
}

/// The outcome with the sender's profile written, if there is none yet or Telegram says something
/// else of them today. It was loaded with the conversation: this reads nothing.
pub(crate) fn introduced(context: &mut Context<'_, Desk>, outcome: Outcome<Desk>) -> Outcome<Desk> {
    let (person, now) = (context.person, context.now);
    let stored = context.profile();
    let fresh = today(stored, person, now);
    if stored == Some(&fresh) {
        return outcome;
    }
    let before = context.rely_on_profile();
    people::keep(outcome, before, fresh)
}

/// The profile as Telegram says today who that is.
fn today(stored: Option<&Profile>, person: &Person, now: Timestamp) -> Profile {
    stored.map_or_else(
        || Profile::new(person, now),
        |profile| profile.refreshed(person),
    )
}

/// The commands that the sender may use.
pub(crate) fn help(desk: &Desk, context: &Context<'_, Desk>) -> Screen {
    Screen::Help {
        roles: desk.shown_roles(context),
        deactivated: desk.is_shut_out(context),
    }
}

/// The sender's own account.
pub(crate) async fn me(desk: &Desk, context: &mut Context<'_, Desk>) -> Decided {
    let bookings = booking::glance(desk, context).await?;
    Ok(Outcome::say(Screen::Me {
        name: display_name(context.person),
        roles: desk.shown_roles(context),
        language: context.language,
        bookings,
    }))
}

/// The outcome with the sender's own command menu set, if they may do more than a client.
fn with_menu(
    desk: &Desk,
    context: &Context<'_, Desk>,
    language: Language,
    outcome: Outcome<Desk>,
) -> Outcome<Desk> {
    let roles = desk.shown_roles(context);
    if roles.is_empty() {
        return outcome;
    }
    outcome.also(menu::call(context.person.id.get(), &roles, language))
}

/// Offers the languages, or takes the one that was typed behind the command.
pub(crate) fn language(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    argument: &str,
) -> Outcome<Desk> {
    if argument.is_empty() {
        return Outcome::say(Screen::LanguageChoice);
    }
    match Language::from_code(&argument.to_lowercase()) {
        Some(language) => set_language(
            desk,
            context,
            language,
            Outcome::say(Screen::LanguageSet(language)),
        ),
        None => Outcome::say(Screen::LanguageUsage),
    }
}

/// Takes the language of the pressed button.
pub(crate) fn choose_language(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    language: Language,
) -> Outcome<Desk> {
    set_language(
        desk,
        context,
        language,
        Outcome::edit(Screen::LanguageSet(language)),
    )
}

fn set_language(
    desk: &Desk,
    context: &mut Context<'_, Desk>,
    language: Language,
    outcome: Outcome<Desk>,
) -> Outcome<Desk> {
    let (person, now) = (context.person, context.now);
    let stored = context.rely_on_profile().cloned();
    let after = Profile {
        language: Some(language),
        ..today(stored.as_ref(), person, now)
    };
    if stored.as_ref() == Some(&after) {
        return outcome;
    }
    let outcome = with_menu(desk, context, language, outcome);
    people::keep(outcome, stored.as_ref(), after)
}
