use std::vec;

use telegram_server::{ChatId, Person, Telegram, UserId};

use crate::page::{Example, Part, Section, sections};
use crate::run::Run;
use crate::town::Town;

/// A walk along the steps of a page, in a town.
pub(crate) struct Walk {
    pub(crate) town: Town,
    sections: vec::IntoIter<Section>,
    /// What is written in this step.
    text: String,
    /// The commands of this step that were not run yet.
    examples: vec::IntoIter<Example>,
}

impl Walk {
    pub(crate) async fn along(page: &str) -> Self {
        let town = Town::new().await;
        town.is_well().await;
        town.telegram().add_person(Person::new(43, "Max"));
        Self {
            town,
            sections: sections(page).into_iter(),
            text: String::new(),
            examples: Vec::new().into_iter(),
        }
    }

    /// The next section has this heading; of the one before each command has been run.
    pub(crate) fn step(&mut self, title: &str) {
        assert_eq!(self.examples.len(), 0, "before {title}");
        let section = self.sections.next().expect("the page has this step");
        assert_eq!(section.title, title);
        self.text = section
            .text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let examples = section.parts.into_iter().filter_map(|part| match part {
            Part::Example(example) => Some(example),
            Part::Scene(_) | Part::Foreign(_) => None,
        });
        self.examples = examples.collect::<Vec<_>>().into_iter();
    }

    /// There is nothing left on the page.
    pub(crate) fn ends(mut self) {
        assert_eq!(self.examples.len(), 0);
        assert!(self.sections.next().is_none(), "the page goes on");
    }

    /// The next command prints what the page says.
    pub(crate) async fn prints(&mut self) {
        self.prints_with(&[]).await;
    }

    pub(crate) async fn prints_with(&mut self, other: &[(&str, &str)]) {
        let example = self.next();
        let run = self.town.botctl_with(&example.arguments(), other).await;
        assert_eq!(example.differs_from(&run), None);
    }

    /// What was printed is what the page says of the next command.
    pub(crate) fn printed(&mut self, run: &Run) {
        assert_eq!(self.next().differs_from(run), None);
    }

    fn next(&mut self) -> Example {
        self.examples.next().expect("the page has a command")
    }

    /// Somebody writes, and is answered.
    pub(crate) async fn says(&self, user: i64, text: &str) {
        self.says_into_the_void(user, text);
        self.settles().await;
    }

    pub(crate) fn says_into_the_void(&self, user: i64, text: &str) {
        let (telegram, user) = (self.town.telegram(), UserId(user));
        telegram.say(user, user, text).unwrap();
    }

    pub(crate) async fn asks_to_join(&self, user: i64) {
        for text in ["/join", "Ann", "Lee", "+998901234567"] {
            self.says(user, text).await;
        }
        self.reads(user, "Thank you! Your request is on its way")
            .await;
    }

    /// Somebody presses a button that the page names.
    pub(crate) async fn presses(&self, user: i64, label: &str) {
        self.is_written(label);
        self.picks(user, label).await;
    }

    /// Somebody presses a button, once it is there.
    pub(crate) async fn picks(&self, user: i64, label: &str) {
        let user = UserId(user);
        let with_button = |telegram: &Telegram| {
            let shown = telegram.screen(user).into_iter().rev();
            let mut with = shown.filter(|shown| shown.button(label).is_some());
            with.next().map(|shown| shown.message_id)
        };
        self.town
            .until(|telegram| with_button(telegram).is_some())
            .await;
        let telegram = self.town.telegram();
        let message = with_button(&telegram).unwrap();
        telegram.press(user, user, message, label).unwrap();
        self.settles().await;
    }

    async fn settles(&self) {
        self.town
            .until(|telegram| telegram.pending().is_empty())
            .await;
    }

    /// What the page quotes is the last thing that somebody reads.
    pub(crate) async fn reads(&self, user: i64, words: &str) {
        self.in_chat(UserId(user).into(), words).await;
    }

    pub(crate) async fn in_chat(&self, chat: ChatId, words: &str) {
        self.is_written(words);
        let reads = |telegram: &Telegram| {
            let last = telegram.last_from_bot(chat);
            last.is_some_and(|last| last.text.contains(words))
        };
        self.town.until(reads).await;
    }

    /// What the page quotes is somewhere in somebody's chat.
    pub(crate) async fn finds(&self, user: i64, words: &str) {
        self.is_written(words);
        self.town.until(|_| self.town.sees(user, words)).await;
    }

    /// In how many messages of the bot somebody has these words.
    pub(crate) fn times(&self, user: i64, words: &str) -> usize {
        let shown = self.town.telegram().screen(UserId(user)).into_iter();
        let of_bot = shown.filter(|shown| shown.user.is_none());
        of_bot.filter(|shown| shown.text.contains(words)).count()
    }

    fn is_written(&self, words: &str) {
        let quoted = format!("\"{words}");
        assert!(self.text.contains(&quoted), "{quoted} is not in the step");
    }
}
