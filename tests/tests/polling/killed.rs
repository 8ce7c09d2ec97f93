//! A poller is killed between any two steps; another one goes on when the lease has expired.

use std::pin::pin;

use frontdesk_tests::{Fault, Station};
use telegram_server::{Fault as TelegramFault, On};

use crate::scene::{Point, Scene, Waiting, stopped};

#[tokio::test]
async fn a_killed_poller_loses_and_doubles_nothing() {
    for waiting in Waiting::ALL {
        everywhere(waiting).await;
    }
}

async fn everywhere(waiting: Waiting) {
    let (expected, requests) = Scene::undisturbed(waiting).await;
    for point in Point::all(requests, [Fault::HeldBefore, Fault::HeldAfter]) {
        let scene = Scene::new(waiting).await;
        let station = &scene.station;
        let doomed = station.process(2);
        let polling = doomed.begin().await.unwrap();
        point.arm(&doomed);
        let killed = tokio::select! {
            biased;
            () = stopped(&doomed) => true,
            _ = polling.run(station.quiet()) => false,
        };
        if killed {
            station.leases_expire();
            station.handled_by(&station.process(3)).await;
        } else {
            assert!(matches!(point, Point::At(_)), "{point:?} was not hit");
        }
        let different = scene.end().await.differences(&expected, waiting);
        assert_eq!(different, [""; 0], "{point:?}");
    }
}

/// Killed after Telegram has done what was asked: the one place where an answer comes twice, since
/// Telegram has no idempotency key for sends.
#[tokio::test]
async fn killed_in_a_call_of_telegram_nothing_is_lost() {
    let (expected, _) = Scene::undisturbed(Waiting::Batch).await;
    for (method, fault) in [
        ("getUpdates", TelegramFault::Hang),
        ("sendMessage", TelegramFault::Hang),
        ("sendMessage", TelegramFault::Drop),
    ] {
        let scene = Scene::new(Waiting::Batch).await;
        let station = &scene.station;
        station.telegram().fail_next(On::method(method), fault);
        let doomed = station.process(2);
        let polling = doomed.begin().await.unwrap();
        {
            let mut run = pin!(polling.run(station.quiet()));
            tokio::select! {
                () = fault_has_happened(station) => {}
                _ = &mut run => {}
            }
        }
        station.leases_expire();
        station.handled_by(&station.process(3)).await;
        let different = scene.end().await.differences(&expected, Waiting::Batch);
        assert_eq!(different, [""; 0], "{method}");
    }
}

async fn fault_has_happened(station: &Station) {
    let telegram = station.telegram();
    let mut changes = telegram.changes();
    while telegram.faults_left() > 0 {
        let _ = changes.changed().await;
    }
}

/// Where another one dies while it starts or stops, the lock is left, and expires.
#[tokio::test]
async fn killed_around_the_lock_it_expires() {
    for (number, fault) in [0, 1]
        .into_iter()
        .flat_map(|number| [Fault::HeldBefore, Fault::HeldAfter].map(|fault| (number, fault)))
    {
        let scene = Scene::new(Waiting::Alone).await;
        let station = &scene.station;
        let doomed = station.process(2);
        doomed.wire.inject_at(number, fault);
        tokio::select! {
            biased;
            () = doomed.wire.held() => {}
            _ = doomed.begin() => panic!("request {number} was not hit"),
        }
        station.leases_expire();
        station.handled_by(&station.process(3)).await;
    }
}
