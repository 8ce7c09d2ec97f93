use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Cause, Committed, Key, Loaded, ReadSet, Record, StoreError, Transaction, Wake};

use crate::addressed::{Addressed, addressed};
use crate::commit::Written;
use crate::pipeline::{Run, Settled};
use crate::place::{Place, decode_profile};
use crate::remembered::{known, remember};
use crate::{Answer, Bot, Class, EngineError, Left, ParkReason, Situation, Step, Trace};

/// How often parking starts again after a lost race.
const MAX_ROUNDS: u32 = 5;

/// How long an operator has to look at a parked update.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An update that could not be handled, kept where an operator can see and replay it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Parked {
    /// The update's id.
    pub update_id: i64,
    /// Its kind.
    pub kind: String,
    /// The chat, if it has one.
    pub chat: Option<i64>,
    /// The person, if it has one.
    pub user: Option<i64>,
    /// Why it was parked; never what a person wrote.
    pub reason: String,
    /// The update as it arrived.
    pub body: String,
    /// When it was parked.
    pub at: Timestamp,
}

impl Record for Parked {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::parked(self.update_id)
    }

    fn wake(&self) -> Option<Wake> {
        Some(Wake::parked(self.at))
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.at + KEPT_FOR)
    }
}

impl Parked {
    /// The row by which it is found as the person's; `None` when it is nobody's.
    pub(crate) fn trace(&self) -> Option<Trace> {
        let trace = Trace::new(self.user?, Left::Parked(self.update_id));
        Some(trace.until(self.at + KEPT_FOR))
    }

    /// Adds it to what is written, with its trace.
    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError> {
        transaction.put(self, reads)?;
        let trace = self.trace();
        trace.map_or(Ok(()), |trace| transaction.index(&trace))
    }
}

impl<B: Bot> Run<'_, B> {
    /// Parks the update: in one transaction with its id and the apology, or alone where the
    /// conversation cannot be read or written.
    pub(crate) async fn park(&self, reason: ParkReason) -> Result<Settled, EngineError> {
        self.reached(Step::Parking).await;
        let parked = self.parked(&reason);
        let mut reads = ReadSet::default();
        match self
            .late_table
            .read::<Parked>(parked.key(), &mut reads)
            .await
        {
            Ok(_) | Err(StoreError::Fault(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let apology = self.apology(&reason);
        let settled = match self.place() {
            Some(place) => match self
                .park_in_conversation(place, &parked, &reads, &apology)
                .await
            {
                Err(EngineError::Park(_)) => None,
                settled => Some(settled?),
            },
            None => None,
        };
        let settled = match settled {
            Some(settled) => settled,
            None => self.park_alone(&parked, &reads, &apology).await?,
        };
        self.reached(Step::Parked).await;
        Ok(settled)
    }

    async fn park_in_conversation(
        &self,
        place: Place,
        parked: &Parked,
        reads: &ReadSet,
        apology: &Answer<B::Screen>,
    ) -> Result<Settled, EngineError> {
        for round in 0..MAX_ROUNDS {
            let Loaded {
                mut conversation,
                profile,
                ..
            } = place.load(&self.late_table).await?;
            if let Some(known) = known::<B>(&conversation, self.envelope) {
                return self.repeat(known).await;
            }
            let language = self.language(decode_profile::<B>(profile)?.profile.as_ref());
            let trace = place.trace(&conversation);
            remember::<B>(&mut conversation, self.envelope, language, apology)?;
            let mut transaction = Transaction::default();
            transaction.conversation(place.key(), &conversation, parked.at)?;
            if let Some(trace) = trace.filter(|_| !conversation.is_blank()) {
                transaction.index_beside_conversation(&trace)?;
            }
            parked.add_to(&mut transaction, reads)?;
            match self.write_late(&transaction).await? {
                Written::Now => {
                    return Ok(self
                        .settle(Class::Parked, &self.addressing(language), apology)
                        .await);
                }
                Written::Before(known) => return self.repeat(known).await,
                Written::Lost => self.back_off(round).await,
            }
        }
        Err(EngineError::Transient(Cause::Contended))
    }

    async fn park_alone(
        &self,
        parked: &Parked,
        reads: &ReadSet,
        apology: &Answer<B::Screen>,
    ) -> Result<Settled, EngineError> {
        let mut transaction = Transaction::default();
        parked.add_to(&mut transaction, reads)?;
        // A lost race here means that another delivery of this update has parked it.
        let (Committed::Done | Committed::Lost(_)) = self.late_table.commit(&transaction).await?;
        let language = self.language(None);
        Ok(self
            .settle(Class::Parked, &self.addressing(language), apology)
            .await)
    }

    async fn write_late(
        &self,
        transaction: &Transaction,
    ) -> Result<Written<B::Screen>, EngineError> {
        match self.late_table.commit(transaction).await {
            Err(StoreError::Transient(Cause::Contended)) => Ok(Written::Lost),
            committed => Ok(self.written(committed?)),
        }
    }

    /// In a group nobody hears of an update that may not have been meant for us.
    fn apology(&self, reason: &ParkReason) -> Answer<B::Screen> {
        let handled = matches!(
            reason,
            ParkReason::Panicked | ParkReason::Hung | ParkReason::Exhausted
        );
        if self.envelope.is_private() || handled || self.is_plainly_for_us() {
            Answer::Alert(self.engine.bot.screen(Situation::Apology, None))
        } else {
            Answer::Silent
        }
    }

    /// A press, or a command that names us or nobody: even without knowing of an open form.
    fn is_plainly_for_us(&self) -> bool {
        let username = self.engine.username.as_deref();
        let plainly = |update| addressed(update, false, false, username) == Addressed::ToUs;
        self.update.is_some_and(plainly)
    }

    fn parked(&self, reason: &ParkReason) -> Parked {
        Parked {
            update_id: self.envelope.update_id.get(),
            kind: self.envelope.kind.as_str().to_owned(),
            chat: self.envelope.chat.map(telegram::ChatId::get),
            user: self.envelope.user.map(telegram::UserId::get),
            reason: reason.to_string(),
            body: String::from_utf8_lossy(&self.envelope.body).into_owned(),
            at: self.engine.clock.now(),
        }
    }
}
