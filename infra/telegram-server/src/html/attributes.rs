/// The attributes of a tag that begins at byte `begin`, names in lower case.
pub(super) fn attributes(
    text: &str,
    tag: &str,
    begin: usize,
) -> Result<Vec<(String, String)>, String> {
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        if name.is_empty() {
            return Err(format!(
                "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        attributes.push((name, value));
        rest = rest.trim_start();
    }
    Ok(attributes)
}

fn attribute_value(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let quoted = &text[1..];
    let end = quoted.find(quote).unwrap_or(quoted.len());
    let rest = quoted.get(end + 1..).unwrap_or_default();
    (unescape(&quoted[..end]), rest)
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (character, length) = character_reference(rest).unwrap_or((first, first.len_utf8()));
        plain.push(character);
        rest = &rest[length..];
    }
    plain
}

/// Reads one of the four names that Telegram knows, or a number, from the start of `text`.
pub(super) fn character_reference(text: &str) -> Option<(char, usize)> {
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => numbered(name.strip_prefix('#')?)?,
    };
    Some((character, name.len() + 2))
}

fn numbered(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|character| *character != '\0')
}
