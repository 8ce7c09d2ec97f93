//! The monitor watches the poller's heartbeat, and sends none of its own.

use std::sync::Arc;
use std::time::Duration;

use aws::{Connector, Platform};
use clock::{Deadline, SeededEntropy, SystemClock};
use frontdesk_tests::{BOSS, CHIEF, Station};
use monitor::Monitor;
use settings::TlsRoots;
use store::Key;
use telegram_server::Person;
use tokio::net::TcpListener;

/// The monitor of a bot that is polled, whose webhook would be at `url`.
fn monitor(station: &Station, url: &str) -> Monitor {
    let environment = station.environment();
    let environment = environment.with("TELEGRAM_UPDATES_MODE", "polling");
    let environment = environment.with("WEBHOOK_URL", url);
    let settings = monitor::Configuration::from_environment(&environment).unwrap();
    let connector = Connector::new(TlsRoots::Builtin, Arc::new(SystemClock::new())).unwrap();
    let platform = Platform {
        clock: Arc::new(station.clock.clone()),
        entropy: Arc::new(SeededEntropy::new(7)),
        http: connector.shared(),
    };
    Monitor::of(&settings, platform, "monitor".to_owned()).unwrap()
}

async fn minute(station: &Station, monitor: &Monitor) {
    station.clock.advance(Duration::from_secs(60));
    let deadline = Deadline::after(Duration::from_secs(50), &station.clock);
    monitor.run(deadline).await.unwrap();
}

/// How often somebody was told that the heartbeat has stopped.
fn alerts(station: &Station, user: i64) -> usize {
    let told = |text: &String| text.contains("has not answered its heartbeat");
    station
        .answers(user)
        .iter()
        .filter(|text| told(text))
        .count()
}

#[tokio::test]
async fn a_poller_that_stops_raises_one_alert() {
    let station = Station::new().await;
    for superadmin in [BOSS, CHIEF] {
        let telegram = station.telegram();
        telegram.add_person(Person::new(superadmin, "Boss"));
        station.says(superadmin, "/start");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", nobody.local_addr().unwrap());
    let monitor = monitor(&station, &url);
    for pid in 1..8 {
        station.says(42, "/help");
        station.handled_by(&station.process(pid)).await;
        minute(&station, &monitor).await;
    }
    assert_eq!(alerts(&station, BOSS), 0, "the poller was alive");
    let beat = station
        .store()
        .get::<heartbeat::Heartbeat>(&Key::heartbeat())
        .await;
    let beat = beat.unwrap().unwrap().record;
    assert_eq!(
        (beat.host.as_str(), beat.env.as_str()),
        ("here", "development")
    );
    for _ in 0..8 {
        minute(&station, &monitor).await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(alerts(&station, superadmin), 1);
    }
    let called = tokio::select! {
        biased;
        _ = nobody.accept() => true,
        () = std::future::ready(()) => false,
    };
    assert!(!called, "no heartbeat goes to a webhook");
}
