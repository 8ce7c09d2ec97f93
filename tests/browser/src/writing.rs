use thirtyfour::Key;
use thirtyfour::prelude::WebDriverResult;

use crate::Visit;
use crate::xpath::message;

impl Visit {
    /// Types a text and sends it with the Enter key.
    ///
    /// # Errors
    /// When there is nowhere to write.
    pub async fn says(&self, text: &str) -> WebDriverResult<()> {
        self.types(text).await?;
        self.hits_enter(1).await
    }

    /// Types a text behind what is written already.
    ///
    /// # Errors
    /// When there is nowhere to write.
    pub async fn types(&self, text: &str) -> WebDriverResult<()> {
        self.finds("//textarea").await?.send_keys(text).await
    }

    /// Hits the Enter key, so many times without a pause.
    ///
    /// # Errors
    /// When there is nowhere to write.
    pub async fn hits_enter(&self, times: usize) -> WebDriverResult<()> {
        let composer = self.finds("//textarea").await?;
        let key = char::from(Key::Enter).to_string();
        composer.send_keys(key.repeat(times)).await
    }

    /// Begins to edit one's own message that has these words in it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn edits(&self, words: &str) -> WebDriverResult<()> {
        let tool = format!("{}//button[@aria-label = 'Edit']", message(words));
        self.clicks(&tool).await
    }

    /// Waits until this and nothing else is written where one writes.
    ///
    /// # Errors
    /// When it is not.
    pub async fn has_written(&self, text: &str) -> WebDriverResult<()> {
        let is_written = "document.querySelector('textarea').value === arguments[0]";
        self.waits_for(is_written, text).await
    }

    /// Waits until the page has got the answer to a request whose path ends so.
    ///
    /// # Errors
    /// When it does not get one.
    pub async fn is_answered(&self, end: &str) -> WebDriverResult<()> {
        let is_there = "performance.getEntriesByType('resource')\
            .some(({ name }) => name.endsWith(arguments[0]))";
        self.waits_for(is_there, end).await
    }
}
