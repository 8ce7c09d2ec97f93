pub use outbox::Doorbell;
use outbox::Knock;
use serde::{Deserialize, Serialize};

/// A message of the bulk queue: which page of which lane is to be sent, or which one of the count
/// is to be made.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Ring {
    /// The broadcast's id.
    pub broadcast: String,
    /// The lane; `None` for the count.
    pub lane: Option<u8>,
    /// The page; 0 for whichever is next.
    pub page: u32,
    /// The run that it belongs to.
    pub run: u32,
    /// How often the monitor had rung before.
    #[serde(default)]
    pub again: u32,
}

impl Ring {
    /// The message as the queue gets it.
    ///
    /// The group is the lane, whatever the broadcast: SQS itself keeps one page of a lane under
    /// way, over all broadcasts. The deduplication id has the run in it, so that what is resumed
    /// within SQS's five minutes gets through.
    #[must_use]
    pub fn knock(&self) -> Knock {
        let part = self
            .lane
            .map_or_else(|| "count".to_owned(), |lane| format!("lane-{lane}"));
        let Self {
            broadcast,
            page,
            run,
            again,
            ..
        } = self;
        Knock {
            deduplication: format!("{broadcast}.{part}.{page}.{run}.{again}"),
            group: part,
            body: serde_json::to_string(self).expect("a ring has text keys only"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_names_lane_page_and_run() {
        let ring = Ring {
            broadcast: "17-0".into(),
            lane: Some(3),
            page: 9,
            run: 2,
            again: 0,
        };
        let knock = ring.knock();
        assert_eq!(knock.group, "lane-3");
        assert_eq!(knock.deduplication, "17-0.lane-3.9.2.0");
        assert_eq!(serde_json::from_str::<Ring>(&knock.body).unwrap(), ring);
    }
}
