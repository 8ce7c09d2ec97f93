//! What only others can say: the webhook, Telegram, SQS.

use std::time::Duration;

use futures_util::future::join3;
use settings::UpdatesMode;
use telegram::WebhookInfo;

use crate::Monitor;
use crate::dead_letters::Letters;

/// The longest that Telegram may take to say what it knows of the webhook.
const LIMIT: Duration = Duration::from_secs(5);

/// What others have said in this run.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    pub(crate) webhook: WebhookKnown,
    pub(crate) dead_letters: Vec<Letters>,
}

/// What is known of the webhook at Telegram.
#[derive(Clone, Debug)]
pub(crate) enum WebhookKnown {
    /// What Telegram says.
    Known(WebhookInfo),
    /// Telegram did not say.
    Unknown,
    /// Updates are polled: there is none to be watched.
    Unused,
}

impl Monitor {
    /// Sends the heartbeat, and asks the others beside it.
    pub(crate) async fn look_outside(&self) -> Outside {
        let ((), webhook, dead_letters) =
            join3(self.beat(), self.ask_telegram(), self.dead_letters.count()).await;
        Outside {
            webhook,
            dead_letters,
        }
    }

    /// Where updates are polled it is the poller that gives signs of life.
    async fn beat(&self) {
        if self.mode != UpdatesMode::Webhook {
            return;
        }
        if let Err(error) = self.pulse.beat(&*self.courier.clock).await {
            tracing::error!(%error, "the heartbeat was not taken");
        }
    }

    async fn ask_telegram(&self) -> WebhookKnown {
        if self.mode != UpdatesMode::Webhook {
            return WebhookKnown::Unused;
        }
        match self.courier.line.webhook_info(LIMIT).await {
            Ok(info) => WebhookKnown::Known(info),
            Err(error) => {
                tracing::error!(%error, "Telegram does not say what it knows of the webhook");
                WebhookKnown::Unknown
            }
        }
    }
}
