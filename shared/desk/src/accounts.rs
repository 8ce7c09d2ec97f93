//! A person's own account: greeting, profile, language.

use engine::{Context, Outcome};
use locales::Language;

use crate::{Desk, Dialogue, Profile, Screen, display_name};

/// Creates or updates the profile, writing only what changed, and leaves any open form.
pub(crate) fn start(context: &mut Context<'_, Desk>) -> Outcome<Desk> {
    let greeting = Screen::Greeting {
        name: display_name(context.person),
    };
    let outcome = Outcome::say(greeting).go(Dialogue::Idle);
    let (person, now) = (context.person, context.now);
    let stored = context.profile();
    let fresh = stored.map_or_else(
        || Profile::new(person, now),
        |profile| profile.refreshed(person),
    );
    if stored == Some(&fresh) {
        return outcome;
    }
    context.rely_on_profile();
    outcome.put(fresh)
}

/// Offers the languages, or takes the one that was typed behind the command.
pub(crate) fn language(context: &mut Context<'_, Desk>, argument: &str) -> Outcome<Desk> {
    if argument.is_empty() {
        return Outcome::say(Screen::LanguageChoice);
    }
    match Language::from_code(&argument.to_lowercase()) {
        Some(language) => set_language(
            context,
            language,
            Outcome::say(Screen::LanguageSet(language)),
        ),
        None => Outcome::say(Screen::LanguageUsage),
    }
}

/// Takes the language of the pressed button.
pub(crate) fn choose_language(
    context: &mut Context<'_, Desk>,
    language: Language,
) -> Outcome<Desk> {
    set_language(
        context,
        language,
        Outcome::edit(Screen::LanguageSet(language)),
    )
}

fn set_language(
    context: &mut Context<'_, Desk>,
    language: Language,
    outcome: Outcome<Desk>,
) -> Outcome<Desk> {
    let (person, now) = (context.person, context.now);
    let stored = context.rely_on_profile();
    if stored.is_some_and(|profile| profile.language == Some(language)) {
        return outcome;
    }
    let profile = stored.cloned().unwrap_or_else(|| Profile::new(person, now));
    outcome.put(Profile {
        language: Some(language),
        ..profile
    })
}
