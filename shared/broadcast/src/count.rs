//! How many people a broadcast is for.

use std::time::Duration;

use clock::Deadline;
use futures_util::future::try_join_all;
use store::{Key, Span, StoreError, Table};

use crate::audience::Partition;
use crate::people::Source;
use crate::render;
use crate::sender::{Handled, Sender};
use crate::{Broadcast, Ring, Status};

/// What has to be left of the invocation before another partition is counted.
const NEEDED: Duration = Duration::from_secs(12);

/// How many partitions one message counts at most.
const PARTITIONS: u16 = 32;

/// How many MB of one language of a bucket are counted, about 15,000 people each.
const MOST_MB: u32 = 1_000;

impl Sender {
    /// Counts a part of the audience, then rings for the next one, or shows the preview.
    ///
    /// What is counted twice at once is stored once: on the version that was read.
    pub(crate) async fn count(
        &self,
        table: &Table,
        ring: &Ring,
        deadline: Deadline,
    ) -> Result<Handled, StoreError> {
        let key = Key::broadcast(&ring.broadcast);
        let Some(head) = table.get::<Broadcast>(&key).await? else {
            return Ok(Handled::Left);
        };
        let known = &head.record;
        if known.status != Status::Counting || known.run != ring.run {
            return Ok(Handled::Left);
        }
        if known.counting.page != ring.page {
            self.ring(&[known.page_of_the_count()]).await;
            return Ok(Handled::Left);
        }
        let source = Source {
            table,
            audience: &known.audience,
            superadmins: &self.superadmins,
        };
        let time_left = || deadline.left(&*self.clock) >= NEEDED;
        let (more, next) = source.counted(known.counting.partition, time_left).await?;
        if next == Some(known.counting.partition) {
            return Ok(Handled::NoTime);
        }
        let counted = known.clone().counted(more, next, self.clock.now());
        let Some(stored) = table.replace(&head, counted).await? else {
            return Ok(Handled::Lost);
        };
        match stored.record.status {
            Status::Counting => self.ring(&[stored.record.page_of_the_count()]).await,
            _ => {
                let preview = render::preview(&stored.record);
                self.show(&stored.record, preview).await;
            }
        }
        Ok(Handled::Done)
    }
}

impl Broadcast {
    fn page_of_the_count(&self) -> Ring {
        Ring {
            broadcast: self.id.clone(),
            lane: None,
            page: self.counting.page,
            run: self.run,
            again: 0,
        }
    }
}

impl Source<'_> {
    /// How many people there are from that partition on, and which partition is the next one to
    /// be counted, if one is left.
    async fn counted(
        &self,
        first: u16,
        time_left: impl Fn() -> bool,
    ) -> Result<(u64, Option<u16>), StoreError> {
        let (mut people, end) = (0, self.audience.end());
        for partition in first..end.min(first + PARTITIONS) {
            if !time_left() {
                return Ok((people, Some(partition)));
            }
            if let Some(part) = self.audience.partition(partition) {
                people += self.in_partition(&part).await?;
            }
        }
        let next = first + PARTITIONS;
        Ok((people, (next < end).then_some(next)))
    }

    async fn in_partition(&self, partition: &Partition) -> Result<u64, StoreError> {
        match partition {
            Partition::Bucket(languages, bucket) => {
                let spans = languages
                    .iter()
                    .map(|language| Span::audience(language.code(), *bucket));
                let counts = try_join_all(spans.map(|span| self.in_span(span))).await?;
                Ok(counts.iter().sum())
            }
            Partition::Roster(role) => {
                let holders = self.holders(role).await?.len();
                Ok(u64::try_from(holders).unwrap_or_default())
            }
        }
    }

    async fn in_span(&self, span: Span) -> Result<u64, StoreError> {
        let (mut people, mut rest) = (0, Some(span));
        for _ in 0..MOST_MB {
            let Some(span) = rest else { break };
            let (more, next) = self.table.count(&span).await?;
            people += more;
            rest = next;
        }
        Ok(people)
    }
}
