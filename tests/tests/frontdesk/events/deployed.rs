//! The release binaries in the environment that the samples expect.

use std::collections::BTreeMap;
use std::sync::Arc;

use clock::SystemClock;
use frontdesk_tests::binary::{TIME_OUT, notifier_and_monitor, webhook};
use frontdesk_tests::world::{QUEUE, surroundings, variables};
use frontdesk_tests::{BOSS, TOKEN, TestTable};
use lambda_runtime_server::Function;
use queue_server::QueueServer;
use serde_json::Value;
use telegram_server::{Person, Telegram, TelegramConfig, TelegramServer, UserId};

use super::sample;

/// What the samples present as `x-telegram-bot-api-secret-token`: the sandbox's.
pub(crate) const SECRET: &str = "sandbox-secret";

/// A table, the stand-ins and the webhook of one test; the other functions start when asked for.
pub(crate) struct Deployed {
    pub(crate) webhook: Arc<Function>,
    pub(crate) table: TestTable,
    pub(crate) telegram: TelegramServer,
    pub(crate) queue: QueueServer,
    variables: BTreeMap<String, String>,
}

impl Deployed {
    pub(crate) async fn start() -> Self {
        let table = TestTable::start().await;
        let telegram = TelegramServer::without_delivery(telegram()).await.unwrap();
        let queue = QueueServer::start(Arc::new(SystemClock::new()), 1)
            .await
            .unwrap();
        queue.queues().create_with_dead_letters(QUEUE, 10).unwrap();
        let mut variables: BTreeMap<String, String> =
            variables(&surroundings(&table, &telegram, &queue))
                .into_iter()
                .collect();
        variables.insert("TELEGRAM_WEBHOOK_SECRET".to_owned(), SECRET.to_owned());
        variables.insert("SUPERADMIN_IDS".to_owned(), BOSS.to_string());
        let webhook = Function::start(webhook(), variables.clone()).await.unwrap();
        Self {
            webhook: Arc::new(webhook),
            table,
            telegram,
            queue,
            variables,
        }
    }

    /// Invokes the webhook with a sample.
    pub(crate) async fn play(&self, name: &str) -> Value {
        let answer = self.webhook.invoke(sample::event(name), TIME_OUT).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) async fn notifier(&self) -> Function {
        let (notifier, _) = notifier_and_monitor();
        Function::start(notifier, self.variables.clone())
            .await
            .unwrap()
    }

    /// The monitor, which posts its heartbeats to `webhook_url`.
    pub(crate) async fn monitor(&self, webhook_url: String) -> Function {
        let (_, monitor) = notifier_and_monitor();
        let mut variables = self.variables.clone();
        variables.insert("WEBHOOK_URL".to_owned(), webhook_url);
        Function::start(monitor, variables).await.unwrap()
    }

    /// The keys of all items in the table.
    pub(crate) async fn keys(&self) -> Vec<String> {
        self.table.dump().await.into_keys().collect()
    }

    /// How many messages of the bot the superadmin sees.
    pub(crate) fn messages_to_boss(&self) -> usize {
        let shown = self.telegram.telegram().screen(UserId(BOSS));
        shown.iter().filter(|shown| shown.user.is_none()).count()
    }
}

/// A Telegram in which the superadmin has started the bot, so that notices can be sent.
fn telegram() -> Arc<Telegram> {
    let telegram = Telegram::new(TelegramConfig {
        token: TOKEN.to_owned(),
        ..TelegramConfig::new(Arc::new(SystemClock::new()))
    });
    telegram.add_person(Person::new(BOSS, "Boss"));
    telegram.say(UserId(BOSS), UserId(BOSS), "/start").unwrap();
    telegram
}
