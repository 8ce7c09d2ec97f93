use jiff::Timestamp;
use locales::Language;
use store::{Key, ReadSet, Record, Table};
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
    /// What the table answered.
    pub async fn read<R: Record>(&mut self, key: Key) -> Result<Option<R>, EngineError> {
        Ok(self.table.read(key, &mut self.reads).await?)
    }
}
