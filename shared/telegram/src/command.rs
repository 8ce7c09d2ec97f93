//! Commands: texts that start with a slash.

/// A text that starts with `/`. No form may take one as an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The name in lower case, without the slash; empty when the text is no well-formed command.
    pub name: String,
    /// The bot that it is meant for, from `/name@bot`, as written.
    pub addressee: Option<String>,
    /// What follows, without the white space around it.
    pub arguments: String,
}

impl Command {
    /// Reads a command; `None` for a text that does not start with `/`.
    ///
    /// Well-formed is 1–32 of A–Z a–z 0–9 _ (<https://core.telegram.org/bots/features#commands>),
    /// then the end, white space, or `@` and a bot's name.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('/')?;
        Some(Self::well_formed(text).unwrap_or_else(Self::malformed))
    }

    /// Whether a bot with this username (without `@`) may take the command: it names this bot
    /// or none. Usernames know no case.
    #[must_use]
    pub fn is_for(&self, username: &str) -> bool {
        self.addressee
            .as_ref()
            .is_none_or(|addressee| addressee.eq_ignore_ascii_case(username))
    }

    fn well_formed(text: &str) -> Option<Self> {
        let (head, arguments) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (name, addressee) = match head.split_once('@') {
            Some((name, addressee)) => (name, Some(addressee)),
            None => (head, None),
        };
        let shaped = is_word(name) && name.len() <= 32 && addressee.is_none_or(is_word);
        shaped.then(|| Self {
            name: name.to_ascii_lowercase(),
            addressee: addressee.map(str::to_owned),
            arguments: arguments.trim().to_owned(),
        })
    }

    fn malformed() -> Self {
        Self {
            name: String::new(),
            addressee: None,
            arguments: String::new(),
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (String, Option<String>, String) {
        let command = Command::parse(text).unwrap();
        (command.name, command.addressee, command.arguments)
    }

    #[test]
    fn a_command_has_name_and_arguments() {
        assert_eq!(
            parsed("/Start  abc_1 \n"),
            ("start".into(), None, "abc_1".into())
        );
        assert_eq!(parsed("/book\nnow"), ("book".into(), None, "now".into()));
        let for_desk = ("help".into(), Some("Desk_bot".into()), "me".into());
        assert_eq!(parsed("/help@Desk_bot me"), for_desk);
    }

    #[test]
    fn a_malformed_command_has_no_name() {
        let long = format!("/{}", "a".repeat(33));
        for text in [
            "/", "/ start", "/start!", "/дай", "/start@", "/a@b@c", "//", &long,
        ] {
            assert_eq!(parsed(text), (String::new(), None, String::new()), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_commands() {
        for text in ["", "start", " /start", "1/2"] {
            assert_eq!(Command::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_foreign_addressee_is_not_us() {
        assert!(Command::parse("/help").unwrap().is_for("desk_bot"));
        assert!(Command::parse("/help@DESK_bot").unwrap().is_for("desk_bot"));
        assert!(
            !Command::parse("/help@other_bot")
                .unwrap()
                .is_for("desk_bot")
        );
    }
}
