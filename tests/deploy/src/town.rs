use std::sync::Arc;
use std::time::Duration;

use clock::SystemClock;
use telegram_server::{Person, Shown, Telegram, UserId};

/// How long an answer may take: the first one starts a function.
const ANSWER: Duration = Duration::from_secs(30);

/// People in the Telegram that the deployed bot talks to.
#[derive(Debug)]
pub struct Town {
    telegram: Arc<Telegram>,
}

impl Town {
    /// Everybody who speaks English.
    #[must_use]
    pub fn new(telegram: Arc<Telegram>, people: &[(i64, &str)]) -> Self {
        for (id, name) in people {
            telegram.add_person(Person::new(*id, name));
        }
        Self { telegram }
    }

    /// Somebody writes; gives what the bot answers with these words in it.
    pub async fn says(&self, user: i64, text: &str, words: &str) -> Shown {
        let before = self.telegram.screen(UserId(user)).len();
        let said = self.telegram.say(UserId(user), UserId(user), text);
        said.expect("everybody may write to the bot");
        self.sees_beyond(user, before, words, ANSWER).await
    }

    /// Somebody presses the newest button with these words; gives the message as it is when it has
    /// those words, or another one that has.
    pub async fn presses(&self, user: i64, label: &str, words: &str) -> Shown {
        let screen = self.telegram.screen(UserId(user));
        let found = screen.iter().rev().find_map(|shown| {
            let mut buttons = shown.buttons.iter().flatten();
            let button = buttons.find(|button| button.label.contains(label))?;
            Some((shown.message_id, button.label.clone()))
        });
        let (message, label) = found.unwrap_or_else(|| panic!("nobody offers {label}: {screen:?}"));
        let pressed = self
            .telegram
            .press(UserId(user), UserId(user), message, &label);
        pressed.expect("the button is there");
        self.sees(user, words, ANSWER).await
    }

    /// Somebody has a message of the bot with these words, within this time.
    ///
    /// # Panics
    /// When that does not happen.
    pub async fn sees(&self, user: i64, words: &str, within: Duration) -> Shown {
        self.sees_beyond(user, 0, words, within).await
    }

    async fn sees_beyond(&self, user: i64, before: usize, words: &str, within: Duration) -> Shown {
        let found = || {
            let screen = self.telegram.screen(UserId(user));
            let new = screen.into_iter().skip(before);
            let mut of_bot = new.filter(|shown| shown.user.is_none());
            of_bot.rfind(|shown| shown.text.contains(words))
        };
        let mut changes = self.telegram.changes();
        let waiting = async {
            loop {
                if let Some(shown) = found() {
                    return shown;
                }
                changes.changed().await.expect("Telegram goes on");
            }
        };
        let seen = clock::within(&SystemClock::new(), within, waiting).await;
        seen.unwrap_or_else(|| {
            let screen = self.telegram.screen(UserId(user));
            let screen: Vec<_> = screen.iter().map(Shown::to_text).collect();
            panic!("{user} does not see {words:?}:\n{}", screen.join("\n"))
        })
    }
}
