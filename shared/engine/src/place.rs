//! Whose conversation an update belongs to, and what is loaded of that person.

use store::{Key, Loaded, Table, decode};

use crate::{Bot, EngineError};

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
