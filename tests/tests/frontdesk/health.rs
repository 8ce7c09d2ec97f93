//! The health page: bare for everybody, with its checks for who knows the secret.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use bytes::Bytes;
use clock::Clock as _;
use frontdesk_tests::{Answer, Fault, SECRET, World};
use heartbeat::Heartbeat;
use http::Request;
use serde_json::Value;
use telegram_server::On;

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
