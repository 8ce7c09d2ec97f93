//! Without a table nothing can be claimed: the superadmins are told directly.

use std::time::Duration;

use jiff::SignedDuration;
use locales::{Language, Locale, Phrase};
use telegram::{ChatId, Claimed, Keyboard, Rendered};

use crate::Monitor;

/// Without a table, the superadmins are told at most once in this time by one instance.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// The longest that telling one of them may take.
const TELL_LIMIT: Duration = Duration::from_secs(5);

impl Monitor {
    /// The table cannot be used: at most once an hour, straight to the people whom the settings
    /// name.
    pub(crate) async fn tell_without_a_table(&self) {
        if !self.may_tell_now() {
            return;
        }
        let phrase = Phrase::new("table-unreachable");
        let text = Locale::of(Language::En).html(&phrase);
        let mut told = false;
        for person in &self.courier.superadmins {
            let screen = Rendered {
                text: text.clone(),
                keyboard: Keyboard::None,
            };
            let message = Claimed::message(ChatId::new(*person), screen);
            match self.courier.line.send(&message, TELL_LIMIT).await {
                Ok(()) => told = true,
                Err(error) => tracing::error!(%error, "a superadmin could not be told"),
            }
        }
        if told {
            self.note_told();
        }
    }

    fn may_tell_now(&self) -> bool {
        let now = self.courier.clock.now();
        let told = self
            .told_directly
            .lock()
            .expect("nobody panics while telling the time");
        told.is_none_or(|told| now.duration_since(told) >= TOLD_FOR)
    }

    fn note_told(&self) {
        let mut told = self
            .told_directly
            .lock()
            .expect("nobody panics while telling the time");
        *told = Some(self.courier.clock.now());
    }
}
