use serde::{Deserialize, Serialize};

/// A language that the bot speaks.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, which is also what everybody gets whose language is none of these.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Uzbek.
    Uz,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Uz];

    /// The language's ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Uz => "uz",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
            Self::Uz => "Oʻzbekcha",
        }
    }

    /// The language with that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language for Telegram's `language_code`, an IETF tag such as `ru-RU`.
    #[must_use]
    pub fn of_telegram(tag: Option<&str>) -> Self {
        let primary = tag
            .and_then(|tag| tag.split(['-', '_']).next())
            .unwrap_or_default();
        Self::from_code(&primary.to_ascii_lowercase()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_fall_back_to_their_language() {
        let of = |tag| Language::of_telegram(Some(tag));
        assert_eq!(
            [of("ru-RU"), of("uz"), of("EN-gb"), of("de")].map(Language::code),
            ["ru", "uz", "en", "en"]
        );
        assert_eq!(Language::of_telegram(None), Language::En);
    }
}
