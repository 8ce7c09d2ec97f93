//! Commit and hand off: one write, then what may go out directly.

use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::Timestamp;
use locales::Language;
use outbox::{Draft, Knock, NoticeRow};
use store::{Cause, Committed, Conversation, ReadSet, StoreError, Transaction};
use telegram::{Call, Idempotent, Update};

use crate::answer::Addressing;
use crate::pipeline::{Purpose, Run, Settled};
use crate::place::Place;
use crate::remembered::{Dialogue, Known, dialogue, known, remember, set_dialogue};
use crate::throttle::wait_seconds;
use crate::{Answer, Bot, Class, EngineError, Outcome, Situation, Step, Trace};

/// The longest that a direct call may take.
const DIRECT_LIMIT: Duration = Duration::from_secs(1);

/// How a write ended that a whole conversation depends on.
pub(crate) enum Written<S> {
    Now,
    /// An earlier attempt of this update had been applied, or another invocation was faster.
    Before(Known<S>),
    Lost,
}

/// What one round has come to, before it is judged and written.
pub(crate) struct Decided<'a, B: Bot> {
    pub(crate) place: Place,
    pub(crate) conversation: Conversation,
    /// What makes the conversation found again, if nothing was kept in it so far.
    pub(crate) trace: Option<Trace>,
    /// The dialogue that the handler saw.
    pub(crate) open: &'a B::Dialogue,
    pub(crate) language: Language,
    pub(crate) outcome: Outcome<B>,
    pub(crate) reads: ReadSet,
    pub(crate) now: Timestamp,
}

