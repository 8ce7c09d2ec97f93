use diary::{Duration, Line, ServiceId};
use locales::{Argument, Language};
use serde::{Deserialize, Serialize};

/// What a service is called, in one language.
pub type ServiceName = Line<40>;

/// Something that can be booked.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Service {
    /// Names it for good.
    #[serde(rename = "i")]
    pub id: ServiceId,
    /// What it is called.
    #[serde(rename = "n")]
    pub names: Names,
    /// How long it takes.
    #[serde(rename = "d")]
    pub duration: Duration,
    /// What it costs, in whole units of the shop's currency; 0 says nothing of a price.
    #[serde(rename = "p")]
    pub price: u32,
    /// Whether it can be booked.
    #[serde(rename = "o")]
    pub on: bool,
}

/// A name in each language.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Names {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Uzbek.
    pub uz: String,
}

impl Names {
    /// The name in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Uz => &self.uz,
        }
    }

    /// Another name in a language.
    pub(super) fn set(&mut self, language: Language, name: &str) {
        let place = match language {
            Language::En => &mut self.en,
            Language::Ru => &mut self.ru,
            Language::Uz => &mut self.uz,
        };
        name.clone_into(place);
    }
}

/// English, Russian, Uzbek.
impl From<[ServiceName; 3]> for Names {
    fn from(names: [ServiceName; 3]) -> Self {
        let [en, ru, uz] = names.map(|name| name.as_str().to_owned());
        Self { en, ru, uz }
    }
}

impl Service {
    /// What a new shop offers.
    pub(super) fn seeds() -> [Self; 3] {
        [
            Self::seed("haircut", 30, ["Haircut", "Стрижка", "Soch olish"]),
            Self::seed("beard", 30, ["Beard", "Борода", "Soqol"]),
            Self::seed(
                "haircut_beard",
                60,
                ["Haircut and beard", "Стрижка и борода", "Soch va soqol"],
            ),
        ]
    }

    fn seed(id: &str, minutes: u16, [en, ru, uz]: [&str; 3]) -> Self {
        Self {
            id: ServiceId::new(id).expect("the seeds' ids are letters"),
            names: Names {
                en: en.to_owned(),
                ru: ru.to_owned(),
                uz: uz.to_owned(),
            },
            duration: Duration::from_minutes(minutes).expect("the seeds' lengths are on the grid"),
            price: 0,
            on: true,
        }
    }
}

/// A service's name in a text.
impl From<&Names> for Argument {
    fn from(names: &Names) -> Self {
        Self::Each {
            en: names.en.clone(),
            ru: names.ru.clone(),
            uz: names.uz.clone(),
        }
    }
}
