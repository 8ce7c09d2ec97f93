use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What earlier runs have seen, as far as a later one needs it to see a change.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Seen {
    /// Whether Telegram has ever had the right address: before that nobody has registered it yet.
    #[serde(default)]
    pub registered: bool,
    /// How many updates wait at Telegram, while they are too many.
    #[serde(default)]
    pub pending: Option<Pending>,
    /// The id of the oldest notice that does not go out.
    #[serde(default)]
    pub notice: Option<String>,
    /// How far the broadcasts are that go on.
    #[serde(default)]
    pub broadcasts: Vec<SeenBroadcast>,
}

/// How many updates wait at Telegram.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Pending {
    /// How many there were.
    pub count: u64,
    /// In how many runs in a row there were more than before.
    pub rises: u32,
    /// When that was; `None` in rows of older builds.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// How far a broadcast is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SeenBroadcast {
    /// Its id.
    pub id: String,
    /// Which run of it this is.
    pub run: u32,
    /// Its lanes, by their numbers; the count is one lane.
    pub lanes: Vec<LaneSeen>,
}

/// How far a lane of a broadcast is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct LaneSeen {
    /// Its page.
    #[serde(rename = "p")]
    pub page: u32,
    /// Since when it has been seen at that page, with nothing that explains it.
    #[serde(rename = "s")]
    pub since: Timestamp,
}
