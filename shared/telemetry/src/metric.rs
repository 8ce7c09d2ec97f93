//! The catalogue of metrics: one list for both formats.

/// A metric. An event that has a field of its name adds to it.
///
/// The same list makes the embedded metrics of log lines on Lambda and the page for Prometheus.
/// What is dear there is plain here: CloudWatch bills each value of a dimension as a metric of its
/// own (<https://aws.amazon.com/cloudwatch/pricing/>), so it has one dimension at most, and the
/// other labels are fields of the line alone.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// The name in both formats, with the unit in it.
    pub name: &'static str,
    /// What it counts or measures.
    pub help: &'static str,
    /// How its values add up.
    pub shape: Shape,
    /// The labels of Prometheus; an event without one of them counts on CloudWatch alone.
    pub labels: &'static [Label],
    /// How it stands on CloudWatch.
    pub embedded: Embedded,
}

/// How the values of a metric add up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// They are added.
    Counter,
    /// The last one counts.
    Gauge,
    /// They are counted by their size.
    Histogram,
}

/// A label, and the field of an event that holds its value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Label {
    /// The label's name.
    pub name: &'static str,
    /// The field's name.
    pub field: &'static str,
}

/// How a metric stands on CloudWatch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Embedded {
    /// Not at all: it never happens on Lambda, or is found by a query of the lines.
    Nowhere,
    /// As one metric.
    Once,
    /// As one metric for each value of a field.
    By(&'static str, &'static [&'static str]),
}

impl Metric {
    /// How many metrics CloudWatch bills for it at most.
    #[must_use]
    pub fn series(&self) -> usize {
        match self.embedded {
            Embedded::Nowhere => 0,
            Embedded::Once => 1,
            Embedded::By(_, values) => values.len(),
        }
    }
}

const OUTCOME: Label = Label::plain("outcome");
const KIND: Label = Label::plain("kind");

const CLASSES: &[&str] = &[
    "changed",
    "answered",
    "ignored",
    "duplicate",
    "throttled",
    "parked",
    "transient",
];

impl Label {
    const fn plain(name: &'static str) -> Self {
        Self { name, field: name }
    }
}

/// The name of the metric that no line carries: it is found by counting who wrote.
pub const ACTIVE_USERS: &str = "active_users";

/// The metric that is added up between two lines, since a line for each request would cost more
/// than the request.
pub(crate) const BOT_API_REQUESTS: &str = "bot_api_requests_total";

/// Every metric there is (docs/metrics.md).
pub static METRICS: [Metric; 12] = [
    Metric {
        name: "updates_total",
        help: "Updates that were admitted",
        shape: Shape::Counter,
        labels: &[KIND, OUTCOME],
        embedded: Embedded::By("outcome", CLASSES),
    },
    Metric {
        name: "update_duration_seconds",
        help: "From an update's arrival to its answer",
        shape: Shape::Histogram,
        labels: &[],
        embedded: Embedded::By("outcome", CLASSES),
    },
    Metric {
        name: "commit_conflicts_total",
        help: "Commits that lost a race and were made again",
        shape: Shape::Counter,
        labels: &[],
        embedded: Embedded::Once,
    },
    Metric {
        name: "duplicates_total",
        help: "Updates that had been handled before",
        shape: Shape::Counter,
        labels: &[],
        embedded: Embedded::By("outcome", &["duplicate"]),
    },
    Metric {
        name: "throttled_total",
        help: "Updates of people who went too fast",
        shape: Shape::Counter,
        labels: &[],
        embedded: Embedded::By("outcome", &["throttled"]),
    },
    Metric {
        name: "parked_total",
        help: "Updates and queue messages that were put aside for an operator",
        shape: Shape::Counter,
        labels: &[],
        embedded: Embedded::By("outcome", &["parked"]),
    },
    Metric {
        name: BOT_API_REQUESTS,
        help: "Requests to the Bot API; a reply in the webhook's answer is none",
        shape: Shape::Counter,
        labels: &[Label::plain("method"), OUTCOME],
        embedded: Embedded::Once,
    },
    Metric {
        name: "notices_total",
        help: "Notices that came to their end, and sends of broadcasts",
        shape: Shape::Counter,
        labels: &[KIND, OUTCOME],
        embedded: Embedded::By("outcome", &["sent", "failed", "unknown", "expired"]),
    },
    Metric {
        name: "polling_conflicts_total",
        help: "Polls that Telegram refused since somebody else has the updates",
        shape: Shape::Counter,
        labels: &[],
        embedded: Embedded::Nowhere,
    },
    Metric {
        name: "heartbeat_timestamp_seconds",
        help: "When the last heartbeat was written, in seconds since 1970",
        shape: Shape::Gauge,
        labels: &[],
        embedded: Embedded::Once,
    },
    Metric {
        name: "booking_outcomes_total",
        help: "Bookings that were made, moved, cancelled, or lost to somebody faster",
        shape: Shape::Counter,
        labels: &[Label {
            name: "outcome",
            field: "booking",
        }],
        embedded: Embedded::By("booking", &["booked", "moved", "cancelled", "conflict"]),
    },
    Metric {
        name: ACTIVE_USERS,
        help: "People who wrote or pressed something today, by UTC",
        shape: Shape::Gauge,
        labels: &[],
        embedded: Embedded::Nowhere,
    },
];
