use std::fmt;

use outbox::Draft;
use store::{ReadSet, Record, StoreError, Transaction};

use crate::{Answer, Bot};

/// What a handler has decided: data, nothing is written or sent yet.
pub struct Outcome<B: Bot> {
    pub(crate) answer: Answer<B::Screen>,
    pub(crate) dialogue: Option<B::Dialogue>,
    pub(crate) writes: Vec<Box<dyn Write>>,
    pub(crate) notices: Vec<Draft>,
}

impl<B: Bot> Outcome<B> {
    /// An answer and nothing else.
    #[must_use]
    pub fn answer(answer: Answer<B::Screen>) -> Self {
        Self {
            answer,
            dialogue: None,
            writes: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// A new message and nothing else.
    #[must_use]
    pub fn say(screen: B::Screen) -> Self {
        Self::answer(Answer::Say(screen))
    }

    /// The pressed message becomes this screen.
    #[must_use]
    pub fn edit(screen: B::Screen) -> Self {
        Self::answer(Answer::Edit(screen))
    }

    /// A text over the chat.
    #[must_use]
    pub fn alert(screen: B::Screen) -> Self {
        Self::answer(Answer::Alert(screen))
    }

    /// The same, with the dialogue going to `dialogue`.
    #[must_use]
    pub fn go(mut self, dialogue: B::Dialogue) -> Self {
        self.dialogue = Some(dialogue);
        self
    }

    /// The same, with a record written: over the version that the handler read, or where it read
    /// that there is none.
    #[must_use]
    pub fn put<R: Record + Send + Sync + 'static>(mut self, record: R) -> Self {
        self.writes.push(Box::new(Put(record)));
        self
    }

    /// The same, with a notice to somebody else.
    #[must_use]
    pub fn notify(mut self, notice: Draft) -> Self {
        self.notices.push(notice);
        self
    }
}

impl<B: Bot> fmt::Debug for Outcome<B>
where
    B::Screen: fmt::Debug,
    B::Dialogue: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("answer", &self.answer)
            .field("dialogue", &self.dialogue)
            .field("writes", &self.writes.len())
            .field("notices", &self.notices)
            .finish()
    }
}

/// A record's write, whatever its type.
pub(crate) trait Write: Send + Sync {
    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError>;
}

struct Put<R>(R);

impl<R: Record + Send + Sync> Write for Put<R> {
    fn add_to(&self, transaction: &mut Transaction, reads: &ReadSet) -> Result<(), StoreError> {
        transaction.put(&self.0, reads)
    }
}
