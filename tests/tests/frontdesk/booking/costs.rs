//! What a step of booking costs, in requests to the table; docs/cost.md lists them.

use desk::Day;
use diary::{Booking, BookingId, Client, Plan, Reach, Terms, Zone};
use frontdesk_tests::Answer;

use super::salon::{ANN, MAX, Salon, march};

async fn costs(salon: &Salon, step: impl Future<Output = Answer>) -> (Answer, Vec<String>) {
    salon.world.wire.operations();
    let answer = step.await;
    let mut requests = salon.world.wire.operations();
    requests.retain(|request| request != "SendMessageBatch");
    (answer, requests)
}

#[tokio::test]
async fn each_step_has_its_requests() {
    let salon = Salon::new().await;
    let (mut shown, requests) = costs(&salon, salon.says(ANN, "/book")).await;
    assert_eq!(requests, ["Query", "BatchGetItem"]);
    let batch = ["Query", "BatchGetItem"];
    let steps: [(&str, &[&str]); 9] = [
        ("Haircut ·", &["Query", "GetItem"]),
        ("Max", &["Query", "BatchGetItem", "Query"]),
        ("3", &batch),
        ("14:00", &batch),
        ("✅ Book", &["Query", "BatchGetItem", "TransactWriteItems"]),
        ("Move", &["Query", "BatchGetItem", "Query"]),
        ("4", &batch),
        ("15:00", &batch),
        (
            "✅ Move it",
            &["Query", "BatchGetItem", "TransactWriteItems"],
        ),
    ];
    for (label, expected) in steps {
        let (answer, requests) = costs(&salon, salon.taps(ANN, &shown, label)).await;
        assert_eq!(requests, expected, "{label}");
        shown = answer;
    }
    salon.rest();
    let (why, requests) = costs(&salon, salon.taps(ANN, &shown, "Cancel it")).await;
    assert_eq!(requests, ["Query", "GetItem", "UpdateItem"]);
    let (_, requests) = costs(&salon, salon.taps(ANN, &why, "without a reason")).await;
    assert_eq!(requests, ["Query", "BatchGetItem", "TransactWriteItems"]);
    let (_, requests) = costs(&salon, salon.says(ANN, "/mybookings")).await;
    assert_eq!(requests, ["Query", "Query"]);
}

#[tokio::test]
async fn any_master_costs_a_query_each() {
    let salon = Salon::new().await;
    let masters = salon.goes(ANN, &["Haircut ·"]).await;
    let (month, requests) = costs(&salon, salon.taps(ANN, &masters, "Whoever")).await;
    let expected = ["Query", "BatchGetItem", "BatchGetItem", "Query", "Query"];
    assert_eq!(requests, expected, "and a query for each of two masters");
    let batches = ["Query", "BatchGetItem", "BatchGetItem"];
    let (day, requests) = costs(&salon, salon.taps(ANN, &month, "3")).await;
    assert_eq!(requests, batches);
    let (offer, requests) = costs(&salon, salon.taps(ANN, &day, "14:00")).await;
    assert_eq!(requests, batches);
    let (_, requests) = costs(&salon, salon.taps(ANN, &offer, "✅ Book")).await;
    assert_eq!(requests, ["Query", "BatchGetItem", "TransactWriteItems"]);
}

#[tokio::test]
async fn a_typed_booking_costs_one_request_more() {
    let salon = Salon::new().await;
    let typed = "/book haircut max 2026-03-03 14:00";
    let (_, requests) = costs(&salon, salon.says(ANN, typed)).await;
    let expected = ["Query", "GetItem", "BatchGetItem", "TransactWriteItems"];
    assert_eq!(requests, expected);
}

/// The items of a booking, and their sizes in KB begun: each costs as many units.
#[tokio::test]
async fn a_booking_writes_small_items() {
    let salon = Salon::new().await;
    let offer = salon.offer(ANN, "14:00").await;
    salon.world.wire.sent();
    salon.taps(ANN, &offer, "✅ Book").await;
    let sent = salon.world.wire.sent();
    let mut sent = sent.iter();
    let transaction = sent.find(|it| it.operation == "TransactWriteItems");
    let transaction = transaction.unwrap().body();
    let items = transaction["TransactItems"].as_array().unwrap();
    assert_eq!(
        items.len(),
        9,
        "conversation, day, head, appointment, three notices, two checks"
    );
    let checks = items.iter().filter(|it| it["ConditionCheck"].is_object());
    assert_eq!(checks.count(), 2, "the catalogue and the master's terms");
    for key in salon.world.dump().await.into_keys() {
        let (pk, sk) = key.split_once(" / ").unwrap();
        let size = salon.world.table.size(pk, sk).await;
        assert!(size < 1_024, "{key} has {size} bytes");
    }
    let conversation = salon.world.table.size("person#42", "me#conversation").await;
    assert!(conversation < 700, "{conversation}");
}

/// Bookings of other days, of other masters and of other clients cost nothing.
#[tokio::test]
async fn a_booking_costs_the_same_among_many() {
    let mut costs = Vec::new();
    for clients in [0, 2_000] {
        let salon = Salon::new().await;
        for client in 0..clients {
            let day = past_day(client);
            let before = salon.day(MAX, day.date).await;
            salon
                .puts(Day {
                    sheet: with(&before, client),
                    ..before
                })
                .await;
        }
        salon.world.wire.sent();
        let offer = salon.offer(ANN, "14:00").await;
        salon.taps(ANN, &offer, "✅ Book").await;
        let sent = salon.world.wire.sent();
        let named = |it: &frontdesk_tests::Sent| it.operation.clone();
        costs.push(sent.iter().map(named).collect::<Vec<_>>());
        let shown = salon.day(MAX, march(3)).await;
        assert_eq!(
            shown.sheet.bookings().len(),
            1,
            "its day has nothing of the others"
        );
    }
    assert_eq!(costs[0], costs[1]);
}

/// A day of the past, for every twentieth client.
fn past_day(client: i64) -> Day {
    let days = i32::try_from(client / 20 + 1).unwrap();
    let date = march(1).saturating_sub(jiff::Span::new().days(days));
    Day::empty(MAX, date)
}

fn with(day: &Day, client: i64) -> diary::Sheet {
    let (zone, terms) = (Zone::default(), Terms::default());
    let start = zone.day(day.date).grid()[20];
    let before = start - jiff::SignedDuration::from_hours(48);
    let plan = Plan::new(&zone, day.date, &terms, &day.sheet);
    let reach = Reach::of_client(&zone, before);
    let duration = diary::Duration::from_minutes(30).unwrap();
    let start = plan.free_starts(duration, &reach)[0];
    let booking = Booking {
        id: BookingId::new(client.to_string()).unwrap(),
        start,
        duration,
        client: Client::Telegram(100_000 + client),
        service: diary::ServiceId::new("haircut").unwrap(),
        state: diary::State::Active,
    };
    plan.book(booking, &reach).unwrap()
}
