//! Without a table nothing can be claimed: the superadmins are told directly.

use std::time::Duration;

use clock::Deadline;
use futures_util::future::join_all;
use jiff::SignedDuration;
use locales::{Language, Locale, Phrase};
use telegram::{ChatId, Claimed, Html, Keyboard, Rendered};

use crate::Monitor;

/// Without a table, the superadmins are told at most once in this time by one instance.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// The longest that telling one of them may take; they are told side by side.
const TELL_LIMIT: Duration = Duration::from_secs(5);

/// What the table has to leave of a run's time for that.
pub(crate) const TELLING: Duration = Duration::from_secs(6);

impl Monitor {
    /// The table cannot be used: at most once an hour, straight to the people whom the settings
    /// name, within what is left of the run.
    pub(crate) async fn tell_without_a_table(&self, deadline: Deadline) {
        if !self.may_tell_now() {
            return;
        }
        let phrase = Phrase::new("table-unreachable");
        let text = Locale::of(Language::En).html(&phrase);
        let limit = TELL_LIMIT.min(deadline.left(&*self.courier.clock));
        let people = self.courier.superadmins.iter();
        let telling = people.map(|person| self.tell(*person, text.clone(), limit));
        if join_all(telling).await.contains(&true) {
            self.note_told();
        }
    }

    /// Whether that went out.
    async fn tell(&self, person: i64, text: Html, limit: Duration) -> bool {
        let screen = Rendered {
            text,
            keyboard: Keyboard::None,
        };
        let message = Claimed::message(ChatId::new(person), screen);
        match self.courier.line.send(&message, limit).await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, "a superadmin could not be told");
                false
            }
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
