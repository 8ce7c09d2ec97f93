use broadcast::Broadcast;
use engine::{Context, EngineError};
use serde::{Deserialize, Serialize};
use store::{Key, Keys, Record};

use super::Line;
use crate::Desk;

/// The broadcasts that have not ended, so that every superadmin finds them; some that have ended
/// may still stand in it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct OpenBroadcasts {
    /// Their ids, the oldest first; at most [`OpenBroadcasts::CAPACITY`].
    pub ids: Vec<i64>,
}

impl OpenBroadcasts {
    /// How many there can be at a time.
    pub const CAPACITY: usize = 10;

    /// These, and one more; `None` where there is no room for it.
    pub(super) fn with(lines: &[Line], id: i64) -> Option<Self> {
        let ids = lines.iter().map(|line| line.id).chain([id]).collect();
        (lines.len() < Self::CAPACITY).then_some(Self { ids })
    }
}

impl Record for OpenBroadcasts {
    const SCHEMA: u16 = 1;

    fn key(&self) -> Key {
        Key::broadcasts()
    }
}

/// The key of a broadcast that was born in that update.
pub(super) fn head(id: i64) -> Key {
    Key::broadcast(&id.to_string())
}

/// The broadcasts that have not ended: one request, and one more where there are any. The list is
/// looked at, to be written.
pub(super) async fn unfinished(context: &mut Context<'_, Desk>) -> Result<Vec<Line>, EngineError> {
    let list: Option<OpenBroadcasts> = context.look(Key::broadcasts()).await?;
    let ids = list.unwrap_or_default().ids;
    let keys = ids.iter().map(|id| head(*id));
    let mut heads = context
        .batch(keys.fold(Keys::default(), Keys::look_at))
        .await?;
    let mut lines = Vec::new();
    for id in ids {
        let known: Option<Broadcast> = heads.take(&head(id))?;
        if let Some(known) = known.filter(|known| !known.status.is_final()) {
            lines.push(Line {
                id,
                status: known.status,
                people: known.counted,
            });
        }
    }
    Ok(lines)
}
