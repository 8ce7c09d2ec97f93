use std::sync::Arc;
use std::time::Duration;

use aws::Parameters;
use engine::{Direct, Sending};
use secrecy::{ExposeSecret as _, SecretString};
use settings::{BotToken, Source};
use telegram::{BotApi, Idempotent};

/// The line to the Bot API: idempotent calls, with a token that is fetched when first needed.
#[derive(Clone, Debug)]
pub struct BotLine(Arc<Line>);

#[derive(Debug)]
struct Line {
    api: BotApi,
    /// `None` only where updates are disabled.
    token: Option<Source<BotToken>>,
    parameters: Arc<Parameters>,
}

impl BotLine {
    /// A line that makes no request yet.
    #[must_use]
    pub fn new(api: BotApi, token: Option<Source<BotToken>>, parameters: Arc<Parameters>) -> Self {
        Self(Arc::new(Line {
            api,
            token,
            parameters,
        }))
    }
}

impl Direct for BotLine {
    fn send(&self, call: Idempotent, limit: Duration) -> Sending {
        let line = Arc::clone(&self.0);
        Box::pin(async move {
            let method = call.as_call().method();
            if let Err(error) = line.perform(&call, limit).await {
                tracing::warn!(method, error, "a direct call failed");
            }
        })
    }
}

impl Line {
    async fn perform(&self, call: &Idempotent, limit: Duration) -> Result<(), String> {
        let token = self.token().await?;
        self.api
            .perform(&token, call, limit)
            .await
            .map_err(|error| error.to_string())
    }

    async fn token(&self) -> Result<SecretString, String> {
        match &self.token {
            Some(Source::Value(token)) => Ok(SecretString::from(token.expose())),
            Some(Source::Parameter(name)) => {
                let text = self
                    .parameters
                    .get(name)
                    .await
                    .map_err(|error| error.to_string())?;
                let token: BotToken = text
                    .expose_secret()
                    .parse()
                    .map_err(|_| "the parameter holds no bot token")?;
                Ok(SecretString::from(token.expose()))
            }
            None => Err("no bot token is configured".to_owned()),
        }
    }
}
