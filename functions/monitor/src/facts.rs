//! What a run knows, gathered for its findings.

use std::collections::BTreeSet;

use broadcast::{Broadcast, Lane};
use futures_util::future::try_join;
use heartbeat::Heartbeat;
use jiff::Timestamp;
use outbox::{NoticeRow, Roster};
use store::{Key, Keys, ReadSet, Shelved, StoreError, Table, Versioned};
use watch::{Cause, SeenBroadcast, Watch};

use crate::alert::MOST_TOLD;
use crate::due::Due;
use crate::outside::{Outside, WebhookKnown};
use crate::sights::{
    BroadcastNow, Finding, OldNotices, broadcasts, dead_letters, heartbeat, old_notices, parked,
    webhook,
};

/// The role whose holders hear of outages.
const SUPERADMIN: &str = "superadmin";

/// How much of what is parked is counted.
const MOST_PARKED: u16 = 100;

/// How many broadcasts are looked at: with their lanes they are one batch. No more than ten go on.
const MOST_BROADCASTS: usize = 12;

/// What the table says besides what is due.
#[derive(Debug)]
pub(crate) struct Known {
    /// The watch as it is stored; `None` where there is none.
    pub(crate) stored: Option<Versioned<Watch>>,
    /// The same, as this build keeps it.
    pub(crate) watch: Watch,
    /// Those who have to hear of an outage, each once.
    pub(crate) superadmins: Vec<i64>,
    heartbeat: Option<Heartbeat>,
    parked: Vec<Shelved>,
}

/// What a run has gathered.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    outside: &'a Outside,
    /// `None` where the index cannot be read.
    due: Option<DueNow>,
}

#[derive(Debug)]
struct DueNow {
    notices: Vec<NoticeRow>,
    /// The oldest notice of an earlier run.
    oldest: Option<NoticeRow>,
    /// `None` where no broadcast has to be looked at in this run.
    broadcasts: Option<Vec<BroadcastNow>>,
}

impl Known {
    /// Reads heartbeat, watch, the roster of the superadmins and what is parked: two requests.
    ///
    /// # Errors
    /// As every request to the table. What this build cannot read counts as absent.
    pub(crate) async fn read(table: &Table, named: &[i64]) -> Result<Self, StoreError> {
        let (heartbeat, watch, roster) = (Key::heartbeat(), Key::watch(), Key::roster(SUPERADMIN));
        let keys = [&heartbeat, &watch, &roster].into_iter().cloned();
        let keys = keys.fold(Keys::default(), Keys::look_at);
        let mut reads = ReadSet::default();
        let (mut batch, parked) =
            try_join(table.batch(&keys, &mut reads), table.parked(MOST_PARKED)).await?;
        let stored = match batch.take_versioned::<Watch>(&watch) {
            Ok(stored) => stored,
            Err(StoreError::Fault(reason)) => {
                tracing::error!(reason, "the watch cannot be read: what lasts is told anew");
                table.overwrite(Watch::default()).await?
            }
            Err(error) => return Err(error),
        };
        let roster: Option<Roster> = batch.take(&roster).unwrap_or_else(|error| {
            tracing::error!(%error, "only the superadmins of the settings hear of outages");
            None
        });
        Ok(Self {
            watch: stored.as_ref().map_or_else(Watch::default, adopted),
            stored,
            superadmins: superadmins(named, roster.as_ref()),
            // One that cannot be read is none.
            heartbeat: batch.take(&heartbeat).unwrap_or_default(),
            parked,
        })
    }
}

fn adopted(stored: &Versioned<Watch>) -> Watch {
    stored.record.clone().adopted()
}

/// Those whom the settings name, and the role's holders; as many as one transaction can tell.
fn superadmins(named: &[i64], roster: Option<&Roster>) -> Vec<i64> {
    let enrolled = roster.into_iter().flat_map(|roster| &roster.people);
    let mut seen = BTreeSet::new();
    let all = named
        .iter()
        .copied()
        .chain(enrolled.map(|person| person.id));
    all.filter(|person| seen.insert(*person))
        .take(MOST_TOLD)
        .collect()
}

