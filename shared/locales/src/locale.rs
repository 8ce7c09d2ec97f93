use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue, concurrent};
use telegram::Html;
use unic_langid::{LanguageIdentifier, langid};

use crate::{Argument, Language, Phrase};

/// The texts of a language: a file a capability.
macro_rules! texts {
    ($language:literal) => {
        [
            include_str!(concat!("../texts/", $language, "/desk.ftl")),
            include_str!(concat!("../texts/", $language, "/people.ftl")),
            include_str!(concat!("../texts/", $language, "/privacy.ftl")),
            include_str!(concat!("../texts/", $language, "/invitations.ftl")),
            include_str!(concat!("../texts/", $language, "/booking.ftl")),
            include_str!(concat!("../texts/", $language, "/shop.ftl")),
            include_str!(concat!("../texts/", $language, "/schedule.ftl")),
            include_str!(concat!("../texts/", $language, "/broadcast.ftl")),
            include_str!(concat!("../texts/", $language, "/announce.ftl")),
            include_str!(concat!("../texts/", $language, "/inbox.ftl")),
            include_str!(concat!("../texts/", $language, "/settings.ftl")),
            include_str!(concat!("../texts/", $language, "/alerts.ftl")),
        ]
    };
}

static EN: [&str; FILES] = texts!("en");
static RU: [&str; FILES] = texts!("ru");
static UZ: [&str; FILES] = texts!("uz");

/// How many files a language has.
const FILES: usize = 12;

type Bundle = concurrent::FluentBundle<FluentResource>;

/// The texts of one language, read when they are first needed.
pub struct Locale {
    language: Language,
    bundle: Bundle,
}

impl Locale {
    /// The texts of `language`.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static LOCALES: [OnceLock<Locale>; 3] = [const { OnceLock::new() }; 3];
        LOCALES[language as usize].get_or_init(|| Self::read(language))
    }

    /// The phrase as markup: the text's own tags stay, what is in arguments is escaped.
    #[must_use]
    pub fn html(&self, phrase: &Phrase) -> Html {
        let escaped = |text: &str| Html::escape(text).as_str().to_owned();
        Html::trusted(self.format(phrase, escaped))
    }

    /// The phrase without any markup: for buttons and the texts over a chat.
    #[must_use]
    pub fn plain(&self, phrase: &Phrase) -> String {
        self.format(phrase, str::to_owned)
    }

    fn read(language: Language) -> Self {
        let (tag, files) = source(language);
        let mut bundle = Bundle::new_concurrent(vec![tag]);
        // Telegram shows the isolation marks of mixed directions as boxes on some phones.
        bundle.set_use_isolating(false);
        for texts in files {
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*texts).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// A text that is missing reads as its key: the completeness test keeps that from happening.
    fn format(&self, phrase: &Phrase, prepare: impl Fn(&str) -> String) -> String {
        let mut errors = Vec::new();
        let text = self.lookup(phrase, &prepare, &mut errors);
        debug_assert!(errors.is_empty(), "{}: {errors:?}", phrase.key());
        text.map_or_else(|| phrase.key().to_owned(), Cow::into_owned)
    }

    fn lookup<'a>(
        &'a self,
        phrase: &Phrase,
        prepare: impl Fn(&str) -> String,
        errors: &mut Vec<FluentError>,
    ) -> Option<Cow<'a, str>> {
        let pattern = self.bundle.get_message(phrase.key())?.value()?;
        let mut arguments = FluentArgs::new();
        for (name, argument) in phrase.arguments() {
            let value = match argument {
                Argument::Number(number) => FluentValue::from(*number),
                Argument::Text(text) => FluentValue::from(prepare(text)),
                Argument::Each { en, ru, uz } => FluentValue::from(prepare(match self.language {
                    Language::En => en,
                    Language::Ru => ru,
                    Language::Uz => uz,
                })),
            };
            arguments.set(name.clone(), value);
        }
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), errors);
        Some(Cow::Owned(text.into_owned()))
    }
}

fn source(language: Language) -> (LanguageIdentifier, &'static [&'static str]) {
    match language {
        Language::En => (langid!("en"), &EN),
        Language::Ru => (langid!("ru"), &RU),
        Language::Uz => (langid!("uz"), &UZ),
    }
}

#[cfg(test)]
mod tests;
