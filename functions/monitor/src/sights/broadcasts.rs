use std::time::Duration;

use broadcast::{Broadcast, Lane, Status};
use jiff::{SignedDuration, Timestamp};
use watch::{Cause, LaneSeen, SeenBroadcast, Watch};

use super::Finding;
use crate::spelled::length;

/// A lane that does not get on for this long stands still: the monitor has rung for it twice.
const STILL: SignedDuration = SignedDuration::from_mins(10);

/// The monitor rings for what stands still, and may have been away before: what that helps gets on
/// within this time.
const CATCHING_UP: Duration = Duration::from_secs(90);

/// A broadcast, as it is now.
#[derive(Clone, Debug)]
pub(crate) struct BroadcastNow {
    pub(crate) head: Broadcast,
    /// Its lanes; none while it is counted.
    pub(crate) lanes: Vec<Lane>,
}

/// What is seen of the broadcasts that go on.
pub(crate) fn broadcasts(all: &[BroadcastNow], watch: &mut Watch, now: Timestamp) -> Finding {
    let seen = |one: &BroadcastNow| {
        let before = watch.seen.broadcasts.iter();
        let before = before.into_iter().find(|before| before.id == one.head.id);
        after(one, before, now)
    };
    let seen: Vec<_> = all.iter().filter_map(seen).collect();
    let still = seen
        .iter()
        .filter_map(|one| Some((one, still_since(one, now)?)));
    let first = still.clone().min_by_key(|(_, since)| *since);
    let finding = match first {
        None => Finding::fine(Cause::Broadcast),
        Some((one, since)) => {
            let (count, stands) = (still.count(), now.duration_since(since));
            let say = |text: locales::Phrase| {
                let text = text.with("broadcast", one.id.as_str());
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                text.with("count", count).with("stands", length(stands))
            };
            let finding = Finding::wrong(Cause::Broadcast, now, CATCHING_UP);
            finding.said(say, format!("{count}, first {}", one.id))
        }
    };
    watch.seen.broadcasts = seen;
    finding
}

/// How far it is, and since when; `None` where it has nothing to do.
fn after(
    one: &BroadcastNow,
    before: Option<&SeenBroadcast>,
    now: Timestamp,
) -> Option<SeenBroadcast> {
    let BroadcastNow { head, lanes } = one;
    let pages: Vec<_> = match head.status {
        Status::Counting => vec![Some(head.counting.page)],
        Status::Running | Status::Stopping => lanes.iter().map(|lane| page(lane, now)).collect(),
        Status::Ready | Status::Paused | Status::Done | Status::Stopped | Status::Cancelled => {
            return None;
        }
    };
    let before = before.filter(|before| before.run == head.run);
    let lane = |(number, page): (usize, Option<u32>)| {
        let page = page.unwrap_or(MOVING);
        let known = before.and_then(|before| before.lanes.get(number));
        let known = known.filter(|known| known.page == page && page != MOVING);
        LaneSeen {
            page,
            since: known.map_or(now, |known| known.since),
        }
    };
    Some(SeenBroadcast {
        id: head.id.clone(),
        run: head.run,
        lanes: pages.into_iter().enumerate().map(lane).collect(),
    })
}

/// The page of a lane that has come to its end, or that waits until a time that it knows.
const MOVING: u32 = u32::MAX;

fn page(lane: &Lane, now: Timestamp) -> Option<u32> {
    let held = lane.hold_until.is_some_and(|until| until > now);
    (!lane.done && !held).then_some(lane.page)
}

/// Since when the first of its lanes stands still.
fn still_since(one: &SeenBroadcast, now: Timestamp) -> Option<Timestamp> {
    let lanes = one.lanes.iter().map(|lane| lane.since);
    lanes
        .filter(|since| now.duration_since(*since) >= STILL)
        .min()
}
