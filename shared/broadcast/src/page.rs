//! One page of one lane: claim, send, note how it ended, person by person.

mod end;

use std::time::Duration;

use clock::Deadline;
use jiff::Timestamp;
use outbox::{Delivery, Kind};
use store::{Key, StoreError, Table, Versioned};

use crate::judge::{Verdict, judge};
use crate::lane::{Onward, Rest};
use crate::people::{People, Recipient, Source};
use crate::sender::{Found, Handled, Sender};
use crate::{Broadcast, Content, Lane, Status, Tally};

/// How many people a page has at most: 20 s of an invocation.
pub const PAGE: usize = 60;

/// The time from one send of a lane to its next: five lanes send 15 messages a second, so that
/// single notices have 10 (`courier::PACE`).
pub const PACE: Duration = Duration::from_millis(334);

/// The longest that one send may take.
const SEND_LIMIT: Duration = Duration::from_secs(4);

/// What has to be left of the invocation before somebody is taken in hand: a send in two tries and
/// the write after it, with what follows the page.
const NEEDED: Duration = Duration::from_secs(9);

/// After so many sends the head is looked at again: a pause takes 3.4 s at most.
const LOOK_EVERY: u32 = 10;

/// A page that is being sent.
pub(crate) struct Page<'s> {
    sender: &'s Sender,
    table: Table,
    deadline: Deadline,
    head: Broadcast,
    content: Content,
    /// The lane as it is stored.
    stored: Versioned<Lane>,
    /// The lane as it is.
    lane: Lane,
    /// What the lane had come to before.
    before: Tally,
    sends: u32,
    /// Before this moment of the monotonic time nothing is sent.
    not_before: Duration,
    /// Telegram has refused the content's markup.
    is_plain: bool,
}

/// How a page comes to its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ending {
    /// The next page follows.
    GoOn,
    /// Nothing is sent before then.
    Hold(Timestamp),
    /// The broadcast waits, or another run has begun.
    Halt,
    /// The lane has come to its end.
    Done,
    /// Somebody else has the lane.
    Lost,
}

impl<'s> Page<'s> {
    pub(crate) fn new(sender: &'s Sender, table: Table, found: Found, deadline: Deadline) -> Self {
        let mark = u32::try_from(sender.entropy.next() >> 32).unwrap_or_default();
        let before = found.lane.record.tally;
        let lane = found.lane.record.clone().taken_over(mark);
        Self {
            sender,
            table,
            deadline,
            head: found.head,
            content: found.content.content,
            stored: found.lane,
            lane,
            before,
            sends: 0,
            // The page before may have ended with a send.
            not_before: sender.clock.monotonic() + PACE,
            is_plain: false,
        }
    }

    /// Sends the page, and rings for what follows.
    pub(crate) async fn send(mut self) -> Result<Handled, StoreError> {
        if self.head.status == Status::Stopping {
            return self.end(Ending::Done).await;
        }
        if !self.has_time() {
            return Ok(Handled::NoTime);
        }
        let source = Source {
            table: &self.table,
            audience: &self.head.audience,
            superadmins: &self.sender.superadmins,
        };
        let now = self.sender.clock.now();
        let step = self.head.lanes;
        let people = source.people(&self.lane, step, PAGE, now).await?;
        let ending = self.people(people).await?;
        self.end(ending).await
    }

    async fn people(&mut self, mut people: People) -> Result<Ending, StoreError> {
        for recipient in &people.recipients {
            if !self.has_time() {
                return Ok(Ending::GoOn);
            }
            if people.gone.contains(&recipient.user) {
                self.lane.go_on_to(recipient);
                self.lane.skip();
                continue;
            }
            let known = people.known.remove(&recipient.user);
            if let Some(ending) = self.person(recipient, known).await? {
                return Ok(ending);
            }
        }
        self.lane.at = people.end;
        if !people.is_last {
            return Ok(Ending::GoOn);
        }
        let now = self.sender.clock.now();
        Ok(match self.lane.rest(now) {
            Rest::Nobody => Ending::Done,
            Rest::Later(from) if from <= now => Ending::GoOn,
            Rest::Later(from) => Ending::Hold(from),
        })
    }

