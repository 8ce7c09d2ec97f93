use serde::{Deserialize, Serialize};

use crate::{BlockId, Line, Span};

/// Why a master is away, in words of their own: 1 to 160 characters.
pub type Reason = Line<160>;

/// A time of one date at which a master is away. Stored as `i`, `s` and `r`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Block {
    /// Names it within its day.
    #[serde(rename = "i")]
    pub id: BlockId,
    /// From when to when, by the shop's clock.
    #[serde(rename = "s")]
    pub span: Span,
    /// What the master noted.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}
