//! Fifty clients race for one time, over and over: one gets it, the others are told politely.

use desk::Role;
use diary::Client;
use frontdesk_tests::{Answer, Sent};
use futures_util::future::join_all;

use super::races::{slots, won, yes};
use super::salon::{MAX, Salon, at, code, march};
use crate::schedule::studio::profile;

/// How many clients want the same time.
const CLIENTS: i64 = 50;

/// How many times they race for.
const ROUNDS: usize = 200;

/// A time of Max's.
type Slot = (i8, String);

/// Somebody in the crowd, and the button that they press: all of it but the time.
#[derive(Clone)]
struct Racer {
    client: i64,
    before: String,
    after: String,
}

impl Racer {
    /// Somebody new, to whom that time is offered. What an offer's button says besides the time
    /// stays the same as long as the client's bookings do.
    async fn booking(salon: &Salon, client: i64, slot: &Slot) -> Self {
        let button = yes(salon, client, slot).await;
        let start = code(at(slot.0, &slot.1));
        let (before, after) = button.split_once(&start).unwrap();
        Self {
            client,
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// Somebody whose card shows a booking: its ticket stays as long as it is not moved.
    fn moving(client: i64, card: &Answer) -> Self {
        let calendar = card.data("Move");
        let ticket = calendar.strip_prefix("b:c:w:").unwrap();
        let (ticket, _month) = ticket.rsplit_once(':').unwrap();
        Self {
            client,
            before: format!("b:w:{ticket}:"),
            after: String::new(),
        }
    }

    fn button(&self, (day, time): &Slot) -> String {
        let Self { before, after, .. } = self;
        format!("{before}{}{after}", code(at(*day, time)))
    }
}

/// Everybody presses at once. Says who has won with which answer: just one, and the sheet has
/// nobody else at that time.
async fn race(salon: &Salon, crowd: &[Racer], slot: &Slot) -> (usize, Answer) {
    let buttons: Vec<_> = crowd.iter().map(|one| one.button(slot)).collect();
    let pairs = crowd.iter().zip(&buttons);
    let presses = pairs.map(|(one, button)| salon.presses(one.client, button));
    let answers = join_all(presses).await;
    salon.rest();
    salon.world.wire.sent();
    let winners = winners(answers, "Somebody was faster");
    let [winner] = <[_; 1]>::try_from(winners).expect("just one has won");
    assert_eq!(holders(salon, slot).await, [crowd[winner.0].client]);
    winner
}

/// Who has won with which answer; all the others are told politely why not.
fn winners(answers: Vec<Answer>, why: &str) -> Vec<(usize, Answer)> {
    let (winners, losers): (Vec<_>, Vec<_>) =
        answers.into_iter().enumerate().partition(|(_, it)| won(it));
    for (_, loser) in losers {
        let told = loser.text();
        assert!(told.contains(why), "{loser:?}");
        assert!(!told.contains('{'), "{loser:?}");
    }
    winners
}

/// Everybody presses at once, and Max is away then. Who has won; nobody when Max has.
async fn race_a_block(salon: &Salon, crowd: &[Racer], slot: &Slot, first: First) -> Option<usize> {
    let date = march(slot.0);
    let open = format!("t:a:{}", date.strftime("%Y%m%d"));
    salon.presses(MAX, &open).await;
    let buttons: Vec<_> = crowd.iter().map(|one| one.button(slot)).collect();
    let pairs = crowd.iter().zip(&buttons);
    let presses = pairs.map(|(one, button)| salon.presses(one.client, button));
    let (hour, _) = slot.1.split_once(':').unwrap();
    let typed = format!("{hour}:00-{hour}:30 away");
    salon.world.wire.sent();
    let block = async {
        first.lets_write(First::Crowd, salon).await;
        salon.says(MAX, &typed).await
    };
    let presses = async {
        first.lets_write(First::Master, salon).await;
        join_all(presses).await
    };
    let (block, answers) = tokio::join!(block, presses);
    salon.rest();
    salon.world.wire.sent();
    let refused = block.text().contains("cancel them first");
    let why = if refused {
        "Somebody was faster"
    } else {
        "Nobody works"
    };
    let winner = winners(answers, why).into_iter().map(|(index, _)| index);
    let winner: Vec<_> = winner.collect();
    let booked: Vec<_> = winner.iter().map(|index| crowd[*index].client).collect();
    assert_eq!(holders(salon, slot).await, booked);
    let blocks = salon.day(MAX, date).await.sheet.blocks().to_vec();
    let start = format!("{hour}:00");
    let blocked = blocks.iter().any(|it| it.span.start().to_string() == start);
    assert_ne!(refused, blocked, "{block:?}");
    assert_eq!(
        winner.len(),
        usize::from(refused),
        "the block or just one of them"
    );
    winner.first().copied()
}

/// Whose first write is on its way before the others begin to read.
#[derive(Clone, Copy, PartialEq)]
enum First {
    Crowd,
    Master,
    Nobody,
}

impl First {
    const ALL: [Self; 3] = [Self::Crowd, Self::Master, Self::Nobody];

    /// Waits for a write, if it is theirs that comes first.
    async fn lets_write(self, theirs: Self, salon: &Salon) {
        let is_write = |sent: Sent| sent.operation == "TransactWriteItems";
        while self == theirs && !salon.world.wire.sent().into_iter().any(is_write) {
            tokio::task::yield_now().await;
        }
    }
}

/// Who has that time, as Max's sheet says.
async fn holders(salon: &Salon, (day, time): &Slot) -> Vec<i64> {
    let start = at(*day, time);
    let day = salon.day(MAX, march(*day)).await;
    let there = day.sheet.active().filter(|it| it.start == start);
    there
        .map(|booking| match booking.client {
            Client::Telegram(client) => client,
            Client::Named(_) => panic!("{booking:?} is a client's"),
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_clients_race_for_one_time() {
    let salon = Salon::new().await;
    let first = slots().next().unwrap();
    let mut crowd = Vec::new();
    for client in 1_000..1_000 + CLIENTS {
        crowd.push(Racer::booking(&salon, client, &first).await);
    }
    let mut newcomers = 2_000..;
    let mut everybody: Vec<_> = crowd.iter().map(|one| one.client).collect();
    for (slot, next) in slots().take(ROUNDS).zip(slots().skip(1)) {
        let (winner, _) = race(&salon, &crowd, &slot).await;
        let newcomer = newcomers.next().unwrap();
        crowd[winner] = Racer::booking(&salon, newcomer, &next).await;
        everybody.push(newcomer);
    }
    assert_eq!(salon.booked(MAX).await.len(), ROUNDS);
    salon.both_sides_agree(&[MAX], &everybody).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_clients_race_to_move_onto_one_time() {
    let salon = Salon::new().await;
    let mut crowd = Vec::new();
    for ((day, time), client) in slots().zip(1_000..1_000 + CLIENTS) {
        let typed = format!("/book haircut max 2026-03-{day:02} {time}");
        let booked = salon.says(client, &typed).await;
        assert!(won(&booked), "{booked:?}");
        crowd.push(Racer::moving(client, &booked));
    }
    for slot in slots().skip(crowd.len()).take(ROUNDS) {
        let (winner, card) = race(&salon, &crowd, &slot).await;
        crowd[winner] = Racer::moving(crowd[winner].client, &card);
    }
    let everybody: Vec<_> = crowd.iter().map(|one| one.client).collect();
    let standing = salon.booked(MAX).await.len();
    assert_eq!(standing, everybody.len(), "nobody has lost a booking");
    salon.both_sides_agree(&[MAX], &everybody).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_block_races_fifty_clients() {
    let salon = Salon::new().await;
    salon.puts(profile(MAX, "Max", Some(Role::Master))).await;
    let first = slots().next().unwrap();
    let mut crowd = Vec::new();
    for client in 1_000..1_000 + CLIENTS {
        crowd.push(Racer::booking(&salon, client, &first).await);
    }
    let (mut newcomers, mut booked) = (2_000.., 0);
    let turns = First::ALL.into_iter().cycle();
    for ((slot, next), first) in slots().zip(slots().skip(1)).zip(turns).take(ROUNDS) {
        let Some(winner) = race_a_block(&salon, &crowd, &slot, first).await else {
            continue;
        };
        booked += 1;
        crowd[winner] = Racer::booking(&salon, newcomers.next().unwrap(), &next).await;
    }
    assert!((1..ROUNDS).contains(&booked), "{booked}: it is no race");
    assert_eq!(salon.booked(MAX).await.len(), booked);
}
