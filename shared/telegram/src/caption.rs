use crate::Html;

/// The most characters of a caption after its entities are parsed
/// (<https://core.telegram.org/bots/api#senddocument>).
pub const CAPTION_LIMIT: usize = 1024;

/// What ends a caption that was cut.
const CUT: char = '…';

/// The text under a document: never one that Telegram refuses for its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption(Html);

impl Caption {
    /// The text, whole where it fits. A longer one loses its markup and its end.
    #[must_use]
    pub fn of(text: Html) -> Self {
        if text.visible_len() <= CAPTION_LIMIT {
            return Self(text);
        }
        let mut cut = beginning(&text.visible_text(), CAPTION_LIMIT - 1);
        cut.push(CUT);
        Self(Html::escape(&cut))
    }

    /// The text.
    #[must_use]
    pub fn html(&self) -> &Html {
        &self.0
    }
}

/// As many whole characters as fit into so many UTF-16 code units, of which there are never fewer
/// than characters: see [`Html::visible_len`].
fn beginning(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |character: &char| {
        let rest = left.checked_sub(character.len_utf16());
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_keeps_its_markup() {
        let text = Html::trusted(format!("<b>{}</b>", "&lt;".repeat(CAPTION_LIMIT)));
        assert_eq!(Caption::of(text.clone()).html(), &text);
    }

    #[test]
    fn what_is_longer_is_cut() {
        let text = Html::trusted(format!("<b>{}</b>", "&lt;".repeat(CAPTION_LIMIT + 1)));
        let seen = Caption::of(text).html().visible_text();
        assert_eq!(seen, format!("{}…", "<".repeat(CAPTION_LIMIT - 1)));
    }

    #[test]
    fn no_character_is_cut_in_two() {
        let caption = Caption::of(Html::escape(&"😀".repeat(CAPTION_LIMIT)));
        assert_eq!(caption.html().visible_len(), CAPTION_LIMIT - 1);
        assert!(caption.html().as_str().ends_with("😀…"));
    }
}