impl<'a> Facts<'a> {
    /// Adds what the rows say that earlier runs have kept in sight: a request for the oldest notice
    /// and one for broadcasts, if there are any.
    ///
    /// # Errors
    /// As every request to the table.
    pub(crate) async fn gather(
        table: &Table,
        outside: &'a Outside,
        due: Option<&Due>,
        known: &Known,
    ) -> Result<Self, StoreError> {
        let Some(due) = due else {
            return Ok(Self { outside, due: None });
        };
        let notices: Vec<_> = due.notices.iter().map(|row| row.record.clone()).collect();
        let watched = known.watch.seen.notice.as_ref();
        let hidden = watched.filter(|id| notices.iter().all(|row| row.id != **id));
        let hidden: Vec<_> = hidden.map(|id| Key::notice(id)).into_iter().collect();
        let mut oldest = readable::<NoticeRow>(table, &hidden).await?;
        Ok(Self {
            outside,
            due: Some(DueNow {
                notices,
                oldest: oldest.pop(),
                broadcasts: look_at_broadcasts(table, due, &known.watch).await?,
            }),
        })
    }

    /// What is seen of each cause. What later runs need of it is noted in `watch`.
    pub(crate) fn findings(
        &self,
        known: &Known,
        webhook_url: &str,
        watch: &mut Watch,
        now: Timestamp,
    ) -> Vec<Finding> {
        let mut findings = vec![heartbeat(known.heartbeat.as_ref(), now)];
        findings.extend(self.of_the_webhook(webhook_url, watch, now));
        findings.push(dead_letters(&self.outside.dead_letters, now));
        findings.push(parked(&known.parked, usize::from(MOST_PARKED)));
        if let Some(due) = &self.due {
            let waiting = OldNotices {
                due: &due.notices,
                oldest: due.oldest.as_ref(),
            };
            findings.push(old_notices(waiting, watch, now));
            let going_on = due.broadcasts.as_ref();
            findings.extend(going_on.map(|all| broadcasts(all, watch, now)));
        }
        findings
    }

    fn of_the_webhook(&self, ours: &str, watch: &mut Watch, now: Timestamp) -> Vec<Finding> {
        match &self.outside.webhook {
            WebhookKnown::Known(info) => webhook(info, ours, watch, now).into(),
            WebhookKnown::Unknown => Vec::new(),
            WebhookKnown::Unused => {
                let causes = [
                    Cause::WebhookUrl,
                    Cause::WebhookErrors,
                    Cause::PendingUpdates,
                ];
                causes.map(Finding::fine).into()
            }
        }
    }
}

async fn readable<R: store::Record>(table: &Table, keys: &[Key]) -> Result<Vec<R>, StoreError> {
    let found = table.get_all::<R>(keys).await?.into_iter();
    Ok(found
        .filter_map(|(_, read)| Some(read.ok()?.record))
        .collect())
}

/// The broadcasts that are due are looked at, and with them those that were seen before; while one
/// stands still or seems to, in every run.
async fn look_at_broadcasts(
    table: &Table,
    due: &Due,
    watch: &Watch,
) -> Result<Option<Vec<BroadcastNow>>, StoreError> {
    if due.broadcasts.is_empty() && !watch.is_suspected(Cause::Broadcast) {
        return Ok(None);
    }
    let seen = |seen: &SeenBroadcast| Key::broadcast(&seen.id);
    let heads: BTreeSet<_> = watch.seen.broadcasts.iter().map(seen).collect();
    let heads: BTreeSet<_> = heads
        .into_iter()
        .chain(due.broadcasts.iter().cloned())
        .collect();
    let heads: Vec<_> = heads.into_iter().take(MOST_BROADCASTS).collect();
    let heads = readable::<Broadcast>(table, &heads).await?;
    let lanes = heads.iter().flat_map(|head| {
        let lane = |number| Key::broadcast_lane(&head.id, number);
        (0..head.lanes).map(lane)
    });
    let lanes = readable::<Lane>(table, &lanes.collect::<Vec<_>>()).await?;
    let with_lanes = heads.into_iter().map(|head| {
        let own = lanes.iter().filter(|lane| lane.broadcast == head.id);
        BroadcastNow {
            lanes: own.cloned().collect(),
            head,
        }
    });
    Ok(Some(with_lanes.collect()))
}
