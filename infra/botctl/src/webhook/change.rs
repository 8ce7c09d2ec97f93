use serde_json::{Value, json};
use telegram::{UpdateKind, WebhookInfo};

/// One thing that Telegram was told anew.
#[derive(Debug)]
pub(crate) struct Change {
    what: &'static str,
    was: String,
    is: String,
}

impl Change {
    /// What the cells of [`Change::row`] are.
    pub(crate) const HEADER: [&str; 3] = ["Changed", "Was", "Is"];

    pub(crate) fn of_url(was: &str, is: &str) -> Option<Self> {
        let none = if was.is_empty() { "none" } else { was };
        (was != is).then(|| Self::new("url", none, is))
    }

    pub(crate) fn of_kinds(found: &WebhookInfo) -> Option<Self> {
        let was = match found.allowed_updates.join(" ") {
            kinds if kinds.is_empty() => "what Telegram chooses".to_owned(),
            kinds => kinds,
        };
        let is = UpdateKind::USED.map(UpdateKind::as_str).join(" ");
        (!found.delivers_what_is_used()).then(|| Self::new("allowed_updates", &was, &is))
    }

    pub(crate) fn of_connections(found: &WebhookInfo, is: u8) -> Option<Self> {
        let was = found.max_connections;
        let text = was.map_or_else(|| "none".to_owned(), |was| was.to_string());
        (was != Some(is)).then(|| Self::new("max_connections", &text, &is.to_string()))
    }

    /// The secret itself is told nobody.
    pub(crate) fn of_secret(was: &str) -> Self {
        Self::new("secret", was, "sent")
    }

    fn new(what: &'static str, was: &str, is: &str) -> Self {
        Self {
            what,
            was: was.to_owned(),
            is: is.to_owned(),
        }
    }

    /// The cells of [`Change::HEADER`].
    pub(crate) fn row(&self) -> [String; 3] {
        [self.what.to_owned(), self.was.clone(), self.is.clone()]
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "what": self.what, "was": self.was, "is": self.is })
    }
}
