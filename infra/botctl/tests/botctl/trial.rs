//! docs/telegram-trial.md, walked through with the stand-in in Telegram's place.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock as _, SharedClock, SystemClock};
use jiff::tz::TimeZone;
use metrics_page::Metrics;
use sandbox::{Options, Place, Polling, RealBot};
use serde_json::json;
use settings::Environment;
use telegram_server::UserId;

use crate::bench::Poller;
use crate::closed_site;
use crate::run::Run;
use crate::town::ANN;
use crate::walk::Walk;

const PAGE: &str = include_str!("../../../../docs/telegram-trial.md");

const BOSS: i64 = 1;
const MAX: i64 = 43;

/// The monitor's minute, and a moment.
const MINUTE: Duration = Duration::from_secs(61);

#[tokio::test]
async fn every_step_shows_what_the_page_says() {
    let mut walk = Walk::along(PAGE).await;
    walk.step("1. A bot of its own");
    walk.town
        .telegram()
        .call("deleteWebhook", json!({}))
        .unwrap();
    walk.prints().await;
    walk.step("2. Polling on this machine");
    polling_on_this_machine(&walk).await;
    walk.step("3. Polling with botctl");
    polling_with_botctl(&mut walk).await;
    walk.step("4. The webhook");
    webhook(&mut walk).await;
    walk.step("5. A duplicate");
    walk.prints().await;
    walk.step("6. A redelivery");
    redelivery(&mut walk).await;
    walk.step("7. Too fast");
    too_fast(&walk).await;
    walk.step("8. A group");
    group(&walk).await;
    walk.step("9. Somebody blocks the bot");
    walk.says(MAX, "/start").await;
    walk.reads(MAX, "Hello, Max!").await;
    walk.town.telegram().block(UserId(MAX)).unwrap();
    walk.step("10. A broadcast");
    broadcast(&walk).await;
    walk.step("11. Quiet hours");
    quiet_hours(&mut walk).await;
    walk.step("12. Heartbeat and alerts");
    alerts(&mut walk).await;
    walk.step("13. Without Telegram");
    walk.prints().await;
    walk.prints().await;
    walk.step("14. Afterwards");
    walk.prints().await;
    walk.prints().await;
    walk.ends();
}

/// What `cargo run` does with the token of a bot in its environment.
async fn polling_on_this_machine(walk: &Walk) {
    let clock: SharedClock = Arc::new(SystemClock::new());
    let options = Options {
        port: 0,
        place: Place::Memory,
        superadmins: Some(BOSS.to_string()),
        timezone: None,
        metrics: Metrics::new(clock.clone()),
        clock,
    };
    let variables = ["TELEGRAM_BOT_TOKEN_DEV", "TELEGRAM_API_URL"];
    let environment = variables.map(|name| (name.to_owned(), walk.town.variable(name)));
    let environment = Environment::from_iter(environment);
    let bot = RealBot::from_environment(&environment).unwrap().unwrap();
    let polling = Polling::start(options, bot).await.unwrap();
    walk.says(BOSS, "/start").await;
    walk.reads(BOSS, "Hello, Boss!").await;
    walk.says(ANN, "/start").await;
    walk.reads(ANN, "Hello, Ann!").await;
    walk.asks_to_join(ANN).await;
    walk.reads(BOSS, "Request to join the staff").await;
    walk.presses(BOSS, "✅ Approve as master").await;
    walk.reads(ANN, "you are now a master").await;
    polling.stop().await;
}

async fn polling_with_botctl(walk: &mut Walk) {
    let polling = ("TELEGRAM_UPDATES_MODE", "polling");
    walk.says_into_the_void(ANN, "/start");
    let own = walk.town.sandbox.environment().pairs();
    let environment: Vec<_> = own.chain([polling]).collect();
    let mut poller = Poller::start(&[], &environment).await;
    walk.reads(ANN, "Hello, Ann!").await;
    walk.prints_with(&[polling]).await;
    walk.prints_with(&[polling]).await;
    let Run { code, stdout, .. } = poller.stops("-INT").await;
    let username = walk.town.variable("TELEGRAM_BOT_USERNAME");
    let begun = format!("Polling the updates of @{username}. Ctrl-C stops it.\n");
    walk.printed(&Run {
        code,
        stdout: begun + &stdout,
        stderr: String::new(),
    });
}

async fn webhook(walk: &mut Walk) {
    walk.prints().await;
    walk.town.rests().await;
    walk.prints().await;
    walk.says(ANN, "/help").await;
    walk.reads(ANN, "What I can do").await;
    walk.says(BOSS, "/people").await;
    walk.reads(BOSS, "Whom are you looking for?").await;
    walk.says(ANN, "/broadcast").await;
    walk.reads(ANN, "This is for superadmins.").await;
}

