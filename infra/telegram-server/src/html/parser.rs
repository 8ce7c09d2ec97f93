use std::cmp::Reverse;

use serde_json::{Value, json};

use super::attributes::{attributes, character_reference};
use super::utf16_len;

/// Reads markup from its beginning to its end.
pub(super) struct Parser<'a> {
    html: &'a str,
    at: usize,
    text: String,
    open: Vec<Open>,
    found: Found,
}

struct Open {
    tag: &'static str,
    entity: Option<Value>,
    offset: usize,
}

#[derive(Default)]
struct Found(Vec<(usize, usize, Value)>);

impl<'a> Parser<'a> {
    /// The text without markup, and its entities.
    pub(super) fn read(html: &'a str) -> Result<(String, Vec<Value>), String> {
        let mut parser = Self {
            html,
            at: 0,
            text: String::new(),
            open: Vec::new(),
            found: Found::default(),
        };
        parser.run()?;
        Ok((parser.text, parser.found.sorted()))
    }

    fn run(&mut self) -> Result<(), String> {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '<' if self.rest().starts_with("</") => self.end_tag()?,
                '<' => self.start_tag()?,
                '&' => self.character_reference()?,
                '>' => return Err(format!("Unescaped \">\" at byte offset {}", self.at)),
                _ => self.run_of_text(),
            }
        }
        match self.open.last() {
            Some(open) => Err(format!(
                "Can't find end tag corresponding to start tag \"{}\"",
                open.tag
            )),
            None => Ok(()),
        }
    }

    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn run_of_text(&mut self) {
        let rest = self.rest();
        let end = rest.find(['<', '>', '&']).unwrap_or(rest.len());
        self.text.push_str(&rest[..end]);
        self.at += end;
    }

    fn character_reference(&mut self) -> Result<(), String> {
        let (character, length) = character_reference(self.rest())
            .ok_or_else(|| format!("Unescaped \"&\" at byte offset {}", self.at))?;
        self.text.push(character);
        self.at += length;
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let inside = self.inside_of_tag(1);
        let inside = inside.ok_or_else(|| format!("Unclosed start tag at byte offset {begin}"))?;
        let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let name = inside[..name_end].to_lowercase();
        let tag = TAGS
            .iter()
            .find(|(tag, _)| *tag == name)
            .ok_or_else(|| format!("Unsupported start tag \"{name}\" at byte offset {begin}"))?;
        let attributes = attributes(&inside[name_end..], tag.0, begin)?;
        self.open.push(Open {
            tag: tag.0,
            entity: entity(*tag, &attributes),
            offset: utf16_len(&self.text),
        });
        self.at = begin + inside.len() + 2;
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let open = self
            .open
            .pop()
            .ok_or_else(|| format!("Unexpected end tag at byte offset {begin}"))?;
        let inside = self.inside_of_tag(2);
        let inside = inside.ok_or_else(|| format!("Unclosed end tag at byte offset {begin}"))?;
        let name = inside.trim_end();
        if !name.is_empty() && !name.eq_ignore_ascii_case(open.tag) {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.tag
            ));
        }
        let length = utf16_len(&self.text) - open.offset;
        self.found.add(open.entity, open.offset, length);
        self.at = begin + inside.len() + 3;
        Ok(())
    }

    /// What stands between `<` or `</` and the `>` that ends the tag; none when nothing ends it.
    fn inside_of_tag(&self, opening: usize) -> Option<&'a str> {
        let inside = &self.rest()[opening..];
        let mut quote = None;
        for (at, character) in inside.char_indices() {
            match (quote, character) {
                (None, '>') => return Some(&inside[..at]),
                (None, '"' | '\'') => quote = Some(character),
                (Some(open), _) if open == character => quote = None,
                _ => {}
            }
        }
        None
    }
}

impl Found {
    fn add(&mut self, entity: Option<Value>, offset: usize, length: usize) {
        if let Some(mut entity) = entity.filter(|_| length > 0) {
            entity["offset"] = offset.into();
            entity["length"] = length.into();
            self.0.push((offset, length, entity));
        }
    }

    fn sorted(mut self) -> Vec<Value> {
        self.0
            .sort_by_key(|(offset, length, _)| (*offset, Reverse(*length)));
        self.0.into_iter().map(|(_, _, entity)| entity).collect()
    }
}

/// The tags of spec/telegram.md and the types of their entities.
pub(super) const TAGS: [(&str, &str); 9] = [
    ("b", "bold"),
    ("i", "italic"),
    ("u", "underline"),
    ("s", "strikethrough"),
    ("code", "code"),
    ("pre", "pre"),
    ("a", "text_link"),
    ("tg-spoiler", "spoiler"),
    ("blockquote", "blockquote"),
];

fn entity((tag, kind): (&str, &str), attributes: &[(String, String)]) -> Option<Value> {
    if tag != "a" {
        return Some(json!({"type": kind}));
    }
    let (_, url) = attributes.iter().find(|(name, _)| name == "href")?;
    Some(json!({"type": kind, "url": url}))
}
