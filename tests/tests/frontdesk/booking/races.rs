//! Races for a time: one wins, everybody else is told, and both sides agree.

use std::sync::Arc;

use desk::{Card, Catalogue, Day};
use diary::{
    Block, BlockId, DayLunch, Duration, Lunch, Plan, Span, Terms, TimeOfDay, WorkingHours, Zone,
};
use frontdesk_tests::Answer;
use jiff::Timestamp;
use jiff::civil::Weekday;
use store::{Committed, Key, ReadSet, Record, Transaction};

use super::salon::{ANN, BOB, MAX, Salon, at, code, march};

/// The free starts of the working days from 3 March on.
pub(super) fn slots() -> impl Iterator<Item = (i8, String)> {
    let hours = (10..21).filter(|hour| *hour != 13);
    (3..31).flat_map(move |day| hours.clone().map(move |hour| (day, format!("{hour}:00"))))
}

pub(super) fn won(answer: &Answer) -> bool {
    let told = answer.text();
    told.contains("You are booked") || told.contains("is moved")
}

/// The data of "yes" to a haircut by Max at that time, for a client.
pub(super) async fn yes(salon: &Salon, client: i64, (day, time): &(i8, String)) -> String {
    let start = code(at(*day, time));
    let offer = format!("b:t:b:haircut:jg:{start}");
    salon.presses(client, &offer).await.data("✅ Book")
}

/// Two presses of one client at once: another master's button, another time.
#[tokio::test]
async fn one_client_cannot_book_twice_at_once() {
    let salon = Salon::new().await;
    for round in 0..20 {
        let client = 1_000 + round;
        let slot = slots().nth(usize::try_from(round).unwrap()).unwrap();
        let first = yes(&salon, client, &slot).await;
        let labels = ["Haircut ·", "Bob", "30", "10:00"];
        let second = salon.goes(client, &labels).await.data("✅ Book");
        let (first, second) = tokio::join!(
            salon.presses(client, &first),
            salon.presses(client, &second)
        );
        assert!(won(&first) != won(&second), "{first:?} {second:?}");
        let loser = if won(&first) { &second } else { &first };
        assert!(loser.text().contains("already have a booking"), "{loser:?}");
        salon.both_sides_agree(&[MAX, BOB], &[client]).await;
        let why = salon.says(client, "/mybookings").await;
        let card = salon.taps(client, &why, "March").await;
        let why = salon.taps(client, &card, "Cancel it").await;
        salon.taps(client, &why, "without a reason").await;
    }
}

/// What the shop or a master changes while a client confirms.
#[derive(Clone, Copy, Debug)]
enum Change {
    Hours,
    Lunch,
    DayLunch,
    Block,
    DayOff,
    NotOffered,
    Longer,
    NotDone,
}

impl Change {
    const ALL: [Self; 8] = [
        Self::Hours,
        Self::Lunch,
        Self::DayLunch,
        Self::Block,
        Self::DayOff,
        Self::NotOffered,
        Self::Longer,
        Self::NotDone,
    ];

    /// Makes it on the versions that were read, as the editors do: it is refused where a booking
    /// stands at 14:00. Says whether it was made.
    async fn make(self, salon: &Salon) -> bool {
        for _ in 0..20 {
            let mut reads = ReadSet::default();
            let mut read = Read {
                day: kept(salon, Key::master_day(MAX, march(3)), &mut reads).await,
                card: kept(salon, Key::master_terms(MAX), &mut reads).await,
                shop: kept(salon, Key::catalogue(), &mut reads).await,
            };
            let day = read.day.get_or_insert_with(|| Day::empty(MAX, march(3)));
            if day.sheet.active().any(|it| it.start == at(3, "14:00")) {
                return false;
            }
            let mut transaction = Transaction::default();
            self.write(&read, &mut transaction, (&reads, salon.now()));
            transaction.check(&reads).unwrap();
            if salon.table.commit(&transaction).await.unwrap() == Committed::Done {
                return true;
            }
        }
        panic!("the change never gets through");
    }