/// In the place of the deployment that is disabled there is a site that answers 503.
async fn redelivery(walk: &mut Walk) {
    let telegram = walk.town.telegram();
    let closed = closed_site::open().await;
    let kinds = ["message", "edited_message", "callback_query"];
    let hook = |url: &str, secret: &str| {
        let params = json!({"url": url, "secret_token": secret, "allowed_updates": kinds});
        telegram.call("setWebhook", params).unwrap();
    };
    hook(&closed, "any");
    walk.says_into_the_void(ANN, "/join");
    let refused = |telegram: &telegram_server::Telegram| {
        let info = telegram.call("getWebhookInfo", json!({})).unwrap();
        info["last_error_message"].is_string()
    };
    walk.town.until(refused).await;
    walk.prints_with(&[("WEBHOOK_URL", &closed)]).await;
    hook(
        &walk.town.variable("WEBHOOK_URL"),
        &walk.town.variable("TELEGRAM_WEBHOOK_SECRET"),
    );
    walk.town.clock.advance(MINUTE * 2);
    walk.reads(ANN, "What is your first name?").await;
    assert_eq!(
        walk.times(ANN, "What is your first name?"),
        2,
        "in step 2, and once here"
    );
    walk.says(ANN, "/cancel").await;
    walk.reads(ANN, "I have closed the form").await;
    walk.town.rests().await;
}

async fn too_fast(walk: &Walk) {
    walk.town.clock.advance(Duration::from_secs(10));
    for turn in 0..9 {
        let text = ["/join", "/cancel"][turn % 2];
        walk.says(ANN, text).await;
    }
    walk.reads(ANN, "Slow down, please").await;
    walk.says(ANN, "/help").await;
    walk.reads(ANN, "What I can do").await;
    walk.town.clock.advance(Duration::from_secs(10));
}

async fn group(walk: &Walk) {
    let telegram = walk.town.telegram();
    let ann = UserId(ANN);
    let group = telegram.add_group("Friends", &[ann]);
    let username = walk.town.variable("TELEGRAM_BOT_USERNAME");
    let help = format!("/help@{username}");
    telegram.say(ann, group, "How are you all?").unwrap();
    let asked = telegram.say(ann, group, &help).unwrap();
    walk.in_chat(group, "What I can do").await;
    let answers = telegram.screen(group).into_iter();
    let answers: Vec<_> = answers.filter(|shown| shown.user.is_none()).collect();
    assert_eq!(answers.len(), 1, "nothing else is answered");
    assert_eq!(answers[0].reply_to, Some(asked));
    telegram.say(ann, group, "/inbox").unwrap();
    walk.in_chat(group, "in private").await;
}

async fn broadcast(walk: &Walk) {
    walk.says(BOSS, "/broadcast").await;
    walk.says(BOSS, "We move on Sunday").await;
    walk.presses(BOSS, "👥 Everybody").await;
    walk.finds(BOSS, "This message goes to 3 people").await;
    walk.presses(BOSS, "📣 Send it").await;
    walk.town
        .until(|_| walk.town.sees(ANN, "We move on Sunday"))
        .await;
    walk.finds(BOSS, "The broadcast is done: 3 of 3").await;
    walk.finds(BOSS, "cannot be reached: 1").await;
    walk.town.telegram().unblock(UserId(MAX)).unwrap();
    let before = walk.times(MAX, "Hello, Max!");
    walk.says(MAX, "/start").await;
    walk.reads(MAX, "Hello, Max!").await;
    assert_eq!(walk.times(MAX, "Hello, Max!"), before + 1);
}

async fn quiet_hours(walk: &mut Walk) {
    let now = walk.town.clock.now().to_zoned(TimeZone::UTC).hour();
    let hour = |later: i8| format!("{:02}:00", (now + later) % 24);
    walk.says(BOSS, "/settings").await;
    walk.presses(BOSS, "🌙 Quiet hours…").await;
    walk.picks(BOSS, &hour(0)).await;
    walk.picks(BOSS, &hour(2)).await;
    walk.finds(BOSS, "🌙 Quiet hours: ").await;
    let request = "Request to join the staff";
    let before = walk.times(BOSS, request);
    walk.asks_to_join(ANN).await;
    walk.prints().await;
    walk.reads(BOSS, "This is a test.").await;
    assert_eq!(walk.times(BOSS, request), before, "it waits");
    for _ in 0..3 {
        walk.town.rests().await;
        walk.town.clock.advance(Duration::from_secs(3_600));
    }
    walk.reads(BOSS, request).await;
    walk.town.rests().await;
}

async fn alerts(walk: &mut Walk) {
    walk.town.clock.advance(MINUTE);
    walk.town.rests().await;
    walk.prints().await;
    walk.prints().await;
    minutes(walk, 5).await;
    walk.reads(BOSS, "Telegram does not call this bot’s address.")
        .await;
    walk.prints().await;
    minutes(walk, 2).await;
    walk.reads(BOSS, "Telegram calls the right address again.")
        .await;
}

async fn minutes(walk: &Walk, count: u32) {
    for _ in 0..count {
        walk.town.clock.advance(MINUTE);
        walk.town.rests().await;
    }
}
