//! More ways in which a cause comes about, or only seems to.

use std::time::Duration;

use broadcast::{Audience, Broadcast, Content, Lane, Status};
use clock::Clock as _;
use engine::Parked;
use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town, hall};
use jiff::SignedDuration;
use outbox::{Enrolled, Roster};
use store::{Key, ReadSet, Transaction};
use telegram_server::Person;
use watch::Cause;

use super::outage::{alert, begins, end, minute};

#[tokio::test]
async fn an_update_that_was_parked_is_told() {
    let town = Town::new().await;
    town.say(ANN, "panic!");
    town.updates().await;
    town.minutes(2).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::Parked)), 1);
        assert_eq!(town.sees(superadmin, "Updates: 1. Messages: 0."), 1);
    }
    drop_the_parked_update(&town).await;
    town.minutes(2).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, end(Cause::Parked)), 1);
    }
}

async fn drop_the_parked_update(town: &Town) {
    let dump = town.world.dump().await;
    let place = dump.keys().find(|key| key.starts_with("parked#")).unwrap();
    let (_, update_id) = place.split_once(" / ").unwrap();
    let key = Key::parked(update_id.parse().unwrap());
    let (store, mut reads) = (town.store(), ReadSet::default());
    let row = store.get::<Parked>(&key).await.unwrap().unwrap();
    row.condition(&mut reads);
    let mut transaction = Transaction::default();
    transaction.remove(key, &reads).unwrap();
    store.commit(&transaction).await.unwrap();
}

/// A broadcast that has begun, and whose lanes nobody works on; as `change` leaves it.
async fn begun(town: &Town, change: impl Fn(Broadcast, Lane) -> (Broadcast, Lane)) {
    let now = town.world.clock.now();
    let content = Content::Text("Hello".into());
    let plan = hall::plan("b1", Audience::Everyone, content, 1);
    let (head, content) = Broadcast::new(plan, now);
    let ready = Broadcast {
        status: Status::Ready,
        ..head
    };
    let (mut head, lanes) = ready.begun(now).unwrap();
    let store = town.store();
    assert!(store.insert(content).await.unwrap().is_some());
    for lane in lanes {
        let (changed, lane) = change(head, lane);
        head = changed;
        assert!(store.insert(lane).await.unwrap().is_some());
    }
    assert!(store.insert(head).await.unwrap().is_some());
}

#[tokio::test]
async fn lanes_that_stand_still_are_told() {
    let town = Town::new().await;
    town.minutes(2).await;
    begun(&town, |head, lane| (head, lane)).await;
    for _ in 0..20 {
        minute(&town, Cause::Broadcast).await;
    }
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, alert(Cause::Broadcast)), 1);
    }
    town.settle_all().await;
    town.minutes(2).await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(town.sees(superadmin, end(Cause::Broadcast)), 1);
    }
}

/// One lane of five is enough.
#[tokio::test]
async fn one_lane_that_stands_still_is_told() {
    let town = Town::new().await;
    begun(&town, |head, lane| {
        let done = lane.number != 3;
        (head, Lane { done, ..lane })
    })
    .await;
    for _ in 0..20 {
        minute(&town, Cause::Broadcast).await;
    }
    assert_eq!(town.sees(BOSS, alert(Cause::Broadcast)), 1);
}

#[tokio::test]
async fn lanes_that_are_held_or_paused_are_not_told() {
    let town = Town::new().await;
    let hold = town.world.clock.now() + SignedDuration::from_hours(1);
    let held = |head, lane| {
        let hold_until = Some(hold);
        (head, Lane { hold_until, ..lane })
    };
    begun(&town, held).await;
    for _ in 0..40 {
        minute(&town, Cause::Broadcast).await;
    }
    assert_eq!(town.notices().await, []);
    let town = Town::new().await;
    begun(&town, |head, lane| {
        (head.clone().paused().unwrap_or(head), lane)
    })
    .await;
    for _ in 0..40 {
        minute(&town, Cause::Broadcast).await;
    }
    assert_eq!(town.notices().await, []);
}

/// With 42 superadmins one cause fits into a transaction, and not two.
#[tokio::test]
async fn what_does_not_fit_is_told_in_the_next_run() {
    let town = Town::new().await;
    let people: Vec<_> = (500..540).collect();
    for id in &people {
        town.telegram().add_person(Person::new(*id, "Many"));
        town.say(*id, "/start");
    }
    town.updates().await;
    let enrolled = |id: &i64| Enrolled {
        id: *id,
        name: "Many".to_owned(),
    };
    let roster = Roster {
        role: "superadmin".to_owned(),
        people: people.iter().map(enrolled).collect(),
    };
    assert!(town.store().insert(roster).await.unwrap().is_some());
    begins(&town, Cause::DeadLetters).await;
    begins(&town, Cause::Parked).await;
    let heard = |cause| {
        let all = people.iter().chain([&BOSS, &CHIEF]);
        all.map(|id| town.sees(*id, alert(cause)))
            .collect::<Vec<_>>()
    };
    town.world.clock.advance(Duration::from_secs(60));
    town.watch().await;
    assert_eq!(heard(Cause::DeadLetters), [1; 42]);
    assert_eq!(heard(Cause::Parked), [0; 42]);
    town.minutes(3).await;
    assert_eq!(heard(Cause::DeadLetters), [1; 42]);
    assert_eq!(heard(Cause::Parked), [1; 42]);
}
