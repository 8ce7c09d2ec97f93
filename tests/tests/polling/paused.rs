//! A poller is paused at every step, and wakes up when another one has its lock.

use std::pin::pin;

use engine::Step;
use frontdesk_tests::Fault;
use poller::PollError;

use crate::scene::{Point, Scene, Waiting, stopped};

#[tokio::test]
async fn who_wakes_up_late_doubles_and_loses_nothing() {
    for waiting in Waiting::ALL {
        everywhere(waiting).await;
    }
}

async fn everywhere(waiting: Waiting) {
    let (expected, requests) = Scene::undisturbed(waiting).await;
    let mut hit = 0;
    for point in Point::all(requests, [Fault::PausedBefore, Fault::PausedAfter]) {
        let scene = Scene::new(waiting).await;
        let station = &scene.station;
        let late = station.process(2);
        let polling = late.begin().await.unwrap();
        point.arm(&late);
        let mut run = pin!(polling.run(station.quiet()));
        tokio::select! {
            biased;
            () = stopped(&late) => {}
            ended = &mut run => {
                assert!(matches!(point, Point::At(_)), "{point:?} was not hit: {ended:?}");
                continue;
            }
        }
        hit += 1;
        station.leases_expire();
        station.handled_by(&station.process(3)).await;
        late.probe.resume();
        late.wire.resume();
        let ended = run.await;
        assert!(
            matches!(ended, Err(PollError::Fenced)),
            "{point:?}: {ended:?}"
        );
        let different = scene.end().await.differences(&expected, waiting);
        assert_eq!(different, [""; 0], "{point:?}");
    }
    let unreached = [Step::Counted, Step::Parking, Step::Parked].len();
    assert_eq!(hit, Step::ALL.len() - unreached + 2 * requests);
}
