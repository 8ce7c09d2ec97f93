use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};

use crate::names::spelled;
use crate::{Environment, Malformed, Reader, Reported, Source, Stage, UpdatesMode};

const OVERRIDE: &str = "TELEGRAM_BOT_TOKEN_OVERRIDE";
const PROD: &str = "TELEGRAM_BOT_TOKEN_PROD";
const DEV: &str = "TELEGRAM_BOT_TOKEN_DEV";
const OLD: &str = "TELEGRAM_BOT_TOKEN";

/// A bot's token: its id, a colon, and up to 100 of A–Z a–z 0–9 _ and -. Telegram issues 35;
/// fewer are taken for the tokens of tests. Its `Debug` does not show it.
#[derive(Clone)]
pub struct BotToken {
    bot_id: i64,
    text: SecretString,
}

impl BotToken {
    /// The token itself, for the address of a Bot API method and nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    /// The user id of the bot, which is no secret.
    #[must_use]
    pub fn bot_id(&self) -> i64 {
        self.bot_id
    }
}

impl FromStr for BotToken {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let bot_id = bot_id(text).ok_or_else(|| {
            Malformed::new(
                "does not have the form of a bot token",
                "copy it whole from @BotFather, as digits, a colon, then letters, digits, _ or -",
            )
        })?;
        Ok(Self {
            bot_id,
            text: text.into(),
        })
    }
}

impl fmt::Debug for BotToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BotToken(redacted)")
    }
}

/// The id in a text that has the form of a token.
fn bot_id(text: &str) -> Option<i64> {
    let (digits, rest) = text.split_once(':')?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit()) && spelled(rest, 1..=100, b"_-");
    digits.parse().ok().filter(|id| whole && *id > 0)
}

/// The setting of the token that counts.
#[derive(Clone, Debug)]
pub struct TokenSetting {
    /// The variable that holds it, without `_PARAMETER`.
    pub variable: &'static str,
    /// What the variable says.
    pub source: Source<BotToken>,
}

impl TokenSetting {
    /// The first one set in the order of precedence. Those behind it are not looked at. Where the
    /// stage cannot be read, which is reported already, either's token will do.
    ///
    /// # Errors
    /// When none is set, or the one that counts is malformed, which is reported.
    pub fn read(reader: &mut Reader<'_>, stage: Option<Stage>) -> Result<Self, Reported> {
        let setting = Self::find(reader, stage)?;
        setting.ok_or_else(|| missing(reader, stage, MEND))
    }

    fn find(reader: &mut Reader<'_>, stage: Option<Stage>) -> Result<Option<Self>, Reported> {
        for variable in precedence(stage) {
            if let Some(source) = reader.source(variable, str::parse)? {
                return Ok(Some(Self { variable, source }));
            }
        }
        Ok(None)
    }
}

/// The user id of the production bot, where the environment holds its token: a token tells the
/// id of its bot, so nobody has to be asked.
#[must_use]
pub fn production_bot(environment: &Environment) -> Option<i64> {
    let token: BotToken = environment.get(PROD)?.parse().ok()?;
    Some(token.bot_id())
}

/// The token that counts. `None` only where updates are disabled.
pub(crate) fn bot_token(
    reader: &mut Reader<'_>,
    stage: Option<Stage>,
    mode: Option<UpdatesMode>,
) -> Result<Option<Source<BotToken>>, Reported> {
    let setting = TokenSetting::find(reader, stage)?;
    match (setting, mode) {
        (Some(setting), _) => Ok(Some(setting.source)),
        (None, Some(UpdatesMode::Disabled)) => Ok(None),
        (None, _) => {
            let mend = format!("{MEND}; without a bot set TELEGRAM_UPDATES_MODE=disabled");
            Err(missing(reader, stage, &mend))
        }
    }
}

fn precedence(stage: Option<Stage>) -> &'static [&'static str] {
    match stage {
        Some(Stage::Production) => &[OVERRIDE, PROD, OLD],
        Some(Stage::Development) => &[OVERRIDE, DEV, OLD],
        None => &[OVERRIDE, PROD, DEV, OLD],
    }
}

const MEND: &str = "set it, or TELEGRAM_BOT_TOKEN_OVERRIDE or TELEGRAM_BOT_TOKEN, to the bot's token, or the \
     same name with _PARAMETER to the name of an SSM SecureString";

fn missing(reader: &mut Reader<'_>, stage: Option<Stage>, mend: &str) -> Reported {
    let variable = if stage == Some(Stage::Production) {
        PROD
    } else {
        DEV
    };
    reader.report(variable, "is missing", mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_carries_its_bot_id() {
        let token: BotToken = "123456:AAF-abc_DEF".parse().unwrap();
        assert_eq!(token.bot_id(), 123_456);
        assert_eq!(token.expose(), "123456:AAF-abc_DEF");
        assert_eq!(format!("{token:?}"), "BotToken(redacted)");
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let long = format!("1:{}", "a".repeat(101));
        for text in [
            "", ":", "1:", ":a", "x:a", "-1:a", "+1:a", "0:a", "1:a b", "1:a\n", "1:a:b", &long,
        ] {
            assert!(text.parse::<BotToken>().is_err(), "{text:?}");
        }
        assert!("99999999999999999999:a".parse::<BotToken>().is_err());
    }
}