    fn write(self, read: &Read, into: &mut Transaction, (reads, now): (&ReadSet, Timestamp)) {
        let day = read.day.clone().unwrap();
        let card = read.card.clone().unwrap_or_else(|| Card::usual(MAX));
        let time = |text| TimeOfDay::parse(text).unwrap();
        let span = |from, to| Span::new(time(from), time(to)).unwrap();
        let zone = Zone::default();
        let plan = Plan::new(&zone, march(3), &card.terms, &day.sheet);
        let sheet = |sheet| Day {
            sheet,
            ..day.clone()
        };
        let terms = |terms| Card {
            terms,
            ..card.clone()
        };
        match self {
            Self::Hours => {
                let short = Some(span("10:00", "14:00"));
                let hours = WorkingHours::default().with(Weekday::Tuesday, short);
                let terms = terms(Terms::new(hours, None).unwrap());
                into.put(&terms, reads).unwrap();
            }
            Self::Lunch => {
                let lunch = Some(Lunch::at(time("14:00")).unwrap());
                let terms = terms(Terms::new(WorkingHours::default(), lunch).unwrap());
                into.put(&terms, reads).unwrap();
            }
            Self::DayLunch => {
                let lunch = DayLunch::At(Lunch::at(time("14:00")).unwrap());
                into.put(&sheet(plan.change_lunch(lunch, now).unwrap()), reads)
                    .unwrap();
            }
            Self::Block => {
                let block = Block {
                    id: BlockId::new("1").unwrap(),
                    span: span("14:00", "15:00"),
                    reason: None,
                };
                into.put(&sheet(plan.block(block, now).unwrap()), reads)
                    .unwrap();
            }
            Self::DayOff => into
                .put(&sheet(day.sheet.take_off(now).unwrap()), reads)
                .unwrap(),
            Self::NotOffered | Self::Longer | Self::NotDone => {
                into.put(&self.edited(read.shop.clone().unwrap()), reads)
                    .unwrap();
            }
        }
    }

    fn edited(self, mut shop: Catalogue) -> Catalogue {
        match self {
            Self::NotOffered => shop.services[0].on = false,
            Self::Longer => shop.services[0].duration = Duration::from_minutes(60).unwrap(),
            _ => shop.masters[0].services.clear(),
        }
        shop
    }

    fn says(self) -> &'static str {
        match self {
            Self::NotOffered | Self::NotDone => "not offered",
            Self::Longer => "Shall I book",
            _ => "Nobody works",
        }
    }
}

struct Read {
    day: Option<Day>,
    card: Option<Card>,
    shop: Option<Catalogue>,
}

async fn kept<R: Record>(salon: &Salon, key: Key, reads: &mut ReadSet) -> Option<R> {
    salon.table.read(key, reads).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_before_the_commit_wins() {
    for change in Change::ALL {
        let salon = Arc::new(Salon::new().await);
        let offer = salon.offer(ANN, "14:00").await;
        let changing = async { assert!(change.make(&salon).await) };
        let told = salon
            .interrupted(ANN, &offer.data("✅ Book"), changing)
            .await;
        assert!(told.text().contains(change.says()), "{change:?}: {told:?}");
        assert!(salon.booked(MAX).await.is_empty(), "{change:?}");
        assert!(salon.appointments(ANN).await.is_empty(), "{change:?}");
    }
}

/// Two clients book different times of one day: both get them.
#[tokio::test]
async fn two_times_of_one_day_both_are_booked() {
    let salon = Salon::new().await;
    let (ten, six) = (
        yes(&salon, 1_000, &(3, "10:00".to_owned())).await,
        yes(&salon, 1_001, &(3, "18:00".to_owned())).await,
    );
    let (first, second) = tokio::join!(salon.presses(1_000, &ten), salon.presses(1_001, &six));
    assert!(won(&first) && won(&second), "{first:?} {second:?}");
    salon.both_sides_agree(&[MAX], &[1_000, 1_001]).await;
}

/// A client cancels while another one wants the time.
#[tokio::test]
async fn a_freed_time_goes_to_one() {
    let salon = Salon::new().await;
    let slot = (3, "14:00".to_owned());
    for round in 0..20 {
        let (leaving, coming) = (1_000 + round * 2, 1_001 + round * 2);
        let data = yes(&salon, coming, &slot).await;
        let booked = yes(&salon, leaving, &slot).await;
        let booked = salon.presses(leaving, &booked).await;
        let why = salon.taps(leaving, &booked, "Cancel it").await;
        let leave = why.data("without a reason");
        let (left, came) =
            tokio::join!(salon.presses(leaving, &leave), salon.presses(coming, &data));
        assert!(left.text().contains("is cancelled"), "{left:?}");
        let standing = salon.booked(MAX).await;
        assert_eq!(standing.len(), usize::from(won(&came)), "{came:?}");
        salon.both_sides_agree(&[MAX], &[leaving, coming]).await;
        salon.puts(Day::empty(MAX, march(3))).await;
        salon.puts(desk::ClientHead::new(coming)).await;
    }
}
