//! Commit and hand off: one write, then what may go out directly.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use locales::Language;
use outbox::NoticeRow;
use store::{Cause, Committed, Conversation, ReadSet, StoreError, Transaction};
use telegram::{Call, Idempotent};

use crate::answer::Addressing;
use crate::pipeline::{Run, Settled};
use crate::remembered::{Dialogue, Known, dialogue, known, remember, set_dialogue};
use crate::round::Place;
use crate::throttle::wait_seconds;
use crate::{Answer, Bot, Class, EngineError, Outcome, Situation, Step};

/// The longest that a direct call may take.
const DIRECT_LIMIT: Duration = Duration::from_secs(1);

/// How a write ended that a whole conversation depends on.
pub(crate) enum Written<S> {
    Now,
    /// An earlier attempt of this update had been applied, or another invocation was faster.
    Before(Known<S>),
    Lost,
}

impl<B: Bot> Run<'_, B> {
    /// Judges the outcome and writes it; `None` when the race was lost.
    #[expect(
        clippy::too_many_arguments,
        reason = "all that one round has found out"
    )]
    pub(crate) async fn commit(
        &self,
        place: Place,
        mut conversation: Conversation,
        open: &B::Dialogue,
        language: Language,
        mut outcome: Outcome<B>,
        reads: &ReadSet,
        now: Timestamp,
    ) -> Result<Option<Settled>, EngineError> {
        let album = self.mark_album(&mut conversation, &mut outcome.answer);
        let addressing = self.addressing(language);
        if !album && !changes_state(&conversation, open, &outcome) {
            return Ok(Some(
                self.settle(Class::Answered, &addressing, &outcome.answer)
                    .await,
            ));
        }
        if let Some(seconds) = wait_seconds(&mut conversation.pace, now, self.envelope.kind) {
            let refusal = Answer::Alert(self.engine.bot.screen(Situation::SlowDown(seconds), None));
            return Ok(Some(
                self.settle(Class::Throttled, &addressing, &refusal).await,
            ));
        }
        self.apply(&mut conversation, open, language, &outcome, now)?;
        let transaction = self.transaction(place, &conversation, &outcome, reads, now)?;
        self.reached(Step::Committing).await;
        let early = early(&addressing, &outcome);
        let (written, ()) = tokio::join!(self.write(&transaction), self.send(early));
        match written? {
            Written::Now => {
                self.reached(Step::Committed).await;
                Ok(Some(
                    self.settle(Class::Changed, &addressing, &outcome.answer)
                        .await,
                ))
            }
            Written::Before(known) => self.repeat(known).await.map(Some),
            Written::Lost => Ok(None),
        }
    }

    /// Counts an attempt at an old update; `false` when the race was lost.
    pub(crate) async fn commit_attempt(
        &self,
        place: Place,
        conversation: &mut Conversation,
        now: Timestamp,
    ) -> Result<bool, EngineError> {
        let mut transaction = Transaction::default();
        transaction.conversation(place.key(), conversation, now)?;
        let committed = self.table.commit(&transaction).await?;
        conversation.version += 1;
        Ok(committed == Committed::Done)
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
        }
    }

    /// One answer per album: `true` when this update is the one that is answered.
    fn mark_album(&self, conversation: &mut Conversation, answer: &mut Answer<B::Screen>) -> bool {
        let Some(album) = &self.envelope.album else {
            return false;
        };
        if conversation.album.as_ref() == Some(album) {
            *answer = Answer::Silent;
            return false;
        }
        if answer.is_silent() {
            return false;
        }
        conversation.album = Some(album.clone());
        true
    }

    fn apply(
        &self,
        conversation: &mut Conversation,
        open: &B::Dialogue,
        language: Language,
        outcome: &Outcome<B>,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        set_dialogue::<B>(conversation, outcome.dialogue.as_ref().unwrap_or(open))?;
        remember::<B>(conversation, self.envelope, language, &outcome.answer)?;
        conversation.pace.push(now.as_millisecond());
        Ok(())
    }

    fn transaction(
        &self,
        place: Place,
        conversation: &Conversation,
        outcome: &Outcome<B>,
        reads: &ReadSet,
        now: Timestamp,
    ) -> Result<Transaction, EngineError> {
        let mut transaction = Transaction::default();
        transaction.conversation(place.key(), conversation, now)?;
        for write in &outcome.writes {
            write.add_to(&mut transaction, reads)?;
        }
        for (index, draft) in outcome.notices.iter().enumerate() {
            let id = format!("{}-{index}", self.envelope.update_id);
            transaction.put(&NoticeRow::new(id, draft.clone(), now), reads)?;
        }
        transaction.check(reads);
        Ok(transaction)
    }

    /// Hand off: sends what still has to go out directly, and finds the reply.
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
        self.reached(Step::HandedOff).await;
        Settled {
            class,
            reply,
            trouble: None,
        }
    }

    async fn send(&self, call: Option<Idempotent>) {
        let Some(call) = call else { return };
        self.tally.stopped.store(true, Ordering::Relaxed);
        self.tally.direct_calls.fetch_add(1, Ordering::Relaxed);
        let limit = self
            .handling_ends
            .left(&*self.engine.clock)
            .min(DIRECT_LIMIT);
        self.engine.direct.send(call, limit).await;
    }
}

fn changes_state<B: Bot>(
    conversation: &Conversation,
    open: &B::Dialogue,
    outcome: &Outcome<B>,
) -> bool {
    let unreadable = matches!(dialogue::<B>(conversation), Dialogue::Unreadable);
    let moves = outcome
        .dialogue
        .as_ref()
        .is_some_and(|next| next != open || unreadable);
    moves || !outcome.writes.is_empty() || !outcome.notices.is_empty()
}

/// What may go out while the table works: only where the commit touches nobody else, so that
/// hardly a race can be lost that would change the answer.
fn early<B: Bot>(addressing: &Addressing<'_, B>, outcome: &Outcome<B>) -> Option<Idempotent> {
    if outcome.writes.is_empty() && outcome.notices.is_empty() {
        addressing.calls(&outcome.answer).early
    } else {
        None
    }
}
