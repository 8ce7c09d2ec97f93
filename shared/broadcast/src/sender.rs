use std::pin::Pin;

use clock::{Deadline, SharedClock, SharedEntropy};
use line::Line;
use outbox::NotRung;
use store::{Key, Keys, ReadSet, StoreError, Table, Versioned};

use crate::page::Page;
use crate::{Broadcast, ContentRow, Doorbell, Lane, Ring, Status};

/// Sends broadcasts, page by page.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The table.
    pub table: Table,
    /// The line to the Bot API.
    pub line: Line,
    /// The bulk queue. Without one nothing follows a page: the next one is never sent.
    pub bulk: Option<Doorbell>,
    /// The queue of notices, for the report.
    pub notices: Doorbell,
    /// Time.
    pub clock: SharedClock,
    /// Marks a page's writes as its holder's.
    pub entropy: SharedEntropy,
    /// The people who have the role `superadmin`, whatever its roster says.
    pub superadmins: Vec<i64>,
}

/// What came of a message of the bulk queue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Handled {
    /// Nothing was to be done: the broadcast has ended or waits, or the message is of another run
    /// or page. Where another page is due, it was rung for; where the lane is held, the monitor
    /// rings when that is over.
    Left,
    /// A page was dealt with, and what follows was rung for.
    Done,
    /// The invocation has too little time left; nothing was done.
    NoTime,
    /// Somebody else has the lane, and goes on with it.
    Lost,
}

/// A broadcast's rows as a message finds them.
pub(crate) struct Found {
    pub(crate) head: Broadcast,
    pub(crate) content: ContentRow,
    pub(crate) lane: Versioned<Lane>,
}

/// A message under way, without its type: those that hold it would be too deep to compile.
pub type Sending<'s> = Pin<Box<dyn Future<Output = Result<Handled, StoreError>> + Send + 's>>;

impl Sender {
    /// Does what a message of the bulk queue asks for.
    ///
    /// # Errors
    /// What the table answered. The page is as far as its lane says: whoever was in flight counts
    /// as unknown when the message comes again.
    pub fn handle<'s>(&'s self, ring: &'s Ring, deadline: Deadline) -> Sending<'s> {
        let table = self.table.until(deadline);
        match ring.lane {
            None => Box::pin(async move { self.count(&table, ring, deadline).await }),
            Some(lane) => Box::pin(async move {
                match self.find(&table, &ring.broadcast, lane).await? {
                    Some(found) => self.look(table, ring, found, deadline).await,
                    None => Ok(Handled::Left),
                }
            }),
        }
    }

    async fn look(
        &self,
        table: Table,
        ring: &Ring,
        found: Found,
        deadline: Deadline,
    ) -> Result<Handled, StoreError> {
        let (status, lane) = (found.head.status, &found.lane.record);
        let goes_on = matches!(status, Status::Running | Status::Stopping);
        if !goes_on || found.head.run != ring.run {
            return Ok(Handled::Left);
        }
        if lane.done {
            self.finish(&table, &found.head.id).await?;
            return Ok(Handled::Done);
        }
        if status == Status::Running {
            if let Some(until) = lane.held_until(self.clock.now()) {
                self.wake_by(&table, &found.head.id, until).await?;
                return Ok(Handled::Left);
            }
            if lane.page != ring.page {
                self.ring(&[lane.ring(ring.run)]).await;
                return Ok(Handled::Left);
            }
        }
        let page: Sending<'_> = Box::pin(Page::new(self, table, found, deadline).send());
        page.await
    }

    async fn find(
        &self,
        table: &Table,
        broadcast: &str,
        lane: u8,
    ) -> Result<Option<Found>, StoreError> {
        let [head, content, lane] = [
            Key::broadcast(broadcast),
            Key::broadcast_content(broadcast),
            Key::broadcast_lane(broadcast, lane),
        ];
        let keys = [&head, &content, &lane].into_iter().cloned();
        let keys = keys.fold(Keys::default(), Keys::look_at);
        let mut batch = table.batch(&keys, &mut ReadSet::default()).await?;
        let (head, content) = (batch.take(&head)?, batch.take(&content)?);
        let lane = batch.take_versioned(&lane)?;
        Ok(head
            .zip(content)
            .zip(lane)
            .map(|((head, content), lane)| Found {
                head,
                content,
                lane,
            }))
    }

    /// Rings, and leaves what the queue does not take to the monitor.
    pub(crate) async fn ring(&self, rings: &[Ring]) {
        let rung = match &self.bulk {
            None => Err(NotRung),
            Some(bulk) => {
                let knocks: Vec<_> = rings.iter().map(Ring::knock).collect();
                bulk.knock(&knocks).await
            }
        };
        if !rung.as_ref().is_ok_and(Vec::is_empty) {
            tracing::warn!("the monitor will ring for what the bulk queue did not take");
        }
    }
}
