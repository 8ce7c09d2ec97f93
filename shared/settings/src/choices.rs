use std::str::FromStr;

use crate::Malformed;

/// `ENVIRONMENT`: which of the two worlds this process belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The bot that people use.
    Production,
    /// Everything else.
    #[default]
    Development,
}

/// `TELEGRAM_UPDATES_MODE`: how updates reach the bot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdatesMode {
    /// Telegram calls the HTTP function.
    #[default]
    Webhook,
    /// `botctl poll` asks Telegram.
    Polling,
    /// Not at all: the HTTP function answers 503 and a missing token is no error.
    Disabled,
}

/// `TLS_ROOTS`: whose certificate authorities outgoing calls trust.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TlsRoots {
    /// Those of Mozilla, built into the binary.
    #[default]
    Builtin,
    /// Those of the machine.
    System,
}

impl Stage {
    /// The name, as `ENVIRONMENT` has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Development => "development",
        }
    }

    /// Where CloudWatch keeps the metrics of this world: two stacks in one account stay apart.
    #[must_use]
    pub fn metrics_namespace(self) -> &'static str {
        match self {
            Self::Production => "Frontdesk",
            Self::Development => "Frontdesk-development",
        }
    }
}

impl FromStr for Stage {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text {
            "production" => Ok(Self::Production),
            "development" => Ok(Self::Development),
            _ => Err(unknown("set it to production or development")),
        }
    }
}

impl FromStr for UpdatesMode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text {
            "webhook" => Ok(Self::Webhook),
            "polling" => Ok(Self::Polling),
            "disabled" => Ok(Self::Disabled),
            _ => Err(unknown("set it to webhook, polling or disabled")),
        }
    }
}

impl FromStr for TlsRoots {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text {
            "builtin" => Ok(Self::Builtin),
            "system" => Ok(Self::System),
            _ => Err(unknown("set it to builtin or system")),
        }
    }
}

fn unknown(mend: &'static str) -> Malformed {
    Malformed::new("has an unknown value", mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_has_its_word() {
        assert_eq!("production".parse(), Ok(Stage::Production));
        assert_eq!("development".parse(), Ok(Stage::Development));
        assert_eq!("webhook".parse(), Ok(UpdatesMode::Webhook));
        assert_eq!("polling".parse(), Ok(UpdatesMode::Polling));
        assert_eq!("disabled".parse(), Ok(UpdatesMode::Disabled));
        assert_eq!("builtin".parse(), Ok(TlsRoots::Builtin));
        assert_eq!("system".parse(), Ok(TlsRoots::System));
    }

    #[test]
    fn any_other_word_is_refused() {
        assert!("prod".parse::<Stage>().is_err());
        assert!("Webhook".parse::<UpdatesMode>().is_err());
        assert!(" system".parse::<TlsRoots>().is_err());
    }
}
