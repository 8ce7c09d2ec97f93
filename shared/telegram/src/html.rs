//! Text with markup, in which nothing unescaped can hide.

use std::fmt;

/// The most characters of a message after its entities are parsed
/// (<https://core.telegram.org/bots/api#sendmessage>); compare with [`Html::visible_len`].
pub const MESSAGE_LIMIT: usize = 4096;

/// Text in Telegram's HTML (<https://core.telegram.org/bots/api#html-style>).
///
/// Text of people gets in through [`Html::escape`] alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Text of any origin, to be shown as it is. Safe between tags and inside a quoted attribute.
    #[must_use]
    pub fn escape(text: &str) -> Self {
        let mut html = Self(String::with_capacity(text.len()));
        html.push_escaped(text);
        html
    }

    /// Markup that is shipped with the program. Nothing that a person typed may be in it.
    #[must_use]
    pub fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// One text made of several.
    #[must_use]
    pub fn concat<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        Self(parts.into_iter().map(Self::as_str).collect())
    }

    /// Adds another text at the end.
    pub fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Adds text of any origin at the end, escaped.
    pub fn push_escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// The markup, as Telegram wants it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no markup at all. Telegram also refuses a text of white space alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a person sees: tags gone, entities decoded. Also the plain text to send once more
    /// when Telegram refuses the markup.
    #[must_use]
    pub fn visible_text(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(start) = rest.find(['<', '&']) {
            text.push_str(&rest[..start]);
            rest = &rest[start..];
            let (shown, length) = tag(rest)
                .or_else(|| entity(rest))
                .unwrap_or_else(|| first(rest));
            text.extend(shown);
            rest = &rest[length..];
        }
        text.push_str(rest);
        text
    }

    /// The length of the visible text in UTF-16 code units, in which Telegram counts offsets.
    /// Its limits are in characters, of which there are never more: what fits by this count fits.
    #[must_use]
    pub fn visible_len(&self) -> usize {
        self.visible_text().encode_utf16().count()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first `limit` characters of a text. To be used before escaping, so that no entity is cut.
#[must_use]
pub fn truncate_chars(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// What is shown of a piece of markup, and the bytes that it takes.
type Piece = (Option<char>, usize);

fn tag(markup: &str) -> Option<Piece> {
    let mut quote = None;
    for (at, character) in markup.strip_prefix('<')?.char_indices() {
        match (quote, character) {
            (None, '>') => return Some((None, at + 2)),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

fn entity(markup: &str) -> Option<Piece> {
    let (name, _) = markup.strip_prefix('&')?.split_once(';')?;
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => numeric(name.strip_prefix('#')?)?,
    };
    Some((Some(character), name.len() + 2))
}

fn numeric(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

fn first(markup: &str) -> Piece {
    let character = markup.chars().next();
    (character, character.map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn foreign_text_cannot_become_markup() {
        let mut html = Html::trusted("<b>Hello</b>, ".to_owned());
        html.push(&Html::escape("<i>Tom & \"Jerry\"</i>"));
        assert_eq!(
            html.as_str(),
            "<b>Hello</b>, &lt;i&gt;Tom &amp; &quot;Jerry&quot;&lt;/i&gt;"
        );
        assert_eq!(html.visible_text(), "Hello, <i>Tom & \"Jerry\"</i>");
    }

    #[test]
    fn tags_and_entities_are_not_seen() {
        let html = Html::trusted("<a href=\"x?a>b\">go</a> &#33;&#x21; &copy; a & b <".to_owned());
        assert_eq!(html.visible_text(), "go !! &copy; a & b <");
    }

    #[test]
    fn parts_are_joined_in_order() {
        let parts = [Html::escape("a<"), Html::trusted("<b>b</b>".to_owned())];
        assert_eq!(Html::concat(&parts).to_string(), "a&lt;<b>b</b>");
    }

    #[test]
    fn length_counts_as_telegram_counts_offsets() {
        assert_eq!(Html::escape("a😀&").visible_len(), 4);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(truncate_chars("привет", 3), "при");
        assert_eq!(truncate_chars("abc", 3), "abc");
        assert_eq!(truncate_chars("abc", 0), "");
    }

    proptest! {
        #[test]
        fn escaped_text_is_seen_unchanged(text in "\\PC*") {
            prop_assert_eq!(Html::escape(&text).visible_text(), text);
        }

        #[test]
        fn any_markup_has_visible_text(markup in "[<>&;#x0-9a\"'é]*") {
            let html = Html::trusted(markup.clone());
            prop_assert!(html.visible_text().len() <= markup.len());
        }
    }
}
