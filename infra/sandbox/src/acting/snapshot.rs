use telegram_server::{Shown, Telegram};

use super::presence::Present;
use super::seen::{PopUp, Seen, labels};

/// What somebody has before them at one moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    at: Present,
    messages: Vec<Shown>,
    keyboard: Vec<Vec<String>>,
}

impl Snapshot {
    pub(crate) fn of(telegram: &Telegram, at: Present) -> Self {
        Self {
            at,
            messages: telegram.screen(at.chat),
            keyboard: labels(telegram.keyboard(at.chat).as_ref()),
        }
    }

    /// What they have before them now and had not then, with the answer to their press.
    pub(crate) fn news(&self, telegram: &Telegram, press: Option<&str>) -> Seen {
        let now = Self::of(telegram, self.at);
        let keyboard = if now.keyboard == self.keyboard {
            Vec::new()
        } else {
            now.keyboard
        };
        let answered = press.is_some_and(|id| is_answered(telegram, id));
        let answer = telegram.last_answer(self.at.user).filter(|_| answered);
        Seen {
            messages: Seen::new_messages(&self.messages, &now.messages),
            pop_up: answer.and_then(PopUp::of),
            keyboard,
        }
    }
}

fn is_answered(telegram: &Telegram, press: &str) -> bool {
    let calls = telegram.calls();
    let mut answers = calls.iter().filter(|call| call.succeeded());
    answers.any(|call| call.params["callback_query_id"] == press)
}
