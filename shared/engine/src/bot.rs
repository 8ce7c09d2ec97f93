use std::future::Future;

use jiff::Timestamp;
use locales::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Record;
use telegram::{Person, Rendered};

use crate::{Context, EngineError, Outcome};

/// A business on the engine: its dialogues, its screens, and how it handles an update.
pub trait Bot: Send + Sync + Sized + 'static {
    /// The state of a conversation; the default is idle. Stored with [`Bot::DIALOGUE_SCHEMA`].
    type Dialogue: Serialize + DeserializeOwned + Default + PartialEq + Send + Sync;

    /// A person's profile, loaded with the conversation.
    type Profile: Record + Send + Sync;

    /// What a person sees, as data: a reply is stored as its screen, and rendered again.
    type Screen: Serialize + DeserializeOwned + Clone + Send + Sync;

    /// The version of the dialogue's layout. A stored dialogue of a later one is reset.
    const DIALOGUE_SCHEMA: u16;

    /// The person's own choice of language, if there is one.
    fn chosen_language(profile: &Self::Profile) -> Option<Language>;

    /// Whether the person may do this at all.
    ///
    /// # Errors
    /// What happens instead: usually an alert that says why not, and nothing is changed.
    fn authorize(&self, context: &mut Context<'_, Self>) -> Result<(), Outcome<Self>>;

    /// Reads, decides, and returns what has to happen. Writes and sends nothing.
    ///
    /// # Errors
    /// What the table answered; a refusal of the person's request is an outcome.
    fn handle(
        &self,
        context: &mut Context<'_, Self>,
    ) -> impl Future<Output = Result<Outcome<Self>, EngineError>> + Send;

    /// The screen for something that the engine itself has to say.
    fn screen(&self, situation: Situation, person: Option<&Person>) -> Self::Screen;

    /// A screen in a person's language, as it is read at `now`: what goes without saying then may
    /// be left out, such as the year of a date.
    fn render(&self, screen: &Self::Screen, language: Language, now: Timestamp) -> Rendered;
}

/// What the engine itself has to say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Situation {
    /// The update was parked: something is wrong on our side.
    Apology,
    /// Too many changes; try again after so many seconds (1 to 10).
    SlowDown(u32),
    /// The open dialogue was stored by a newer build and is closed now.
    Reset,
    /// Handled before, but this build cannot read the stored reply.
    AlreadyDone,
    /// An edited message: edits are not read.
    Edited,
}