    /// Deals with one person; says how the page ends, if it does.
    async fn person(
        &mut self,
        recipient: &Recipient,
        known: Option<Versioned<Delivery>>,
    ) -> Result<Option<Ending>, StoreError> {
        let now = self.sender.clock.now();
        let delivery = known.as_ref().map(|known| &known.record);
        if delivery.is_some_and(|delivery| delivery.unreachable) {
            self.lane.go_on_to(recipient);
            self.lane.skip();
            return Ok(None);
        }
        if delivery.is_some_and(|delivery| delivery.is_off(Kind::Broadcast)) {
            self.lane.go_on_to(recipient);
            self.lane.spare();
            return Ok(None);
        }
        let quiet = delivery.is_some_and(|delivery| delivery.quiet_until(now).is_some());
        let held = delivery.and_then(|delivery| delivery.hold_until);
        if let Some(until) = held.filter(|until| *until > now) {
            let bookmark = self.lane.go_on_to(recipient);
            let onward = self.lane.wait_for(recipient, until, bookmark, now);
            return Ok(ending(onward));
        }
        if self.sends > 0
            && self.sends.is_multiple_of(LOOK_EVERY)
            && let Some(ending) = self.look_at_the_head().await?
        {
            return Ok(Some(ending));
        }
        self.pace().await;
        let bookmark = self.lane.go_on_to(recipient);
        self.lane.take_off(recipient.user);
        if !self.write().await? {
            return Ok(Some(Ending::Lost));
        }
        let verdict = self.perform(recipient.user, quiet).await;
        let now = self.sender.clock.now();
        let onward = self.lane.land(recipient, &verdict, bookmark, now);
        self.note(recipient.user, known, &verdict, now).await;
        Ok(ending(onward))
    }

    fn has_time(&self) -> bool {
        self.deadline.left(&*self.sender.clock) >= NEEDED
    }

    /// The head may have changed since: a pause, a stop, another run.
    async fn look_at_the_head(&mut self) -> Result<Option<Ending>, StoreError> {
        let run = self.head.run;
        let key = Key::broadcast(&self.head.id);
        let Some(head) = self.table.get::<Broadcast>(&key).await? else {
            return Ok(Some(Ending::Halt));
        };
        self.head = head.record;
        Ok(match self.head.status {
            Status::Running if self.head.run == run => None,
            Status::Stopping => Some(Ending::Done),
            _ => Some(Ending::Halt),
        })
    }

    async fn pace(&mut self) {
        let clock = &self.sender.clock;
        let wait = self.not_before.saturating_sub(clock.monotonic());
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
        self.not_before = clock.monotonic() + PACE;
    }

    /// Writes the lane on the version that this page has written last; `false` when somebody else
    /// has written it since.
    async fn write(&mut self) -> Result<bool, StoreError> {
        let written = self.table.replace(&self.stored, self.lane.clone()).await?;
        Ok(match written {
            Some(written) => {
                self.stored = written;
                true
            }
            None => false,
        })
    }

    /// Sends, once more as plain text where Telegram refuses the markup.
    async fn perform(&mut self, user: i64, quiet: bool) -> Verdict {
        self.sends += 1;
        let message = self.content.to(user).silent(quiet);
        if self.is_plain {
            return self.judged(&message.as_plain_text()).await;
        }
        let verdict = self.judged(&message).await;
        if verdict != Verdict::PlainText {
            return verdict;
        }
        self.is_plain = true;
        self.pace().await;
        self.judged(&message.as_plain_text()).await
    }

    async fn judged(&self, message: &telegram::Claimed) -> Verdict {
        let verdict = judge(self.sender.line.send(message, SEND_LIMIT).await);
        if verdict == Verdict::SetUp {
            tracing::error!("the bot's token is missing or wrong: a broadcast waits");
        }
        verdict
    }

    /// Notes what Telegram said of the person. The note is a hint: whoever does without it hears
    /// the same again.
    async fn note(
        &self,
        person: i64,
        known: Option<Versioned<Delivery>>,
        verdict: &Verdict,
        now: Timestamp,
    ) {
        let before = known.as_ref().map(|known| known.record.clone());
        let mut next = before.unwrap_or_else(|| Delivery::open(person));
        match verdict {
            Verdict::Unreachable => next.unreachable = true,
            Verdict::Limited(wait) => next.hold_until = Some(now + *wait),
            _ => return,
        }
        let noted = match known {
            Some(known) => self.table.replace(&known, next).await,
            None => self.table.insert(next).await,
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "what Telegram said of a person was not noted");
        }
    }
}

fn ending(onward: Onward) -> Option<Ending> {
    match onward {
        Onward::Next => None,
        Onward::Turn => Some(Ending::GoOn),
        Onward::Hold(until) => Some(Ending::Hold(until)),
    }
}
