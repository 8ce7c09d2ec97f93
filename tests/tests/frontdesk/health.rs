//! The health page: bare for everybody, with its checks for who knows the secret.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use aws::Platform;
use aws_sdk_dynamodb::types::AttributeValue;
use bytes::Bytes;
use clock::{Clock as _, Deadline, ManualClock, SeededEntropy, SystemClock};
use desk::Desk;
use engine::Unobserved;
use frontdesk_tests::world::{surroundings, variables};
use frontdesk_tests::{Answer, Fault, SECRET, TOKEN, World};
use futures_util::poll;
use heartbeat::Heartbeat;
use http::Request;
use serde_json::Value;
use telegram_server::On;
use webhook::{Configuration, Invocation, Webhook};

async fn page(world: &World, secret: Option<&str>) -> Answer {
    let mut request = Request::get("/health");
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    world.send(request.body(Bytes::new()).unwrap()).await
}

/// Status, and the page.
async fn checked(world: &World) -> (u16, Value) {
    let answer = page(world, Some(SECRET)).await;
    (answer.status, answer.call())
}

/// A world whose webhook has just had a heartbeat.
async fn beating() -> World {
    let world = World::new().await;
    let beat = Heartbeat::update("host", "test", world.clock.now());
    world.ok(&beat).await;
    world.wire.operations();
    world
}

#[tokio::test]
async fn the_bare_page_asks_nobody() {
    let world = World::new().await;
    let answer = page(&world, None).await;
    assert_eq!(answer.status, 200);
    let keys: Vec<_> = answer.call().as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["status", "version"]);
    assert_eq!(world.wire.operations(), Vec::<String>::new());
    assert!(world.telegram.telegram().calls().is_empty());
}

#[tokio::test]
async fn a_wrong_secret_is_told_so() {
    let world = World::new().await;
    for wrong in ["", "wrong", &SECRET[1..]] {
        assert_eq!(page(&world, Some(wrong)).await.status, 401, "{wrong:?}");
    }
    assert_eq!(world.wire.operations(), Vec::<String>::new());
}

#[tokio::test]
async fn all_is_well_after_a_heartbeat() {
    let world = beating().await;
    world.clock.advance(Duration::from_secs(70));
    let (status, page) = checked(&world).await;
    assert_eq!((status, &page["status"]), (200, &"ok".into()), "{page}");
    assert_eq!(page["environment"], "development");
    assert!(page["uptime_s"].is_u64(), "{page}");
    let checks = &page["checks"];
    for name in ["table", "notices_queue", "bot_api"] {
        assert_eq!(checks[name], "ok", "{page}");
    }
    assert!(checks["heartbeat_age_s"].as_i64().unwrap() >= 70, "{page}");
    assert!(checks["memory_mib"].as_u64().unwrap() > 0, "{page}");
    assert!(page["response_time_ms"].is_number(), "{page}");
    let asked = world.wire.operations();
    assert_eq!(asked.len(), 2, "one read, one look at the queue: {asked:?}");
}

#[tokio::test]
async fn what_does_not_work_beside_the_table_degrades_it() {
    let world = beating().await;
    world.queue.fail(|_| Some(queue_server::Fault::DropBefore));
    let (status, page) = checked(&world).await;
    assert_eq!((status, &page["status"]), (200, &"degraded".into()));
    assert_eq!(
        page["checks"]["notices_queue"],
        "error: the queue cannot be used"
    );
    world.queue.heal();
    let broken = telegram_server::Fault::status(502, "Bad Gateway");
    let telegram = world.telegram.telegram();
    telegram.fail_next(On::method("getMe"), broken);
    let (status, page) = checked(&world).await;
    assert_eq!((status, &page["status"]), (200, &"degraded".into()));
    let said = page["checks"]["bot_api"].as_str().unwrap();
    assert!(
        said.starts_with("error: ") && said.contains("502"),
        "{said}"
    );
    assert_eq!(checked(&world).await.1["status"], "ok");
}

#[tokio::test]
async fn an_old_heartbeat_degrades_it() {
    let world = World::new().await;
    let (status, page) = checked(&world).await;
    assert_eq!((status, &page["status"]), (200, &"degraded".into()));
    assert!(page["checks"]["heartbeat_age_s"].is_null());
    world
        .ok(&Heartbeat::update("host", "test", world.clock.now()))
        .await;
    world.clock.advance(Duration::from_secs(4 * 60));
    assert_eq!(checked(&world).await.1["status"], "ok");
    world.clock.advance(Duration::from_secs(2 * 60));
    assert_eq!(checked(&world).await.1["status"], "degraded");
}

