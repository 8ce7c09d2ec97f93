//! What a conversation remembers: its dialogue, and the reply to the last update of each queue.

use locales::Language;
use serde::{Deserialize, Serialize};
use store::{Conversation, QueueMemory, StoredDialogue, StoredReply};
use telegram::{Envelope, Queue};

use crate::{Answer, Bot, EngineError, ParkReason};

/// The stored dialogue, as far as this build can read it.
pub(crate) enum Dialogue<D> {
    Read(D),
    /// Stored by a newer build, or damaged: closed, with a text that says so.
    Unreadable,
}

pub(crate) fn dialogue<B: Bot>(conversation: &Conversation) -> Dialogue<B::Dialogue> {
    let Some(stored) = &conversation.dialogue else {
        return Dialogue::Read(B::Dialogue::default());
    };
    if stored.schema > B::DIALOGUE_SCHEMA {
        return Dialogue::Unreadable;
    }
    serde_json::from_str(&stored.json).map_or(Dialogue::Unreadable, Dialogue::Read)
}

/// Writes down the next dialogue; the idle one takes no space.
pub(crate) fn set_dialogue<B: Bot>(
    conversation: &mut Conversation,
    next: &B::Dialogue,
) -> Result<(), EngineError> {
    conversation.dialogue = if *next == B::Dialogue::default() {
        None
    } else {
        Some(StoredDialogue {
            schema: B::DIALOGUE_SCHEMA,
            json: json(next)?,
        })
    };
    Ok(())
}

/// A stored reply: the language it was given in, and the answer.
#[derive(Deserialize, Serialize)]
struct Given<A>(Language, A);

/// Remembers that this update has changed the state, and what was answered.
pub(crate) fn remember<B: Bot>(
    conversation: &mut Conversation,
    envelope: &Envelope,
    language: Language,
    answer: &Answer<B::Screen>,
) -> Result<(), EngineError> {
    let update_id = envelope.update_id.get();
    let queue = memory_mut(conversation, envelope.queue());
    // One that was parked and is replayed is remembered already.
    if !queue.ids.contains(update_id) {
        queue.ids.push(update_id);
    }
    if !answer.is_silent() {
        queue.reply = Some(StoredReply {
            update_id,
            json: json(&Given(language, answer))?,
        });
    }
    conversation.attempts.forget(update_id);
    Ok(())
}

/// What was answered to an update that has already changed the state.
pub(crate) enum Known<S> {
    /// The stored reply.
    Reply(Language, Answer<S>),
    /// There was none, or later updates of its queue have been answered since.
    Nothing,
    /// A reply that this build cannot read.
    Unreadable,
}

/// What was answered to this update before; `None` when it has not changed the state yet.
pub(crate) fn known<B: Bot>(
    conversation: &Conversation,
    envelope: &Envelope,
) -> Option<Known<B::Screen>> {
    let update_id = envelope.update_id.get();
    let queue = memory(conversation, envelope.queue());
    if !queue.ids.contains(update_id) {
        return None;
    }
    let stored = queue
        .reply
        .as_ref()
        .filter(|reply| reply.update_id == update_id);
    Some(
        match stored.map(|reply| serde_json::from_str(&reply.json)) {
            None => Known::Nothing,
            Some(Ok(Given(language, answer))) => Known::Reply(language, answer),
            Some(Err(_)) => Known::Unreadable,
        },
    )
}

fn memory(conversation: &Conversation, queue: Queue) -> &QueueMemory {
    match queue {
        Queue::Callbacks => &conversation.callbacks,
        Queue::Rest => &conversation.rest,
    }
}

fn memory_mut(conversation: &mut Conversation, queue: Queue) -> &mut QueueMemory {
    match queue {
        Queue::Callbacks => &mut conversation.callbacks,
        Queue::Rest => &mut conversation.rest,
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, EngineError> {
    let fault = |_| {
        EngineError::Park(ParkReason::Fault(
            "a dialogue or a screen cannot be stored".into(),
        ))
    };
    serde_json::to_string(value).map_err(fault)
}
