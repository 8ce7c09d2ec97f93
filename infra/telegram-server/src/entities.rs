//! What Telegram marks by itself in the texts of people.

use serde_json::{Value, json};

use crate::html::utf16_len;

/// Commands and mentions in a text, as `MessageEntity` objects.
pub(crate) fn found_in(text: &str) -> Vec<Value> {
    words(text)
        .filter_map(|(at, word)| {
            let (kind, length) = kind_of(word)?;
            let offset = utf16_len(&text[..at]);
            // Commands and mentions are ASCII, where all lengths are the same.
            Some(json!({"type": kind, "offset": offset, "length": length}))
        })
        .collect()
}

/// The pieces between white space, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn kind_of(word: &str) -> Option<(&'static str, usize)> {
    if let Some(name) = word.strip_prefix('@') {
        let length = name_length(name);
        return (length >= 3).then_some(("mention", length + 1));
    }
    let name = word.strip_prefix('/')?;
    let length = name_length(name);
    if !(1..=64).contains(&length) {
        return None;
    }
    let addressed = name[length..].strip_prefix('@').map(name_length);
    let suffix = addressed.filter(|length| *length >= 3);
    Some((
        "bot_command",
        length + 1 + suffix.map_or(0, |length| length + 1),
    ))
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_mentions_are_found() {
        let entities = found_in("😀 /start@desk_bot, ask @anna: / or a/b or /q\n/x!");
        insta::assert_snapshot!(json!(entities), @r#"[{"type":"bot_command","offset":3,"length":15},{"type":"mention","offset":24,"length":5},{"type":"bot_command","offset":43,"length":2},{"type":"bot_command","offset":46,"length":2}]"#);
    }
}
