use jiff::civil::Date;
use locales::{Language, Locale, Phrase};
use telegram::{Action, Button, Html};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::Press;
use crate::booking::notice::dated;

/// The most characters of a name or a note in a line or on a button.
pub(crate) const SHORT: usize = 40;

/// Stands for what was cut.
const CUT: char = '…';

/// Writes in one language.
pub(crate) struct Pen {
    locale: &'static Locale,
    /// The year that goes without saying.
    year: Option<i16>,
}

impl Pen {
    pub(crate) fn of(language: Language, year: Option<i16>) -> Self {
        let locale = Locale::of(language);
        Self { locale, year }
    }

    /// The phrase as markup.
    pub(crate) fn say(&self, phrase: &Phrase) -> Html {
        self.locale.html(phrase)
    }

    /// A phrase with the arguments of a date, from which `schedule-date` makes words: those of
    /// [`dated`], and `other`, the year where it does not go without saying.
    pub(crate) fn dated(&self, phrase: Phrase, date: Date) -> Phrase {
        let other = self.year.filter(|year| *year != date.year());
        let other = other.map_or_else(|| "none".to_owned(), |_| date.year().to_string());
        dated(phrase, date).with("other", other)
    }

    /// A text without arguments, without markup.
    pub(crate) fn label(&self, key: &str) -> String {
        self.plain(&Phrase::new(key))
    }

    /// The phrase without markup.
    pub(crate) fn plain(&self, phrase: &Phrase) -> String {
        self.locale.plain(phrase)
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

/// At most `most` characters of a text, `…` included where it was cut: between what people see as
/// characters, unless the first of them is longer. To be used before escaping.
pub(crate) fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(1);
    let mut kept = String::new();
    let mut taken = 0;
    for seen in text.graphemes(true) {
        taken += seen.chars().count();
        if taken > room {
            break;
        }
        kept.push_str(seen);
    }
    if kept.is_empty() {
        kept.extend(text.chars().take(room));
    }
    kept.truncate(kept.trim_end().len());
    kept.push(CUT);
    kept
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_texts_are_cut_between_seen_characters() {
        for (text, shown) in [
            ("Ann", "Ann"),
            ("Annabel", "Annab…"),
            ("Anna Bell", "Anna…"),
            ("привет, мир", "приве…"),
            ("abce\u{301}\u{302}fg", "abc…"),
            ("ab👩‍👩‍👧cde", "ab…"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                "e\u{301}\u{301}\u{301}\u{301}…",
            ),
        ] {
            assert_eq!(short(text, 6), shown);
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_is_a_beginning(text in "\\PC{0,60}", most in 1_usize..50) {
            let cut = short(&text, most);
            prop_assert!(cut.chars().count() <= most);
            prop_assert!(cut == text || text.starts_with(cut.trim_end_matches(CUT)));
        }
    }
}
