use locales::{Language, Locale, Phrase};
use telegram::{Action, Button, Html};

use crate::Press;

/// Writes in one language.
pub(crate) struct Pen(&'static Locale);

impl Pen {
    pub(crate) fn of(language: Language) -> Self {
        Self(Locale::of(language))
    }

    /// The phrase as markup.
    pub(crate) fn say(&self, phrase: &Phrase) -> Html {
        self.0.html(phrase)
    }

    /// A text without arguments, without markup.
    pub(crate) fn label(&self, key: &str) -> String {
        self.plain(&Phrase::new(key))
    }

    /// The phrase without markup.
    pub(crate) fn plain(&self, phrase: &Phrase) -> String {
        self.0.plain(phrase)
    }

    /// A button with a text without arguments.
    pub(crate) fn button(&self, key: &str, press: Press) -> Button {
        Self::button_of(self.label(key), press)
    }

    /// A button with words of its own.
    pub(crate) fn button_of(label: String, press: Press) -> Button {
        Button {
            label,
            action: Action::Press(press.data()),
        }
    }
}

/// One below the other.
pub(crate) fn lines(lines: impl IntoIterator<Item = Html>) -> Html {
    let mut whole = Html::default();
    for line in lines {
        if !whole.is_empty() {
            whole.push_escaped("\n");
        }
        whole.push(&line);
    }
    whole
}
