//! Whose conversation an update belongs to, and what is loaded of that person.

use store::{Conversation, Key, Loaded, Table, decode};

use crate::{Bot, EngineError, Left, Trace};

/// Whose conversation it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Private(i64),
    Group(i64, i64),
}

impl Place {
    pub(crate) fn key(self) -> Key {
        match self {
            Self::Private(user) => Key::private_conversation(user),
            Self::Group(chat, user) => Key::group_conversation(chat, user),
        }
    }

    /// The trace that a write has to leave which is the first to keep something in the person's
    /// conversation in a group. In private that is found without one.
    pub(crate) fn trace(self, before: &Conversation) -> Option<Trace> {
        match self {
            Self::Group(chat, user) if before.is_blank() => {
                Some(Trace::new(user, Left::Group(chat)))
            }
            Self::Group(..) | Self::Private(_) => None,
        }
    }

    pub(crate) async fn load(self, table: &Table) -> Result<Loaded, EngineError> {
        Ok(match self {
            Self::Private(user) => table.load_private(user).await?,
            Self::Group(chat, user) => table.load_group(chat, user).await?,
        })
    }
}

/// A person's profile with the version that was read; 0 when there is none.
pub(crate) struct KnownProfile<P> {
    pub(crate) profile: Option<P>,
    pub(crate) version: u64,
}

pub(crate) fn decode_profile<B: Bot>(
    item: Option<store::Item>,
) -> Result<KnownProfile<B::Profile>, EngineError> {
    let Some(item) = item else {
        return Ok(KnownProfile {
            profile: None,
            version: 0,
        });
    };
    let version = store::version(&item)?;
    Ok(KnownProfile {
        profile: Some(decode(item)?),
        version,
    })
}
