//! The notifier is killed in each page of a broadcast.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use broadcast::{Audience, LANES, Lane, PAGE};
use frontdesk_tests::hall::FIRST;
use frontdesk_tests::{Fault, Hall, Sent};

use super::check;
use super::crashes::check_report;

const PEOPLE: i64 = 2_000;

/// A lane, and one of its pages.
type PageOf = (u8, u32);

/// The lane whose page an invocation begins with this request.
fn lane_of(sent: &Sent) -> Option<u8> {
    let keys = sent.body()["RequestItems"].as_object()?.clone();
    let keys = keys.values().next()?["Keys"].as_array()?.clone();
    let mut names = keys.iter().filter_map(|key| key["sk"]["S"].as_str());
    names.find_map(|name| name.strip_prefix("lane#")?.parse().ok())
}

/// How many people of a lane have not had their turn.
fn left(lane: &Lane) -> usize {
    let mine = |user: &i64| broadcast::bucket(*user) % LANES == lane.number;
    let all = (FIRST..FIRST + PEOPLE).filter(mine).count();
    all - usize::try_from(lane.tally.total()).unwrap()
}

/// Which request of each page is to be the last one, of those that were not killed yet. A page has
/// a request for each of its people, and some more.
async fn points(
    hall: &Hall,
    survived: &BTreeSet<PageOf>,
    random: &mut fastrand::Rng,
) -> BTreeMap<u8, (u32, usize)> {
    let lanes = hall.lanes("17-0").await.into_iter();
    let fresh = lanes.filter(|lane| !survived.contains(&(lane.number, lane.page)));
    let point = |lane: Lane| {
        let requests = 3 + left(&lane).min(PAGE);
        (lane.number, (lane.page, random.usize(..requests)))
    };
    fresh.map(point).collect()
}

/// Hands a message to the notifier, and kills it in a page that has a point; the page.
async fn killed(hall: &Hall, points: BTreeMap<u8, (u32, usize)>, fault: Fault) -> Option<PageOf> {
    let in_hand = Arc::new(Mutex::new(None));
    let (found, mut asked) = (Arc::clone(&in_hand), 0);
    hall.wire.inject_into(move |sent| {
        let mut in_hand = found.lock().unwrap();
        if let Some(lane) = lane_of(sent) {
            *in_hand = points.get(&lane).map(|point| ((lane, point.0), point.1));
        }
        let (_, last) = (*in_hand)?;
        asked += 1;
        (asked == last + 1).then_some(fault)
    });
    let is_killed = tokio::select! {
        biased;
        () = hall.wire.held() => true,
        _ = hall.page() => false,
    };
    hall.wire.mend();
    let page = *in_hand.lock().unwrap();
    page.filter(|_| is_killed).map(|(page, _)| page)
}

#[tokio::test]
async fn every_page_of_two_thousand_people_killed() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    // The first messages only ring for the first pages.
    assert_eq!(hall.round().await, usize::from(LANES));
    let (mut kills, mut random) = (BTreeSet::new(), fastrand::Rng::with_seed(5));
    while !hall.is_over("17-0").await {
        let points = points(&hall, &kills, &mut random).await;
        let fault = random.choice([Fault::HeldBefore, Fault::HeldAfter]);
        if let Some(page) = killed(&hall, points, fault.unwrap()).await {
            kills.insert(page);
            // The queue shows the message again.
            hall.clock.advance(Duration::from_secs(31));
        }
    }
    let lanes = hall.lanes("17-0").await.into_iter();
    let pages = lanes.flat_map(|lane| (1..lane.page).map(move |page| (lane.number, page)));
    let pages: BTreeSet<_> = pages.collect();
    assert_eq!(kills, pages, "each page once");
    assert!(pages.len() > 15, "{}", pages.len());
    let end = hall.end_of("17-0").await;
    check(&hall, &end, PEOPLE.try_into().unwrap(), "each page killed");
    let unknown = usize::try_from(end.tally.unknown).unwrap();
    assert!((1..=kills.len()).contains(&unknown), "{:?}", end.tally);
    check_report(&hall, "each page killed").await;
}
