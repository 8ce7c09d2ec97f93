//! Telegram's HTML, as strictly as it is documented
//! (<https://core.telegram.org/bots/api#html-style>).

mod attributes;
mod parser;

use serde_json::Value;

use parser::Parser;

/// A text and what is marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    /// `MessageEntity` objects, outer ones first.
    pub(crate) entities: Vec<Value>,
    /// The text as HTML.
    pub(crate) html: String,
}

impl Formatted {
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            entities: Vec::new(),
            html: escape(text),
        }
    }

    /// Reads HTML; the error is what Telegram says after `can't parse entities: `.
    pub(crate) fn from_html(html: &str) -> Result<Self, String> {
        let (text, entities) = Parser::read(html)?;
        Ok(Self {
            text,
            entities,
            html: html.to_owned(),
        })
    }
}

/// Text as HTML that shows it.
pub(crate) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// The length in UTF-16 code units, in which offsets and lengths of entities are given.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parser::TAGS;
    use super::*;

    fn error(html: &str) -> String {
        Formatted::from_html(html).unwrap_err()
    }

    #[test]
    fn every_listed_tag_is_read() {
        for (tag, kind) in TAGS {
            let html = format!("😀<{tag} href=\"https://a.example/?a&amp;b\">x</{tag}>");
            let read = Formatted::from_html(&html).unwrap();
            assert_eq!(
                (read.text.as_str(), &read.entities[0]["type"]),
                ("😀x", &json!(kind))
            );
            assert_eq!(
                read.entities[0]["offset"], 2,
                "offsets count UTF-16 code units"
            );
        }
    }

    #[test]
    fn outer_entities_come_first() {
        let read = Formatted::from_html("<b>a<i>b</i></b><u></u> &lt;&#33;&#x21;&quot;").unwrap();
        assert_eq!(read.text, "ab <!!\"");
        insta::assert_snapshot!(json!(read.entities), @r#"[{"type":"bold","offset":0,"length":2},{"type":"italic","offset":1,"length":1}]"#);
    }

    #[test]
    fn links_keep_their_address() {
        let read = Formatted::from_html("<a href='https://a.example/?x=1&amp;y=>'>go</a>").unwrap();
        assert_eq!(read.entities[0]["url"], "https://a.example/?x=1&y=>");
    }

    #[test]
    fn bad_markup_is_named_with_its_place() {
        let errors = [
            "<div>x</div>",
            "<b>x",
            "x</b>",
            "<b>x</i>",
            "<b",
            "<b>x</b",
            "a & b",
            "&nbsp;",
            "a > b",
            "<b =x>",
            "a < b",
        ]
        .map(error);
        insta::assert_snapshot!(errors.join("\n"), @r#"
    Unsupported start tag "div" at byte offset 0
    Can't find end tag corresponding to start tag "b"
    Unexpected end tag at byte offset 1
    Unmatched end tag at byte offset 4, expected "</b>", found "</i>"
    Unclosed start tag at byte offset 0
    Unclosed end tag at byte offset 4
    Unescaped "&" at byte offset 2
    Unescaped "&" at byte offset 0
    Unescaped ">" at byte offset 2
    Empty attribute name in the tag "b" at byte offset 0
    Unclosed start tag at byte offset 2
"#);
    }
}
