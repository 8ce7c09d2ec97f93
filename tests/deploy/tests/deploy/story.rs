//! From an empty account to a booking, an outage and its end.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::types::TimeToLiveSpecification;
use aws_sdk_ssm::types::ParameterType;
use clock::{Clock, OsEntropy, SharedClock, SystemClock};
use frontdesk_deploy_tests::{Emulator, Stack, Tools, Town};
use jiff::SignedDuration;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use serde_json::json;
use store::{Record as _, Table};
use telegram_server::{TelegramConfig, TelegramServer};
use watch::Watch;

const BOSS: i64 = 1;
const ANN: i64 = 42;
const OLEG: i64 = 43;

const SECRET: &str = "deployed-secret";

/// The schedule calls every minute; a run and what it causes come after that.
const TWO_RUNS: Duration = Duration::from_secs(150);

/// How long a notice may take through queue and event source.
const NOTICE: Duration = Duration::from_secs(30);

struct Parameters {
    public_url: String,
    telegram: String,
}

impl Parameters {
    fn list(&self) -> Vec<(&str, &str)> {
        let architecture = if cfg!(target_arch = "aarch64") {
            "arm64"
        } else {
            "x86_64"
        };
        vec![
            ("Environment", "development"),
            ("BotUsername", "frontdesk_bot"),
            ("SuperadminIds", "1"),
            ("BotTokenParameter", "/frontdesk/bot-token"),
            ("WebhookSecretParameter", "/frontdesk/webhook-secret"),
            ("Architecture", architecture),
            ("PublicWebhookUrl", &self.public_url),
            ("TelegramApiUrl", &self.telegram),
        ]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployed_stack_serves_its_people() {
    let Some(tools) = Tools::installed() else {
        return;
    };
    let clock: SharedClock = Arc::new(SystemClock::new());
    let telegram = TelegramServer::start(TelegramConfig::new(clock.clone()))
        .await
        .unwrap();
    let emulator = Emulator::start(&tools).await;
    keep_secrets(&emulator).await;
    let mut parameters = Parameters {
        // Nobody listens there: no heartbeat arrives.
        public_url: "http://127.0.0.1:9/telegram".to_owned(),
        telegram: telegram.url(),
    };
    let stack = Stack::deploy(&tools, &emulator, &parameters.list()).await;
    let url = format!("{}{}/telegram", emulator.url(), stack.function_path());
    register(&telegram, &url);

    let town = Town::new(
        telegram.telegram(),
        &[(BOSS, "Boss"), (ANN, "Ann"), (OLEG, "Oleg")],
    );
    ann_becomes_a_master(&town).await;
    oleg_books(&town, &*clock).await;

    let table = table_of(&emulator, &stack, &clock);
    ten_minutes_pass(&table, &*clock).await;
    town.sees(BOSS, "has not answered its heartbeat", TWO_RUNS)
        .await;

    parameters.public_url = url;
    let stack = Stack::deploy(&tools, &emulator, &parameters.list()).await;
    town.sees(BOSS, "The bot is back", TWO_RUNS).await;
    expire_items(&emulator, &stack).await;
    let said = stack
        .does_what_is_left(&tools, &emulator, &telegram.url())
        .await;
    assert!(said.contains("All is well"), "{said}");
    town.says(OLEG, "/mybookings", "Your upcoming bookings")
        .await;
    let name = stack.output("TableName").to_owned();
    stack.delete(&tools, &emulator).await;
    let kept = emulator.clients().dynamodb().describe_table();
    kept.table_name(name)
        .send()
        .await
        .expect("the table outlives the stack");
    emulator.stop().await;
    telegram.stop().await;
}

/// As docs/deploy.md has them made.
async fn keep_secrets(emulator: &Emulator) {
    let parameters = emulator.clients().ssm();
    let secrets = [
        ("/frontdesk/bot-token", TelegramConfig::TOKEN),
        ("/frontdesk/webhook-secret", SECRET),
    ];
    for (name, value) in secrets {
        let put = parameters.put_parameter().name(name).value(value);
        let put = put.r#type(ParameterType::SecureString).send().await;
        put.expect("the emulator keeps parameters");
    }
}

fn register(telegram: &TelegramServer, url: &str) {
    let webhook = json!({"url": url, "secret_token": SECRET});
    let set = telegram.telegram().call("setWebhook", webhook);
    set.expect("Telegram takes the URL");
}

/// Two notices on their way: to the superadmin, and back.
async fn ann_becomes_a_master(town: &Town) {
    town.says(BOSS, "/start", "front desk").await;
    town.says(ANN, "/join", "first name").await;
    town.says(ANN, "Ann", "last name").await;
    town.says(ANN, "Lee", "phone number").await;
    town.says(ANN, "+998901234567", "on its way").await;
    town.sees(BOSS, "Request to join the staff", NOTICE).await;
    town.presses(BOSS, "Approve as master", "approved by Boss")
        .await;
    town.sees(ANN, "you are now a master", NOTICE).await;
}

/// On a weekday of next week, when every new master works; the master hears of it.
async fn oleg_books(town: &Town, clock: &dyn Clock) {
    let today = clock.now().to_zoned(TimeZone::UTC).date();
    let wednesday = today.nth_weekday(2, Weekday::Wednesday);
    let wednesday = wednesday.expect("dates go on for long");
    let typed = format!("/book haircut ann lee {wednesday} 14:00");
    town.says(OLEG, &typed, "You are booked").await;
    town.sees(ANN, "Oleg", NOTICE).await;
}

/// The emulator leaves the TTL out of a stack's table.
async fn expire_items(emulator: &Emulator, stack: &Stack) {
    let ttl = TimeToLiveSpecification::builder()
        .attribute_name("ttl")
        .enabled(true);
    let ttl = ttl.build().expect("it is complete");
    let dynamodb = emulator.clients().dynamodb();
    let update = dynamodb
        .update_time_to_live()
        .table_name(stack.output("TableName"));
    let updated = update.time_to_live_specification(ttl).send().await;
    updated.expect("the emulator has it for tables otherwise");
}

fn table_of(emulator: &Emulator, stack: &Stack, clock: &SharedClock) -> Table {
    let dynamodb = emulator.clients().dynamodb();
    let name = stack.output("TableName");
    Table::new(dynamodb, name, clock.clone(), Arc::new(OsEntropy::new()))
}

/// What the monitor would find after ten minutes without a heartbeat.
async fn ten_minutes_pass(table: &Table, clock: &dyn Clock) {
    let now = clock.now();
    let since = now - SignedDuration::from_mins(10);
    let trouble = json!({"since": since, "seen": now, "told": null});
    let watch = json!({"troubles": {"heartbeat": trouble}});
    let watch: Watch = serde_json::from_value(watch).expect("a watch reads so");
    let found = table.get::<Watch>(&watch.key()).await;
    let written = match found.expect("the table answers") {
        Some(found) => table.replace(&found, watch).await,
        None => table.insert(watch).await,
    };
    let written = written.expect("the table answers");
    assert!(written.is_some(), "no run of the monitor comes between");
}
