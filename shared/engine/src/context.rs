use jiff::Timestamp;
use locales::Language;
use store::{Batch, Key, Keys, List, Page, ReadSet, Record, Span, Table, Turn};
use telegram::{Envelope, Person, Update};

use crate::{Bot, EngineError};

/// What a handler may know, and how it reads more.
pub struct Context<'a, B: Bot> {
    /// The update as it arrived.
    pub envelope: &'a Envelope,
    /// The update, typed.
    pub update: &'a Update,
    /// Who sent it.
    pub person: &'a Person,
    /// The language to answer in.
    pub language: Language,
    /// Where the conversation stands.
    pub dialogue: &'a B::Dialogue,
    /// When this update is handled.
    pub now: Timestamp,
    pub(crate) profile: Option<&'a B::Profile>,
    pub(crate) profile_key: Key,
    pub(crate) profile_version: u64,
    pub(crate) table: &'a Table,
    pub(crate) reads: ReadSet,
}

impl<B: Bot> Context<'_, B> {
    /// The sender's profile, to show; no decision may rest on it.
    #[must_use]
    pub fn profile(&self) -> Option<&B::Profile> {
        self.profile
    }

    /// The sender's profile, for a decision that rests on it: its version becomes a condition.
    pub fn rely_on_profile(&mut self) -> Option<&B::Profile> {
        self.reads
            .rely_on(self.profile_key.clone(), self.profile_version);
        self.profile
    }

    /// Reads a record that the decision rests on: its version, or its absence, becomes a
    /// condition of whatever is written.
    ///
    /// # Errors
    /// What the table answered. A record that has changed since this update read it first is a
    /// lost race, and the update starts again at Load; that goes for all that follows as well.
    pub async fn read<R: Record>(&mut self, key: Key) -> Result<Option<R>, EngineError> {
        Ok(self.table.read(key, &mut self.reads).await?)
    }

    /// Reads a record to show it, or to write it and nothing else: only if it is written itself
    /// its version, or its absence, becomes a condition. No other decision may rest on it.
    ///
    /// # Errors
    /// As [`Context::read`].
    pub async fn look<R: Record>(&mut self, key: Key) -> Result<Option<R>, EngineError> {
        Ok(self.table.look(key, &mut self.reads).await?)
    }

    /// Reads up to 100 records of any types in one request; `keys` says which the decision rests
    /// on, as with [`Context::read`], and which not, as with [`Context::look`].
    ///
    /// # Errors
    /// As [`Context::read`].
    pub async fn batch(&mut self, keys: Keys) -> Result<Batch, EngineError> {
        Ok(self.table.batch(&keys, &mut self.reads).await?)
    }

    /// A page of a list as it is now, to be shown: one request. Its records are conditioned as
    /// with [`Context::look`]. Whether others come or go meanwhile is no condition.
    ///
    /// # Errors
    /// As [`Context::read`].
    pub async fn page<R: Record>(
        &mut self,
        list: &List,
        turn: &Turn,
    ) -> Result<Page<R>, EngineError> {
        Ok(self.table.page(list, turn, &mut self.reads).await?)
    }

    /// A page of a list as it was a moment ago, to be shown, for half the price: one eventually
    /// consistent request. Whoever wants to write one of its records has to read it first.
    ///
    /// # Errors
    /// As [`Context::read`].
    pub async fn skim<R: Record>(&self, list: &List, turn: &Turn) -> Result<Page<R>, EngineError> {
        Ok(self.table.skim(list, turn).await?)
    }

    /// Every record of a span, such as a month of one calendar, to be shown: one request up to
    /// 1 MB. Conditions are as with [`Context::page`]: a decision reads its day by key.
    ///
    /// # Errors
    /// As [`Context::read`]; a fault when the span has more than 4 MB.
    pub async fn all<R: Record>(&mut self, span: &Span) -> Result<Vec<R>, EngineError> {
        Ok(self.table.all(span, &mut self.reads).await?)
    }
}
