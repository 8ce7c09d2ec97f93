//! What a step of booking costs, in requests to the table; docs/cost.md lists them.

use frontdesk_tests::Answer;

use super::salon::{ANN, Salon};

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
    let (list, requests) = costs(&salon, salon.says(ANN, "/mybookings")).await;
    assert_eq!(requests, ["Query", "Query", "GetItem"]);
    let (_, requests) = costs(&salon, salon.taps(ANN, &list, "4 March")).await;
    assert_eq!(requests, ["Query", "BatchGetItem"]);
    let (_, requests) = costs(&salon, salon.taps(ANN, &shown, "Add to calendar")).await;
    let file = ["Query", "BatchGetItem", "TransactWriteItems"];
    assert_eq!(requests, file);
    let (_, requests) = costs(&salon, salon.says(ANN, "/me")).await;
    assert_eq!(requests, ["Query", "Query", "GetItem"]);
    let (why, requests) = costs(&salon, salon.taps(ANN, &shown, "Cancel it")).await;
    assert_eq!(requests, ["Query", "BatchGetItem", "UpdateItem"]);
    let (_, requests) = costs(&salon, salon.taps(ANN, &why, "without a reason")).await;
    assert_eq!(requests, ["Query", "BatchGetItem", "TransactWriteItems"]);
    let (_, requests) = costs(&salon, salon.says(ANN, "/mybookings")).await;
    assert_eq!(requests, ["Query", "Query"], "there is no time to show");
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

/// The offered master is taken: the others are read in one request more, and nothing again.
#[tokio::test]
async fn a_lost_race_costs_two_reads_at_most() {
    let salon = Salon::new().await;
    let labels = ["Haircut ·", "Whoever", "3", "14:00"];
    let [first, second, third] = [
        salon.goes(ANN, &labels).await,
        salon.goes(43, &labels).await,
        salon.goes(44, &labels).await,
    ];
    salon.taps(ANN, &first, "✅ Book").await;
    let (booked, requests) = costs(&salon, salon.taps(43, &second, "✅ Book")).await;
    assert!(booked.text().contains("Bob"), "{booked:?}");
    let two = [
        "Query",
        "BatchGetItem",
        "BatchGetItem",
        "TransactWriteItems",
    ];
    assert_eq!(requests, two);
    let (late, requests) = costs(&salon, salon.taps(44, &third, "✅ Book")).await;
    assert!(late.text().contains("faster"), "{late:?}");
    assert_eq!(requests, ["Query", "BatchGetItem", "BatchGetItem"]);
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
    salon.says(ANN, "/start").await;
    let items = items_of_a_booking(&salon).await;
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

#[tokio::test]
async fn only_a_stranger_costs_a_profile() {
    let salon = Salon::new().await;
    let stranger = items_of_a_booking(&salon).await;
    assert_eq!(
        stranger.len(),
        12,
        "and a profile, a row by its name, and one for broadcasts"
    );
}

/// The items of the transaction when Ann books.
async fn items_of_a_booking(salon: &Salon) -> Vec<serde_json::Value> {
    let offer = salon.offer(ANN, "14:00").await;
    salon.world.wire.sent();
    salon.taps(ANN, &offer, "✅ Book").await;
    let sent = salon.world.wire.sent();
    let mut sent = sent.iter();
    let transaction = sent.find(|it| it.operation == "TransactWriteItems");
    let transaction = transaction.unwrap().body();
    transaction["TransactItems"].as_array().unwrap().clone()
}