#[tokio::test]
async fn a_heartbeat_from_the_future_degrades_it() {
    for (ahead, said) in [(60, "ok"), (61, "degraded")] {
        let world = beating().await;
        let item = world.table.item("ops#heartbeat", "heartbeat").await;
        let (mut item, now) = (item.unwrap(), world.clock.now());
        let at = now + Duration::from_secs(ahead);
        item.insert("ts".into(), AttributeValue::S(at.to_string()));
        world.table.put(item).await;
        let (status, page) = checked(&world).await;
        assert_eq!((status, &page["status"]), (200, &said.into()), "{page}");
        let unread = page["checks"]["heartbeat_age_s"].is_null();
        assert_eq!(unread, said == "degraded", "{page}");
    }
}

#[tokio::test]
async fn without_its_table_it_is_in_error() {
    let world = beating().await;
    world.wire.break_down(Fault::Refused);
    let (status, page) = checked(&world).await;
    assert_eq!((status, &page["status"]), (503, &"error".into()));
    let said = page["checks"]["table"].as_str().unwrap();
    assert!(
        said.starts_with("error: the table cannot be used"),
        "{said}"
    );
    world.wire.mend();
    assert_eq!(checked(&world).await.0, 200);
}

/// A webhook whose time moves only by hand, and whose requests to AWS are never answered.
struct Silent {
    world: World,
    clock: ManualClock,
    webhook: Webhook<Desk>,
}

impl Silent {
    async fn with(token: (&str, &str)) -> Self {
        let world = World::new().await;
        let clock = ManualClock::at("2026-03-02T09:00:00Z");
        let around = surroundings(&world.table, &world.telegram, &world.queue);
        let variables = variables(&around).into_iter();
        let variables = variables.filter(|(name, _)| name != "TELEGRAM_BOT_TOKEN");
        let token = (token.0.to_owned(), token.1.to_owned());
        let configuration = Configuration::from_environment(&variables.chain([token]).collect());
        let platform = Platform {
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SeededEntropy::new(42)),
            http: aws::SharedHttpClient::new(world.wire.clone()),
        };
        let webhook = Webhook::of_desk(&configuration.unwrap(), platform, Arc::new(Unobserved));
        world.wire.break_down(Fault::HeldBefore);
        Self {
            webhook: webhook.unwrap(),
            world,
            clock,
        }
    }

    async fn answer(&self) -> (u16, Value) {
        let request = Request::get("/health").header("X-Telegram-Bot-Api-Secret-Token", SECRET);
        let invocation = Invocation {
            request_id: "test",
            deadline: Deadline::after(Duration::from_secs(10), &self.clock),
        };
        let request = request.body(Bytes::new()).unwrap();
        let response = self.webhook.answer(request, invocation).await;
        let page = serde_json::from_slice(response.body()).unwrap();
        (response.status().as_u16(), page)
    }

    /// Ends when this many requests wait at AWS, and this many at Telegram.
    async fn is_asked(&self, aws: usize, telegram: usize) {
        let mut held = 0;
        while held < aws || self.world.telegram.telegram().calls().len() < telegram {
            held += self.world.wire.operations().len();
            tokio::task::yield_now().await;
        }
    }

    /// The page, which is there after 2 s and not before.
    async fn after_two_seconds(&self, aws: usize, telegram: usize) -> Value {
        let mut answer = pin!(self.answer());
        let asked = self.is_asked(aws, telegram);
        tokio::select! {
            biased;
            _ = &mut answer => panic!("it has not asked everybody"),
            () = asked => {}
        }
        self.clock.advance(Duration::from_millis(1_999));
        for _ in 0..100 {
            let early = poll!(&mut answer);
            assert!(early.is_pending(), "{early:?}");
            tokio::task::yield_now().await;
        }
        self.clock.advance(Duration::from_millis(1));
        let answered = clock::within(&SystemClock::new(), Duration::from_secs(20), answer).await;
        let (status, page) = answered.expect("whoever never answers is not waited for");
        assert_eq!((status, &page["status"]), (503, &"error".into()), "{page}");
        page
    }
}

#[tokio::test]
async fn whoever_never_answers_is_not_waited_for() {
    let hangs = Silent::with(("TELEGRAM_BOT_TOKEN", TOKEN)).await;
    let telegram = hangs.world.telegram.telegram();
    telegram.fail_next(On::method("getMe"), telegram_server::Fault::Hang);
    let page = hangs.after_two_seconds(2, 1).await;
    for name in ["table", "notices_queue", "bot_api"] {
        let said = page["checks"][name].as_str().unwrap();
        assert!(said.starts_with("error: "), "{name}: {page}");
    }
    assert_eq!(page["response_time_ms"], 2_000.0, "{page}");
}

#[tokio::test]
async fn a_token_that_never_comes_is_not_waited_for() {
    let hangs = Silent::with(("TELEGRAM_BOT_TOKEN_PARAMETER", "/frontdesk/token")).await;
    let page = hangs.after_two_seconds(3, 0).await;
    let said = page["checks"]["bot_api"].as_str().unwrap();
    assert!(said.starts_with("error: "), "{page}");
    assert!(hangs.world.telegram.telegram().calls().is_empty());
}
