/// What can be wrong. Each has an outage of its own.
///
/// That the provider of pictures is out of credit is to be one more, once pictures can be ordered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cause {
    /// There is no heartbeat.
    Heartbeat,
    /// Telegram calls another address than ours, or none.
    WebhookUrl,
    /// Telegram could not deliver an update lately.
    WebhookErrors,
    /// Updates pile up at Telegram.
    PendingUpdates,
    /// Notices are due and do not go out.
    OldNotices,
    /// A queue's message could not be processed, however often it was tried.
    DeadLetters,
    /// Updates or messages were parked, and nobody has dealt with them.
    Parked,
    /// A broadcast does not get on.
    Broadcast,
}

impl Cause {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Heartbeat,
        Self::WebhookUrl,
        Self::WebhookErrors,
        Self::PendingUpdates,
        Self::OldNotices,
        Self::DeadLetters,
        Self::Parked,
        Self::Broadcast,
    ];

    /// Its name: as it is stored and logged, and in the keys of its texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Heartbeat => "heartbeat",
            Self::WebhookUrl => "webhook-url",
            Self::WebhookErrors => "webhook-errors",
            Self::PendingUpdates => "pending-updates",
            Self::OldNotices => "old-notices",
            Self::DeadLetters => "dead-letters",
            Self::Parked => "parked",
            Self::Broadcast => "broadcast",
        }
    }
}