impl<B: Bot> Run<'_, B> {
    /// Judges the outcome and writes it; `None` when the race was lost.
    pub(crate) async fn commit(
        &self,
        mut decided: Decided<'_, B>,
    ) -> Result<Option<Settled>, EngineError> {
        let album = self.mark_album(&mut decided);
        let changes = decided.changes_state();
        let addressing = self.addressing(decided.language);
        if !album && !changes {
            return Ok(Some(
                self.hand_off(Class::Answered, &addressing, decided.outcome)
                    .await,
            ));
        }
        let pace = &mut decided.conversation.pace;
        let wait = wait_seconds(pace, decided.now, self.envelope.kind);
        let throttled = changes && self.purpose == Purpose::Delivery;
        if let Some(seconds) = wait.filter(|_| throttled) {
            let refusal = Answer::Alert(self.engine.bot.screen(Situation::SlowDown(seconds), None));
            return Ok(Some(
                self.settle(Class::Throttled, &addressing, &refusal).await,
            ));
        }
        if changes {
            pace.push(decided.now.as_millisecond());
        }
        self.apply(&mut decided)?;
        let notices = self.notices(&decided);
        let transaction = decided.transaction(&notices)?;
        self.reached(Step::Committing).await;
        let early = addressing.early(&decided.outcome.answer);
        let (written, ()) = tokio::join!(self.write(&transaction), self.send(early));
        match written? {
            Written::Now => {
                self.reached(Step::Committed).await;
                let knocks = std::mem::take(&mut decided.outcome.knocks);
                let handing_off = self.hand_off(Class::Changed, &addressing, decided.outcome);
                let (settled, (), ()) =
                    tokio::join!(handing_off, self.ring(notices), self.knock(knocks));
                self.reached(Step::HandedOff).await;
                Ok(Some(settled))
            }
            Written::Before(known) => self.repeat(known).await.map(Some),
            Written::Lost => Ok(None),
        }
    }

    /// Writes the count of an attempt; `false` when the race was lost.
    pub(crate) async fn commit_attempt(
        &self,
        place: Place,
        conversation: &mut Conversation,
        now: Timestamp,
    ) -> Result<bool, EngineError> {
        let mut transaction = Transaction::default();
        transaction.conversation(place.key(), conversation, now)?;
        let committed = match self.table.commit(&transaction).await {
            Err(StoreError::Transient(Cause::Contended)) => return Ok(false),
            committed => committed?,
        };
        conversation.version += 1;
        Ok(match committed {
            Committed::Done => true,
            // Our own write, whose answer was lost.
            Committed::Lost(Some(stored)) => {
                stored.version == conversation.version && stored.attempts == conversation.attempts
            }
            Committed::Lost(None) => false,
        })
    }

    async fn write(&self, transaction: &Transaction) -> Result<Written<B::Screen>, EngineError> {
        match self.table.commit(transaction).await {
            // Another transaction holds one of the items: what it leaves has to be read first.
            Err(StoreError::Transient(Cause::Contended)) => Ok(Written::Lost),
            committed => Ok(self.written(committed?)),
        }
    }

    /// What a commit's end means for this update.
    pub(crate) fn written(&self, committed: Committed) -> Written<B::Screen> {
        match committed {
            Committed::Done => Written::Now,
            // The id is remembered since the update was parked: only its row tells.
            Committed::Lost(_) if self.purpose == Purpose::Replay => Written::Lost,
            Committed::Lost(Some(conversation)) => {
                known::<B>(&conversation, self.envelope).map_or(Written::Lost, Written::Before)
            }
            Committed::Lost(None) => Written::Lost,
        }
    }

    /// Gives again what was answered before.
    pub(crate) async fn repeat(&self, known: Known<B::Screen>) -> Result<Settled, EngineError> {
        let (language, answer) = match known {
            Known::Reply(language, answer) => (language, answer),
            Known::Nothing => (self.language(None), Answer::Silent),
            Known::Unreadable => (
                self.language(None),
                Answer::Alert(self.engine.bot.screen(Situation::AlreadyDone, None)),
            ),
        };
        Ok(self
            .settle(Class::Duplicate, &self.addressing(language), &answer)
            .await)
    }

    pub(crate) fn addressing(&self, language: Language) -> Addressing<'_, B> {
        Addressing {
            bot: &self.engine.bot,
            envelope: self.envelope,
            update: self.update,
            language,
            now: self.engine.clock.now(),
        }
    }

    /// One answer per album: `true` when this update is the one that is answered.
    fn mark_album(&self, decided: &mut Decided<'_, B>) -> bool {
        let Some(album) = &self.envelope.album else {
            return false;
        };
        if matches!(self.update, Some(Update::EditedMessage(_))) {
            return false;
        }
        if decided.conversation.album.as_ref() == Some(album) {
            decided.outcome.answer = Answer::Silent;
            return false;
        }
        if decided.outcome.answer.is_silent() {
            return false;
        }
        decided.conversation.album = Some(album.clone());
        true
    }

    /// Writes the outcome down in the conversation.
    fn apply(&self, decided: &mut Decided<'_, B>) -> Result<(), EngineError> {
        let Decided {
            conversation,
            language,
            outcome,
            ..
        } = decided;
        if let Some(next) = &outcome.dialogue {
            set_dialogue::<B>(conversation, next)?;
        }
        if outcome.forgets_replies {
            conversation.forget_replies();
        }
        remember::<B>(conversation, self.envelope, *language, &outcome.answer)?;
        Ok(())
    }

    /// The rows of the outcome's notices. Where the business has chosen no id, it derives from
    /// the update's, so that a repetition makes the same row.
    fn notices(&self, decided: &Decided<'_, B>) -> Vec<NoticeRow> {
        let drafts = decided.outcome.notices.iter().enumerate();
        let row = |(index, draft): (usize, &Draft)| {
            let born = || format!("{}-{index}", self.envelope.update_id);
            let id = draft.id.clone().unwrap_or_else(born);
            NoticeRow::new(id, draft.clone(), decided.now)
        };
        drafts.map(row).collect()
    }

    /// Hand off: settles the answer, and makes the calls beside it.
    async fn hand_off(
        &self,
        class: Class,
        addressing: &Addressing<'_, B>,
        outcome: Outcome<B>,
    ) -> Settled {
        let settling = self.settle(class, addressing, &outcome.answer);
        let beside = outcome.beside.into_iter().map(|call| self.perform(call));
        let (settled, _) = tokio::join!(settling, join_all(beside));
        Settled {
            mark: outcome.mark,
            ..settled
        }
    }

    /// Sends what of the answer still has to go out directly, and finds the reply.
    pub(crate) async fn settle(
        &self,
        class: Class,
        addressing: &Addressing<'_, B>,
        answer: &Answer<B::Screen>,
    ) -> Settled {
        let reply: Option<Call> = if self.tally.stopped.load(Ordering::Relaxed) {
            addressing.reply_after_stop(answer)
        } else {
            let calls = addressing.calls(answer);
            self.send(calls.early.or(calls.late)).await;
            calls.reply
        };
        Settled {
            class,
            reply,
            trouble: None,
            mark: None,
        }
    }

    /// Says that immediate notices wait; what nobody hears, the monitor finds.
    async fn ring(&self, mut notices: Vec<NoticeRow>) {
        notices.retain(|notice| notice.due.is_none());
        if !notices.is_empty() {
            self.engine.hand_off.ring(notices).await;
        }
    }

    /// Rings the bulk queue; what nobody hears, the monitor finds as well.
    async fn knock(&self, knocks: Vec<Knock>) {
        if !knocks.is_empty() {
            self.engine.hand_off.knock(knocks).await;
        }
    }

    async fn send(&self, call: Option<Idempotent>) {
        let Some(call) = call else { return };
        self.tally.stopped.store(true, Ordering::Relaxed);
        self.perform(call).await;
    }

    async fn perform(&self, call: Idempotent) {
        self.tally.direct_calls.fetch_add(1, Ordering::Relaxed);
        let limit = self
            .handling_ends
            .left(&*self.engine.clock)
            .min(DIRECT_LIMIT);
        self.engine.hand_off.send(call, limit).await;
    }
}

impl<B: Bot> Decided<'_, B> {
    fn changes_state(&self) -> bool {
        let unreadable = matches!(dialogue::<B>(&self.conversation), Dialogue::Unreadable);
        let next = self.outcome.dialogue.as_ref();
        let moves = next.is_some_and(|next| next != self.open || unreadable);
        moves
            || self.outcome.forgets_replies
            || !self.outcome.writes.is_empty()
            || !self.outcome.notices.is_empty()
    }

    fn transaction(&self, notices: &[NoticeRow]) -> Result<Transaction, EngineError> {
        let mut transaction = Transaction::default();
        transaction.conversation(self.place.key(), &self.conversation, self.now)?;
        if let Some(trace) = self
            .trace
            .as_ref()
            .filter(|_| !self.conversation.is_blank())
        {
            transaction.index_beside_conversation(trace)?;
        }
        for write in &self.outcome.writes {
            write.add_to(&mut transaction, &self.reads)?;
        }
        for notice in notices {
            transaction.put(notice, &self.reads)?;
        }
        transaction.check(&self.reads)?;
        Ok(transaction)
    }
}
