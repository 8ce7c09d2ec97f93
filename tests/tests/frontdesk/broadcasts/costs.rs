//! What a broadcast costs, a recipient; and that Telegram's limits are kept.

use std::collections::BTreeMap;

use broadcast::{Audience, LANES, PAGE};
use frontdesk_tests::Hall;
use jiff::SignedDuration;
use telegram_server::Limits;

use super::check;

/// What a broadcast has asked for up to its report, by operation, and the units of the table.
#[derive(Debug)]
struct Cost {
    requests: BTreeMap<String, u64>,
    reads: f64,
    writes: f64,
    calls: usize,
    pages: u64,
}

async fn cost_of(people: i64) -> Cost {
    let hall = Hall::with(people).await;
    hall.telegram().set_limits(Limits::Telegram);
    hall.announce("17-0", Audience::Everyone).await;
    hall.wire.operations();
    hall.telegram().clear_calls();
    let sending = async { while hall.round().await > 0 {} };
    let ((), metered) = hall.wire.metered(sending).await;
    let (mut requests, mut reads, mut writes) = (BTreeMap::new(), 0.0, 0.0);
    for operation in hall.wire.operations() {
        *requests.entry(operation).or_default() += 1;
    }
    for (operation, units) in metered {
        match operation.as_str() {
            "UpdateItem" | "TransactWriteItems" => writes += units,
            _ => reads += units,
        }
    }
    let end = hall.end_of("17-0").await;
    check(&hall, &end, people.try_into().unwrap(), "undisturbed");
    assert_eq!(i64::try_from(end.tally.sent).unwrap(), people);
    let lanes = hall.lanes("17-0").await;
    let pages = lanes.iter().map(|lane| u64::from(lane.page) - 1);
    Cost {
        requests,
        reads,
        writes,
        calls: hall.sends().len(),
        pages: pages.sum(),
    }
}

/// Each recipient is one write and one call; the rest is a page's or the broadcast's.
#[tokio::test]
async fn a_recipient_costs_the_same_among_more() {
    let mut shares = Vec::new();
    for people in [1_000_i64, 2_000] {
        let cost = cost_of(people).await;
        let recipients = u64::try_from(people).unwrap();
        assert_eq!(cost.calls, usize::try_from(people).unwrap(), "{cost:?}");
        let full = recipients / u64::try_from(PAGE).unwrap();
        let few_more = full..=full + 2 * u64::from(LANES);
        assert!(few_more.contains(&cost.pages), "{cost:?}");
        let of = |operation: &str| cost.requests.get(operation).copied().unwrap_or_default();
        // One a recipient, one a page.
        assert_eq!(of("UpdateItem"), recipients + cost.pages, "{cost:?}");
        // Rows and people of a page; the rows once more for each lane's first message.
        let lanes = u64::from(LANES);
        // Lanes that end side by side all try the end, and one wins.
        assert!((1..=lanes).contains(&of("TransactWriteItems")), "{cost:?}");
        assert!(of("BatchGetItem") <= 2 * cost.pages + lanes, "{cost:?}");
        // Each page is rung for, and the report.
        assert_eq!(of("SendMessageBatch"), cost.pages + 1, "{cost:?}");
        println!("{people}: {cost:?}");
        shares.push(cost);
    }
    let more = 1_000.0;
    let writes = (shares[1].writes - shares[0].writes) / more;
    let reads = (shares[1].reads - shares[0].reads) / more;
    assert!((1.0..1.02).contains(&writes), "units a recipient: {writes}");
    assert!((0.5..0.75).contains(&reads), "units a recipient: {reads}");
}

#[tokio::test]
async fn five_lanes_keep_the_pace_together() {
    let hall = Hall::with(700).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.announce("18-0", Audience::Everyone).await;
    hall.end_of("17-0").await;
    hall.end_of("18-0").await;
    let sends: Vec<_> = hall.sends().iter().map(|call| call.at).collect();
    assert_eq!(sends.len(), 1_400);
    let second = SignedDuration::from_secs(1);
    for window in sends.windows(17) {
        let lasted = window[16].duration_since(window[0]);
        assert!(lasted >= second, "17 sends in {lasted}, of two broadcasts");
    }
    let lasted = sends[1_399].duration_since(sends[0]).as_secs_f64();
    assert!(lasted < 1_400.0 / 15.0 * 1.5, "not much slower: {lasted} s");
}
