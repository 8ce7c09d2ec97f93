use std::sync::Arc;

use clock::{Clock as _, SystemClock};
use jiff::SignedDuration;
use settings::{Environment, Reader, UpdatesMode};
use telegram::WebhookInfo;

use super::Finding;
use crate::bot::Bot;

const ABOUT: &str = "bot";

/// An error of Telegram's that is older says little of now.
const RECENT: SignedDuration = SignedDuration::from_hours(1);

/// The token, and what Telegram has registered.
pub(crate) async fn findings(environment: &Environment) -> Vec<Finding> {
    let mode = Reader::new(environment).optional("TELEGRAM_UPDATES_MODE", str::parse);
    let mode = mode.ok().flatten().unwrap_or_default();
    if mode == UpdatesMode::Disabled {
        return Vec::new();
    }
    let asked = async {
        let bot = Bot::of(environment).await?;
        let me = bot.me().await?;
        Ok((me, bot.webhook_info().await?))
    };
    match asked.await {
        Ok((me, info)) => {
            let mut findings = vec![name(environment, &me.username)];
            findings.extend(webhook(environment, &info, mode));
            findings
        }
        Err(failure) => Vec::from_iter(Finding::of_failure(ABOUT, &failure)),
    }
}

fn name(environment: &Environment, username: &str) -> Finding {
    let set = environment.get("TELEGRAM_BOT_USERNAME");
    let other = set.is_some_and(|set| !set.eq_ignore_ascii_case(username));
    Finding::unless(
        other,
        ABOUT,
        format!("TELEGRAM_BOT_USERNAME is not the name of the token's bot, which is {username}"),
        format!("set it to {username}, or the token to that of the other bot"),
    )
}

fn webhook(environment: &Environment, info: &WebhookInfo, mode: UpdatesMode) -> Vec<Finding> {
    let about = "webhook";
    let set = "run `botctl webhook set`";
    if mode == UpdatesMode::Polling {
        let is_set = !info.url.is_empty();
        let what = "updates are to be polled, but a webhook is set";
        return vec![Finding::unless(
            is_set,
            about,
            what,
            "run `botctl webhook delete`",
        )];
    }
    let wanted = environment.get("WEBHOOK_URL").unwrap_or_default();
    let what = match info.url.as_str() {
        "" => "no webhook is set, so no update comes".to_owned(),
        url => format!("Telegram brings updates to {url}, not to WEBHOOK_URL"),
    };
    let elsewhere = !wanted.is_empty() && wanted != info.url;
    let kinds = "Telegram brings other kinds of updates than the bot uses";
    let differs = !elsewhere && !info.delivers_what_is_used();
    vec![
        Finding::unless(elsewhere, about, what, set),
        Finding::unless(differs, "updates", kinds, set),
        last_error(info),
    ]
}

fn last_error(info: &WebhookInfo) -> Finding {
    let now = Arc::new(SystemClock::new()).now();
    let at = info.last_error_at();
    let at = at.filter(|at| now.duration_since(*at) < RECENT);
    let message = info.last_error_message.as_deref().unwrap_or_default();
    let mend = if message.contains("401") {
        "run `botctl webhook set --renew-secret`"
    } else {
        "look at `botctl health` and at the webhook's log"
    };
    match at {
        None => Finding::well("deliveries"),
        Some(at) => {
            let what = format!("a delivery failed at {at}: {message}");
            Finding::wrong("deliveries", what, mend)
        }
    }
}
