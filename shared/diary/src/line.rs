use std::fmt;

use serde::{Deserialize, Serialize};

/// One line that somebody typed: 1 to `MOST` characters (Unicode scalar values) with single
/// spaces inside, none of them a control character, at least one of them to be seen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String")]
pub struct Line<const MOST: usize>(String);

/// Why a text is no line.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotALine {
    /// There is nothing to be seen.
    #[error("there is no text")]
    Empty,
    /// It has too many characters.
    #[error("the text has at most {most} characters")]
    TooLong {
        /// How many it may have.
        most: usize,
    },
    /// It has control characters, or such as turn the text around it.
    #[error("the text has characters that cannot be shown")]
    Unprintable,
}

impl<const MOST: usize> Line<MOST> {
    /// Reads what somebody typed; white space counts as one space.
    ///
    /// # Errors
    /// See [`NotALine`].
    pub fn parse(text: &str) -> Result<Self, NotALine> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().all(is_invisible) {
            Err(NotALine::Empty)
        } else if line.chars().count() > MOST {
            Err(NotALine::TooLong { most: MOST })
        } else if line.chars().any(is_harmful) {
            Err(NotALine::Unprintable)
        } else {
            Ok(Self(line))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What of a name or a text that nobody has checked can be shown: trimmed, without the characters
/// that a [`Line`] refuses. `None` where there is nothing to be seen.
#[must_use]
pub fn legible(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !is_harmful(*c)).collect();
    let text = text.trim();
    (!text.chars().all(is_unseen)).then(|| text.to_owned())
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Control characters, and those that override the direction of what follows.
fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a shape: they may stand in a text (marks of direction, joiners), but are
/// none alone.
fn is_invisible(c: char) -> bool {
    is_harmful(c)
        || matches!(
            c,
            ' ' | '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180e}'
                | '\u{feff}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{ffa0}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

impl<const MOST: usize> fmt::Display for Line<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MOST: usize> TryFrom<String> for Line<MOST> {
    type Error = NotALine;

    fn try_from(text: String) -> Result<Self, NotALine> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Short = Line<5>;

    #[test]
    fn lines_keep_what_can_be_seen() {
        for (typed, kept) in [
            (" Ann \n Lee ", Err(NotALine::TooLong { most: 5 })),
            (" A\n\tB ", Ok("A B")),
            ("<b>&", Ok("<b>&")),
            ("e\u{301}", Ok("e\u{301}")),
            ("علي\u{200f}", Ok("علي\u{200f}")),
            ("яяяяя", Ok("яяяяя")),
            ("", Err(NotALine::Empty)),
            (" \u{200b}\u{a0}\n", Err(NotALine::Empty)),
            ("a\u{7}b", Err(NotALine::Unprintable)),
            ("\u{202e}nnA", Err(NotALine::Unprintable)),
        ] {
            let line = Short::parse(typed);
            assert_eq!(line.as_ref().map(Line::as_str), kept.as_ref().copied());
        }
    }

    proptest! {
        #[test]
        fn a_line_reads_back_as_itself(text in any::<String>()) {
            if let Ok(line) = Line::<40>::parse(&text) {
                prop_assert_eq!(Line::parse(line.as_str()), Ok(line));
            }
        }
    }
}
