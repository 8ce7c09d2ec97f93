use std::borrow::Cow;

/// What stands in the place of a value that must not be printed.
pub(crate) const REDACTED: &str = "[redacted]";

/// The longest string that is written whole, in characters.
const LONGEST: usize = 200;

/// Telegram issues 35 characters after the colon.
const TOKEN_TAIL: usize = 30;

/// Whether a field of this name is written without its value.
pub(crate) fn is_private(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["token", "secret", "password", "phone", "text"]
        .iter()
        .any(|word| key.contains(word))
}

/// The string as it may be written: without bot tokens, and not too long.
pub(crate) fn presentable(text: &str) -> String {
    let text = without_tokens(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

/// Replaces digits, a colon and what follows where they look like a bot token: by their length,
/// or as the part of an address in which the Bot API expects one.
fn without_tokens(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut rest = 0;
    for (colon, _) in text.match_indices(':') {
        let start = colon - trailing_digits(&text[rest..colon]);
        let tail = leading_token_characters(&text[colon + 1..]);
        let in_address = text[rest..start].ends_with("/bot") && tail > 0;
        if start < colon && (in_address || tail >= TOKEN_TAIL) {
            kept.push_str(&text[rest..start]);
            kept.push_str(REDACTED);
            rest = colon + 1 + tail;
        }
    }
    if rest == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[rest..]);
    Cow::Owned(kept)
}

fn trailing_digits(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

fn leading_token_characters(text: &str) -> usize {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
    text.bytes().take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "123456:AAF-abcdefghijklmnopqrstuvwxyz_0123";

    #[test]
    fn private_keys_are_told_in_any_case() {
        for key in [
            "token",
            "bot_token",
            "webhookSecret",
            "PASSWORD",
            "user.phone",
            "reply_text",
            "context",
        ] {
            assert!(is_private(key), "{key}");
        }
        for key in ["update_id", "kind", "request_id", "tok_en"] {
            assert!(!is_private(key), "{key}");
        }
    }

    #[test]
    fn tokens_within_strings_are_replaced() {
        let error =
            format!("sending to (https://api.telegram.org/bot{TOKEN}/sendMessage), then {TOKEN}");
        insta::assert_snapshot!(presentable(&error), @"sending to (https://api.telegram.org/bot[redacted]/sendMessage), then [redacted]");
        assert_eq!(
            presentable("http://127.0.0.1:9/bot1:abc/getMe"),
            "http://127.0.0.1:9/bot[redacted]/getMe"
        );
        assert_eq!(
            presentable(&format!("{TOKEN}:{TOKEN}")),
            "[redacted]:[redacted]"
        );
    }

    #[test]
    fn other_colons_are_left_alone() {
        for text in [
            "",
            ":",
            "12:30:05",
            "src/lib.rs:12",
            "http://[::1]:8081/bot",
            "é:1",
            "/bot1:",
        ] {
            assert_eq!(presentable(text), text);
        }
    }

    #[test]
    fn long_strings_end_between_characters() {
        let whole = "é".repeat(200);
        assert_eq!(presentable(&whole), whole);
        assert_eq!(presentable(&"é".repeat(201)), format!("{whole}…"));
        let on_the_edge = format!("{} {TOKEN}", "x".repeat(180));
        assert!(!presentable(&on_the_edge).contains("AAF"));
    }
}
