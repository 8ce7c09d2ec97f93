use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// What somebody is found by, in its normal form: the beginning of a name, or of a username
/// after an `@`.
///
/// Case, accents, apostrophes and what cannot be seen do not count, and whatever else is neither
/// letter nor digit is a space; so `Oʻgʻiloy`, `O'giloy` and `ogiloy` are one word, and `Ёлка` is
/// `елка`. The letters of one script are not those of another.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Word(String);

/// The text has nothing to be found by.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no letter and no digit in it")]
pub struct NoWord;

impl Word {
    /// The most bytes of a word: a cursor in a list of words has to fit into a button, together
    /// with a user id.
    pub const LIMIT: usize = 36;

    /// The normal form of a name, or of the beginning of one.
    ///
    /// # Errors
    /// [`NoWord`].
    pub fn of_name(text: &str) -> Result<Self, NoWord> {
        Self::limited(&plain(text))
    }

    /// The normal form of a username, with or without its `@`.
    ///
    /// # Errors
    /// [`NoWord`] where Telegram would have none like that.
    pub fn of_username(text: &str) -> Result<Self, NoWord> {
        let name = text.strip_prefix('@').unwrap_or(text);
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if name.is_empty() || !name.bytes().all(fits) {
            return Err(NoWord);
        }
        Self::limited(&format!("@{}", name.to_ascii_lowercase()))
    }

    /// Reads a word in its normal form.
    ///
    /// # Errors
    /// [`NoWord`] for a text that is in no normal form.
    pub fn parse(text: &str) -> Result<Self, NoWord> {
        let word = if text.starts_with('@') {
            Self::of_username(text)
        } else {
            Self::of_name(text)
        };
        word.ok().filter(|word| word.0 == text).ok_or(NoWord)
    }

    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first two letters, by which it is filed; the first alone where that is a word.
    #[must_use]
    pub fn bucket(&self) -> String {
        self.0
            .chars()
            .take(2)
            .collect::<String>()
            .trim_end()
            .to_owned()
    }

    fn limited(text: &str) -> Result<Self, NoWord> {
        let end = text.floor_char_boundary(Self::LIMIT);
        match text[..end].trim_end() {
            "" => Err(NoWord),
            word => Ok(Self(word.to_owned())),
        }
    }
}

fn plain(text: &str) -> String {
    let seen = text.nfkd().filter(|c| !is_ignored(*c));
    let lower = seen
        .flat_map(char::to_lowercase)
        .filter(|c| !is_ignored(*c));
    let spaced: String = lower
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Accents, apostrophes of all kinds, and characters that only say how others are shown.
fn is_ignored(c: char) -> bool {
    canonical_combining_class(c) != 0
        || matches!(
            c,
            '\'' | '`' | '´' | '‘' | '’' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}'
        )
        || matches!(
            c,
            '\u{ad}' | '\u{640}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.0
    }
}

impl TryFrom<String> for Word {
    type Error = NoWord;

    fn try_from(text: String) -> Result<Self, NoWord> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(name: &str) -> String {
        Word::of_name(name).map(String::from).unwrap_or_default()
    }

    #[test]
    fn one_name_has_one_normal_form() {
        for (written, word) in [
            ("Ann Lee", "ann lee"),
            ("  ANN\u{a0}\u{200f}Lee ", "ann lee"),
            ("Ан\u{301}на", "анна"),
            ("Ёлка", "елка"),
            ("Oʻgʻiloy", "ogiloy"),
            ("O‘g'iloy", "ogiloy"),
            ("Müller", "muller"),
            ("Mu\u{308}ller", "muller"),
            ("İpek", "ipek"),
            ("ﬁona", "fiona"),
            ("مُحَمَّد", "محمد"),
            ("Anne-Marie <b>", "anne marie b"),
            ("👩 Ann", "ann"),
            ("李明", "李明"),
            ("🌸", ""),
        ] {
            assert_eq!(of(written), word, "{written}");
        }
    }

    #[test]
    fn words_are_filed_by_two_letters() {
        let bucket = |word: &str| Word::parse(word).unwrap().bucket();
        assert_eq!(bucket("анна"), "ан");
        assert_eq!(bucket("a lee"), "a");
        assert_eq!(bucket("@ann"), "@a");
    }

    #[test]
    fn usernames_are_as_telegram_has_them() {
        assert_eq!(Word::of_username("@Ann_Lee").unwrap().as_str(), "@ann_lee");
        for odd in ["", "@", "@ann-lee", "@анна", "@ann:lee"] {
            assert_eq!(Word::of_username(odd), Err(NoWord), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_word_is_short_and_reads_back(text in "\\PC{0,80}") {
            if let Ok(word) = Word::of_name(&text) {
                prop_assert!(word.as_str().len() <= Word::LIMIT);
                prop_assert!(!word.as_str().contains([':', '#', '@', '<', '>']));
                prop_assert_eq!(Word::parse(word.as_str()), Ok(word));
            }
        }
    }
}
