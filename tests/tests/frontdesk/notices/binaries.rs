//! The whole story once more, with the release binaries under a Runtime API stand-in.

use std::sync::Arc;

use clock::SystemClock;
use event_source::EventSource;
use frontdesk_tests::binary::{TIME_OUT, notifier_and_monitor, webhook};
use frontdesk_tests::world::{BULK, QUEUE, Surroundings, variables};
use frontdesk_tests::{BOSS, SECRET, TOKEN, TestTable};
use lambda_runtime_server::Function;
use lambda_runtime_server::events::{Body, function_url_event};
use queue_server::QueueServer;
use serde_json::{Value, json};
use telegram_server::{
    Delivery, Outcome, Person, Telegram, TelegramConfig, TelegramServer, UserId,
};

const ANN: UserId = UserId(42);

struct Deployed {
    table: TestTable,
    telegram: Arc<Telegram>,
    _server: TelegramServer,
    _queue: QueueServer,
    webhook: Function,
    notifier: Function,
    monitor: Function,
    source: EventSource,
}

impl Deployed {
    async fn new() -> Self {
        let clock = Arc::new(SystemClock::new());
        let table = TestTable::start().await;
        let config = TelegramConfig {
            token: TOKEN.to_owned(),
            ..TelegramConfig::new(clock.clone())
        };
        let telegram = Telegram::new(config);
        let server = TelegramServer::without_delivery(Arc::clone(&telegram))
            .await
            .unwrap();
        let queue = QueueServer::start(clock, 1).await.unwrap();
        queue.queues().create_with_dead_letters(QUEUE, 10).unwrap();
        let around = Surroundings {
            table_url: table.url().to_owned(),
            telegram_url: server.url(),
            queues_url: queue.url(),
            queue_url: queue.queue_url(QUEUE),
            bulk_url: queue.queue_url(BULK),
        };
        let mut variables = variables(&around);
        variables.push((
            "WEBHOOK_URL".to_owned(),
            "http://127.0.0.1:9/telegram".to_owned(),
        ));
        let (notifier, monitor) = notifier_and_monitor();
        let webhook = Function::start(webhook(), variables.clone()).await.unwrap();
        let notifier = Function::start(notifier, variables.clone()).await.unwrap();
        let monitor = Function::start(monitor, variables).await.unwrap();
        let source = EventSource::new(queue.queues().clone(), QUEUE, 10);
        telegram
            .call(
                "setWebhook",
                json!({ "url": "http://127.0.0.1:9/telegram", "secret_token": SECRET }),
            )
            .unwrap();
        Self {
            table,
            telegram,
            _server: server,
            _queue: queue,
            webhook,
            notifier,
            monitor,
            source,
        }
    }

    fn say(&self, user: UserId, text: &str) {
        self.telegram.say(user, user, text).unwrap();
    }

    /// Delivers, notifies, until nothing moves.
    async fn settle(&self) {
        loop {
            self.telegram
                .deliver_all(|delivery| self.deliver(delivery))
                .await;
            let handed = self
                .source
                .once(|event| async { self.notifier.invoke(event, TIME_OUT).await.ok() })
                .await;
            if handed == 0 {
                return;
            }
        }
    }

    async fn deliver(&self, delivery: Delivery) -> Outcome {
        let body = String::from_utf8(delivery.body.to_vec()).unwrap();
        let event = function_url_event("POST", "/telegram", &delivery.headers(), Body::Text(&body));
        let answer = self.webhook.invoke(event, TIME_OUT).await.unwrap();
        assert_eq!(answer["statusCode"], 200, "{answer}");
        match answer["body"].as_str().filter(|body| !body.is_empty()) {
            Some(reply) => Outcome::reply(reply.to_owned()),
            None => Outcome::status(200),
        }
    }

    fn last(&self, user: UserId) -> String {
        self.telegram
            .last_from_bot(user)
            .map(|shown| shown.text)
            .unwrap_or_default()
    }
}

#[tokio::test]
async fn the_story_runs_in_the_release_binaries() {
    let town = Deployed::new().await;
    for (user, name) in [(UserId(BOSS), "Boss"), (ANN, "Ann")] {
        town.telegram.add_person(Person::new(user.0, name));
        town.say(user, "/start");
    }
    town.settle().await;
    for answer in ["/join", "Ann", "Lee", "+998901234567"] {
        town.say(ANN, answer);
        town.settle().await;
    }
    let request = town.telegram.last_from_bot(UserId(BOSS)).unwrap();
    assert!(request.text.contains("Ann Lee"), "{request:?}");
    town.telegram
        .press(
            UserId(BOSS),
            UserId(BOSS),
            request.message_id,
            "✅ Approve as technician",
        )
        .unwrap();
    town.settle().await;
    assert!(town.last(ANN).contains("technician"), "{}", town.last(ANN));
    assert!(town.last(UserId(BOSS)).contains("approved by Boss"));
    let ran: Value = town.monitor.invoke(json!({}), TIME_OUT).await.unwrap();
    assert_eq!(ran, Value::Null);
    assert!(
        town.table.dump().await.contains_key("ops#watch / watch"),
        "{}",
        town.monitor.output()
    );
    for function in [&town.webhook, &town.notifier, &town.monitor] {
        let output = function.output();
        for secret in [&TOKEN[11..], SECRET, "901234567", "Ann Lee"] {
            assert!(!output.contains(secret), "{secret} was logged");
        }
    }
}
