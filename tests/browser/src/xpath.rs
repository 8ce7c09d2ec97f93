//! Where things are on the page.

pub(crate) fn person(name: &str) -> String {
    format!("//aside//li/button[.//strong[. = {}]]", quoted(name))
}

pub(crate) fn message(words: &str) -> String {
    format!("//article[contains(., {})]", quoted(words))
}

pub(crate) fn button_in(part: &str, label: &str) -> String {
    format!("//{part}//button[. = {}]", quoted(label))
}

/// A text for an `XPath`, which knows no escapes.
pub(crate) fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text} cannot be put in quotes");
    format!("\"{text}\"")
}
