//! The lock itself: one holder, renewed by it alone.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock as _, ManualClock, SeededEntropy};
use frontdesk_tests::station::identity;
use frontdesk_tests::table::TABLE;
use frontdesk_tests::{Station, TestTable};
use lease::{Holder, Lease, Lost, TakeError, break_lease, look};
use poller::PollError;
use store::Table;

/// A table, and a clock that stands still until it is moved.
struct Bench {
    table: TestTable,
    clock: ManualClock,
}

impl Bench {
    async fn new() -> Self {
        let table = TestTable::start().await;
        let clock = ManualClock::at("2026-03-02T09:00:00Z");
        Self { table, clock }
    }

    fn store(&self) -> Table {
        let (client, clock) = (self.table.client().clone(), self.clock.clone());
        Table::new(
            client,
            TABLE,
            Arc::new(clock),
            Arc::new(SeededEntropy::new(1)),
        )
    }

    async fn take(&self, pid: u32) -> Result<Lease, TakeError> {
        let entropy = SeededEntropy::new(u64::from(pid));
        Lease::take(
            self.store(),
            Arc::new(self.clock.clone()),
            &entropy,
            identity(pid),
        )
        .await
    }

    async fn row(&self) -> Holder {
        look(&self.store()).await.unwrap().unwrap().unwrap()
    }

    fn passes(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// The holder renews its lease, or learns that it cannot.
    async fn keeps(&self, lease: &mut Lease, until: u64) -> Option<Lost> {
        let store = self.store();
        let before = self.row().await;
        let renewed = async {
            self.passes(until);
            loop {
                let row = look(&store).await.unwrap().unwrap().unwrap();
                if row.owner == before.owner && row.until > before.until {
                    return;
                }
            }
        };
        tokio::select! {
            biased;
            lost = lease.keep() => Some(lost),
            () = renewed => None,
        }
    }
}

#[tokio::test]
async fn a_failed_start_leaves_the_holder_alone() {
    let bench = Bench::new().await;
    let first = bench.take(1).await.unwrap();
    let before = bench.table.dump().await;
    for passed in [0, 59, 15] {
        bench.passes(passed);
        let Err(TakeError::Held(holder)) = bench.take(2).await else {
            panic!("two hold the lock");
        };
        assert_eq!((holder.pid, holder.host.as_str()), (1, "here"));
        assert_eq!(bench.table.dump().await, before);
    }
    assert!(
        !first.permit().is_open(),
        "its holder does not rely on the margin"
    );
}

#[tokio::test]
async fn an_expired_lock_is_taken_over() {
    let bench = Bench::new().await;
    let mut first = bench.take(1).await.unwrap();
    bench.passes(75);
    let second = bench.take(2).await.unwrap();
    assert!(second.permit().is_open());
    assert_eq!(bench.keeps(&mut first, 20).await, Some(Lost::Expired));
    let before = bench.table.dump().await;
    first.release().await.unwrap();
    assert_eq!(
        bench.table.dump().await,
        before,
        "only its owner releases a lock"
    );
}

#[tokio::test]
async fn its_holder_renews_it_every_20_s() {
    let bench = Bench::new().await;
    let mut lease = bench.take(1).await.unwrap();
    for _ in 0..6 {
        assert_eq!(bench.keeps(&mut lease, 20).await, None);
        assert!(lease.permit().is_open());
        assert_eq!(bench.row().await.until, bench.clock.now() + lease::LENGTH);
    }
    assert!(matches!(bench.take(2).await, Err(TakeError::Held(_))));
    lease.release().await.unwrap();
    assert!(bench.take(2).await.is_ok());
}

#[tokio::test]
async fn who_was_broken_learns_of_it() {
    let bench = Bench::new().await;
    let mut lease = bench.take(1).await.unwrap();
    let owner = bench.row().await.owner;
    let now = bench.clock.now();
    let other = break_lease(&bench.store(), "somebody else's", now).await;
    assert_eq!(other.unwrap(), None);
    let broken = break_lease(&bench.store(), &owner, now).await.unwrap();
    assert_eq!(broken.unwrap().pid, 1);
    let next = bench.take(2).await.unwrap();
    let lost = bench.keeps(&mut lease, 20).await;
    assert!(matches!(lost, Some(Lost::Gone(Some(holder))) if holder.pid == 2));
    assert!(!lease.permit().is_open());
    assert!(next.permit().is_open());
}

/// The holder's own request was applied, and its answer never came.
#[tokio::test]
async fn a_renewal_without_an_answer_is_no_loss() {
    let bench = Bench::new().await;
    let mut lease = bench.take(1).await.unwrap();
    let mine = bench
        .store()
        .get::<Holder>(&store::Key::poller_lease())
        .await;
    let mine = mine.unwrap().unwrap();
    let unheard = Holder {
        until: mine.record.until + Duration::from_secs(1),
        ..mine.record.clone()
    };
    assert!(
        bench
            .store()
            .replace(&mine, unheard)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(bench.keeps(&mut lease, 20).await, None);
    lease.release().await.unwrap();
    assert!(bench.row().await.released_at.is_some());
}

#[tokio::test]
async fn losing_the_lock_stops_the_poller() {
    let station = Station::new().await;
    let polling = station.process(1).begin().await.unwrap();
    station.says(42, "/start");
    station.leases_expire();
    let ended = polling.run(std::future::pending()).await;
    assert!(matches!(ended, Err(PollError::Fenced)));
    assert_eq!(station.answers(42), [""; 0]);
    assert_eq!(station.telegram().pending().len(), 1);
}

#[tokio::test]
async fn a_stop_gives_the_lock_back() {
    let station = Station::new().await;
    station.says(42, "/start");
    station.handled_by(&station.process(1)).await;
    assert_eq!(station.answers(42).len(), 1);
    let row = look(&station.store()).await.unwrap().unwrap().unwrap();
    assert!(row.released_at.is_some());
}
