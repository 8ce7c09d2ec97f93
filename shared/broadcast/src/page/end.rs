//! What follows a page's last send.

use jiff::{SignedDuration, Timestamp};
use store::{Key, StoreError};

use super::{Ending, Page};
use crate::sender::Handled;
use crate::{Broadcast, Lane, Status, Tally, render};

/// The progress is shown at most once in this time.
const SHOW_EVERY: SignedDuration = SignedDuration::from_secs(5);

impl Page<'_> {
    /// Writes the lane as it is at the page's end, then rings for what follows and shows it.
    pub(super) async fn end(mut self, ending: Ending) -> Result<Handled, StoreError> {
        if ending == Ending::Lost {
            return Ok(Handled::Lost);
        }
        let now = self.sender.clock.now();
        self.lane.page += 1;
        match ending {
            Ending::Hold(until) => self.lane.hold_until = Some(until),
            Ending::Done => self.lane.end(),
            Ending::GoOn | Ending::Halt | Ending::Lost => {}
        }
        let shown = match self.turn_to_show(now).await {
            // The send before is still to be written: nobody is to be unknown for a display.
            Err(StoreError::Transient(cause)) => {
                tracing::warn!(?cause, "a broadcast's progress could not be shown");
                None
            }
            turn => turn?,
        };
        if !self.write().await? {
            return Ok(Handled::Lost);
        }
        (self.lane.tally - self.before).log(&self.head.id);
        match ending {
            Ending::GoOn => self.sender.ring(&[self.lane.ring(self.head.run)]).await,
            Ending::Hold(until) => {
                self.sender
                    .wake_by(&self.table, &self.head.id, until)
                    .await?;
            }
            Ending::Done => self.sender.finish(&self.table, &self.head.id).await?,
            Ending::Halt | Ending::Lost => {}
        }
        if let Some(tally) = shown {
            self.show(&tally).await;
        }
        Ok(Handled::Done)
    }

    /// What all lanes together have come to, if it is this lane's turn to show it: that of the
    /// first one that sends.
    async fn turn_to_show(&mut self, now: Timestamp) -> Result<Option<Tally>, StoreError> {
        if self.lane.done {
            return Ok(None);
        }
        let lanes = self.sender.lanes(&self.table, &self.head.id).await?;
        let sends =
            |lane: &&Lane| lane.number == self.lane.number || !(lane.done || lane.is_held(now));
        let first = lanes.iter().find(sends).map(|lane| lane.number);
        let last = lanes.iter().filter_map(|lane| lane.shown_at).max();
        let lately = last.is_some_and(|last| now.duration_since(last) < SHOW_EVERY);
        if first != Some(self.lane.number) || lately {
            return Ok(None);
        }
        self.lane.shown_at = Some(now);
        let others = lanes.iter().filter(|lane| lane.number != self.lane.number);
        let others: Tally = others.map(|lane| lane.tally).sum();
        Ok(Some(others + self.lane.tally))
    }

    /// Shows how far it is, as the head is by now: a pause that this page has not noticed is not
    /// painted over. Where another run or an end has come, its own screen is out already.
    async fn show(&self, tally: &Tally) {
        let key = Key::broadcast(&self.head.id);
        let head = match self.table.get::<Broadcast>(&key).await {
            Ok(Some(head)) => head.record,
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "a broadcast's progress could not be shown");
                return;
            }
        };
        let is_so = matches!(head.status, Status::Running | Status::Paused);
        if is_so && head.run == self.head.run {
            let screen = render::progress(&head, tally);
            self.sender.show(&head, screen).await;
        }
    }
}
