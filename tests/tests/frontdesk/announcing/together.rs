//! Two superadmins press at once: one wins, and the other is shown what is so. The button of the
//! other has stopped glowing by then, so nothing can be said over the chat any more.

use broadcast::Status;
use frontdesk_tests::{Answer, BOSS, CHIEF, updates};

use super::podium::{FEW, Podium, data, few, labels};

const ROUNDS: i64 = 50;

/// Both press the same at once; what each of them is shown.
async fn at_once(podium: &Podium, round: i64, pressed: &str) -> [Answer; 2] {
    both(podium, round, pressed, pressed).await
}

/// Each presses something at once; what each of them is shown.
async fn both(podium: &Podium, round: i64, boss: &str, chief: &str) -> [Answer; 2] {
    podium.passes(20);
    let world = &podium.town.world;
    let number = 700_000_000 + round * 10;
    let boss = updates::press(number, BOSS, boss);
    let chief = updates::press(number + 1, CHIEF, chief);
    let (one, other) = tokio::join!(world.ok(&boss), world.ok(&chief));
    [one, other]
}

#[tokio::test]
async fn of_two_who_send_at_once_one_does() {
    let podium = Podium::new().await;
    for round in 0..ROUNDS {
        let id = podium.composes_for(FEW, BOSS, "Hello").await;
        podium.forget();
        let shown = at_once(&podium, round, &format!("a:g:{id}:0")).await;
        for answer in &shown {
            assert!(
                answer.text().starts_with("📣 Sending: <b>0</b> of 2"),
                "{answer:?}"
            );
        }
        podium.moves().await;
        let head = podium.head(id).await;
        assert_eq!(
            (head.status, head.run, head.tally.sent),
            (Status::Done, 1, 2)
        );
        assert_eq!(podium.received("Hello"), few(), "round {round}");
    }
}

#[tokio::test]
async fn of_two_who_stop_at_once_one_does() {
    let podium = Podium::new().await;
    for round in 0..ROUNDS {
        let id = podium.begins_small(BOSS, "Hello").await;
        podium.forget();
        let shown = at_once(&podium, round, &format!("a:s:{id}:1")).await;
        for answer in &shown {
            assert_eq!(answer.text(), "⏹ I am stopping it…");
        }
        podium.moves().await;
        let head = podium.head(id).await;
        assert_eq!(
            (head.status, head.run, head.tally.total()),
            (Status::Stopped, 2, 0)
        );
    }
}

/// Whatever two want at once, one of them gets it.
#[tokio::test]
async fn of_a_send_and_a_cancel_one_counts() {
    let podium = Podium::new().await;
    let mut sent = 0;
    for round in 0..ROUNDS {
        let id = podium.composes_for(FEW, BOSS, "Hello").await;
        podium.passes(20);
        podium.forget();
        let number = 700_000_000 + round * 10;
        let send = updates::press(number, BOSS, &format!("a:g:{id}:0"));
        let cancel = updates::press(number + 1, CHIEF, &format!("a:c:{id}:0"));
        let world = &podium.town.world;
        tokio::join!(world.ok(&send), world.ok(&cancel));
        podium.moves().await;
        let received = podium.received("Hello").len();
        match podium.status(id).await {
            Status::Done => {
                assert_eq!(received, 2);
                sent += 1;
            }
            Status::Cancelled => assert_eq!(received, 0),
            other => panic!("round {round}: {other:?}"),
        }
    }
    println!("{sent} of {ROUNDS} were sent");
}

/// Of one who goes on and one who stops, one gets it; whoever comes second is shown what is so.
#[tokio::test]
async fn of_a_resumption_and_a_stop_one_counts() {
    let podium = Podium::new().await;
    let mut sent = 0;
    for round in 0..ROUNDS {
        let id = podium.begins_small(BOSS, "Hello").await;
        podium.forges(BOSS, &format!("a:p:{id}:1")).await;
        podium.forget();
        both(
            &podium,
            round,
            &format!("a:r:{id}:1"),
            &format!("a:s:{id}:1"),
        )
        .await;
        podium.moves().await;
        let head = podium.head(id).await;
        assert_eq!(head.run, 2, "round {round}: one of them");
        match head.status {
            Status::Done => {
                assert_eq!(podium.received("Hello"), few());
                sent += 1;
            }
            Status::Stopped => assert!(podium.received("Hello").is_empty()),
            other => panic!("round {round}: {other:?}"),
        }
    }
    println!("{sent} of {ROUNDS} went on");
}

/// A pause and a stop, in either order, are a stop; what is paused and gone on with goes on, or
/// still waits.
#[tokio::test]
async fn of_a_pause_and_another_wish_nothing_is_lost() {
    let podium = Podium::new().await;
    for round in 0..ROUNDS {
        let id = podium.begins_small(BOSS, "Hello").await;
        podium.forget();
        let other = if round % 2 == 0 { "s" } else { "r" };
        both(
            &podium,
            round,
            &format!("a:p:{id}:1"),
            &format!("a:{other}:{id}:1"),
        )
        .await;
        if podium.status(id).await == Status::Paused {
            podium.forges(CHIEF, &format!("a:r:{id}:1")).await;
        }
        podium.moves().await;
        let head = podium.head(id).await;
        let expected = [Status::Stopped, Status::Done];
        let expected = expected[usize::try_from(round % 2).unwrap()];
        assert_eq!((head.status, head.run), (expected, 2), "round {round}");
        let everybody = if expected == Status::Done {
            few()
        } else {
            Default::default()
        };
        assert_eq!(podium.received("Hello"), everybody, "round {round}");
    }
}

/// The list holds both that two make at once.
#[tokio::test]
async fn two_who_compose_at_once_make_two() {
    let podium = Podium::new().await;
    for round in 0..10 {
        let mut presses = Vec::new();
        for user in [BOSS, CHIEF] {
            podium.says(user, "/broadcast Hello").await;
            presses.push(data(&podium.last(user), "superadmin"));
        }
        podium.passes(20);
        let number = 700_000_000 + round * 10;
        let world = &podium.town.world;
        let one = updates::press(number, BOSS, &presses[0]);
        let other = updates::press(number + 1, CHIEF, &presses[1]);
        tokio::join!(world.ok(&one), world.ok(&other));
        podium.moves().await;
        podium.says(BOSS, "/broadcast").await;
        let open = labels(&podium.last(BOSS));
        assert_eq!(open.len(), 3, "round {round}: {open:?}");
        for id in [number, number + 1] {
            podium.forges(CHIEF, &format!("a:c:{id}:0")).await;
            assert_eq!(podium.status(id).await, Status::Cancelled);
        }
    }
}
