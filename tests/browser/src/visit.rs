use std::path::Path;
use std::sync::Arc;

use clock::{SharedClock, SystemClock};
use sandbox::{Options, Place, Sandbox};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::prelude::{ElementQueryable as _, WebDriverResult};
use thirtyfour::{By, Key, WebElement};

use crate::Window;
use crate::browser::Browser;

/// How often a click is tried on something that the page draws anew meanwhile.
const TRIES: usize = 10;

/// Somebody at the chat page of a sandbox of their own, which keeps nothing. What they look for may
/// take 20 s to appear.
#[derive(Debug)]
pub struct Visit {
    browser: Browser,
    sandbox: Option<Sandbox>,
    port: u16,
}

impl Visit {
    /// Starts a sandbox in which Boss, person 1, is the superadmin, and opens its page. None, with
    /// one line about it, where the machine has no Chromium and none is required.
    ///
    /// # Errors
    /// When the browser does not do what it is told.
    ///
    /// # Panics
    /// When the sandbox does not start, or a browser is required and does not.
    pub async fn begin(window: Window) -> WebDriverResult<Option<Self>> {
        let Some(browser) = Browser::start(window).await? else {
            return Ok(None);
        };
        let sandbox = start(0).await;
        let port = sandbox.port();
        let visit = Self {
            browser,
            sandbox: Some(sandbox),
            port,
        };
        let page = format!("http://127.0.0.1:{port}/");
        visit.browser.web.goto(page).await?;
        Ok(Some(visit))
    }

    /// Stops the sandbox; the page stays open.
    pub async fn loses_the_sandbox(&mut self) {
        if let Some(sandbox) = self.sandbox.take() {
            sandbox.stop().await;
        }
    }

    /// Starts another sandbox in the place of one that was stopped; it knows nothing of before.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn gets_another_sandbox(&mut self) {
        self.sandbox = Some(start(self.port).await);
    }

    /// Adds somebody and goes to their private chat.
    ///
    /// # Errors
    /// When the page does not let one.
    pub async fn adds_person(&self, name: &str, language: &str) -> WebDriverResult<()> {
        self.shows_people().await?;
        self.clicks(&button_in("aside", "New person")).await?;
        self.fills("name", name).await?;
        self.fills("language", language).await?;
        self.clicks(&button_in("dialog", "Add")).await?;
        self.is(name).await
    }

    /// Founds a group of oneself and another person, and goes there.
    ///
    /// # Errors
    /// When the page does not let one.
    pub async fn founds_group(&self, title: &str, other: &str) -> WebDriverResult<()> {
        self.shows_people().await?;
        self.clicks(&button_in("aside", "New group")).await?;
        self.fills("title", title).await?;
        self.clicks(&format!("//dialog//label[. = {}]/input", quoted(other)))
            .await?;
        self.clicks(&button_in("dialog", "Create")).await?;
        self.finds(&format!("//main//h2[. = {}]", quoted(title)))
            .await?;
        Ok(())
    }

    /// Goes on as another person, where they have something new or else in private.
    ///
    /// # Errors
    /// When the person is not on the page.
    pub async fn becomes(&self, name: &str) -> WebDriverResult<()> {
        self.shows_people().await?;
        self.clicks(&person(name)).await?;
        self.is(name).await
    }

    /// Opens the list of people where it is not always there.
    async fn shows_people(&self) -> WebDriverResult<()> {
        let opener = self.finds("//button[@id = 'open-drawer']").await?;
        if opener.is_displayed().await? {
            opener.click().await?;
        }
        Ok(())
    }

    /// Waits until the page is that person's.
    async fn is(&self, name: &str) -> WebDriverResult<()> {
        let placeholder = quoted(&format!("Write as {name}"));
        self.finds(&format!("//textarea[@placeholder = {placeholder}]"))
            .await?;
        Ok(())
    }

    /// Types a text and sends it with the Enter key.
    ///
    /// # Errors
    /// When there is nowhere to write.
    pub async fn says(&self, text: &str) -> WebDriverResult<()> {
        let composer = self.finds("//textarea").await?;
        composer.send_keys(text).await?;
        composer.send_keys(Key::Enter).await
    }

    /// Presses the newest button below a message that has these words on it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn presses(&self, label: &str) -> WebDriverResult<()> {
        let buttons = format!(
            "//*[@class = 'inline']//button[contains(., {})]",
            quoted(label)
        );
        self.clicks(&format!("({buttons})[last()]")).await
    }

    /// Taps a key of the bot's keyboard that has these words on it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn taps(&self, label: &str) -> WebDriverResult<()> {
        let key = format!(
            "//*[@id = 'keyboard']//button[contains(., {})]",
            quoted(label)
        );
        self.clicks(&key).await
    }

    /// Waits for a message with these words in it.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn sees(&self, words: &str) -> WebDriverResult<()> {
        self.finds(&message(words)).await?;
        Ok(())
    }

    /// Waits for a line with these words that warns of something.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_warned(&self, words: &str) -> WebDriverResult<()> {
        let alert = format!("//*[@role = 'alert'][contains(., {})]", quoted(words));
        self.finds_shown(&alert).await?;
        Ok(())
    }

    /// Waits until nothing is warned of.
    ///
    /// # Errors
    /// When a warning stays.
    pub async fn is_warned_no_more(&self) -> WebDriverResult<()> {
        let alerts = By::XPath("//*[@role = 'alert'][not(@hidden)]");
        self.browser.web.query(alerts).wait_until_gone().await
    }

    /// Waits until a message with these words in it is marked as edited.
    ///
    /// # Errors
    /// When it is not.
    pub async fn sees_edited(&self, words: &str) -> WebDriverResult<()> {
        let mark = "//*[@class = 'stamp'][contains(., 'edited')]";
        self.finds(&format!("{}{mark}", message(words))).await?;
        Ok(())
    }

    /// Waits for the number of messages that somebody has not read.
    ///
    /// # Errors
    /// When it does not become this.
    pub async fn sees_unread(&self, name: &str, count: usize) -> WebDriverResult<()> {
        let badge = format!("//*[@class = 'badge'][. = '{count}']");
        self.finds(&format!("{}{badge}", person(name))).await?;
        Ok(())
    }

    /// Keeps a picture of what is in the window, as PNG.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn keeps_picture(&self, path: &Path) -> WebDriverResult<()> {
        self.browser.web.screenshot(path).await
    }

    /// Leaves the page and stops the sandbox. Gives what the browser complained of: errors of
    /// scripts, and requests that failed or were refused.
    ///
    /// # Errors
    /// When the browser does not end.
    pub async fn ends(self) -> WebDriverResult<Vec<String>> {
        let log = self.browser.web.browser_log().await?;
        self.browser.ends().await?;
        if let Some(sandbox) = self.sandbox {
            sandbox.stop().await;
        }
        Ok(log.into_iter().map(|entry| entry.message).collect())
    }

    /// What is at an `XPath`, as soon as it is there.
    async fn finds(&self, xpath: &str) -> WebDriverResult<WebElement> {
        self.browser.web.query(By::XPath(xpath)).first().await
    }

    /// What is at an `XPath`, as soon as it can be seen.
    async fn finds_shown(&self, xpath: &str) -> WebDriverResult<WebElement> {
        let query = self.browser.web.query(By::XPath(xpath));
        query.and_displayed().first().await
    }

    /// Clicks on what is at an `XPath`, also when the page replaces it between a look and the click.
    async fn clicks(&self, xpath: &str) -> WebDriverResult<()> {
        for _ in 1..TRIES {
            let clicked = self.finds(xpath).await?.click().await;
            match clicked {
                Err(error) if is_stale(&error) => {}
                clicked => return clicked,
            }
        }
        self.finds(xpath).await?.click().await
    }

    /// Puts a text into a field of the dialog, in place of what is there.
    async fn fills(&self, name: &str, text: &str) -> WebDriverResult<()> {
        let field = self
            .finds(&format!("//dialog//input[@name = '{name}']"))
            .await?;
        field.clear().await?;
        field.send_keys(text).await
    }
}

/// A sandbox in memory; 0 is any port.
async fn start(port: u16) -> Sandbox {
    let clock: SharedClock = Arc::new(SystemClock::new());
    let options = Options {
        port,
        place: Place::Memory,
        superadmins: None,
        timezone: None,
        clock,
    };
    let sandbox = Sandbox::start(options).await;
    sandbox.expect("a sandbox in memory starts")
}

fn is_stale(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
    )
}

fn person(name: &str) -> String {
    format!("//aside//li/button[.//strong[. = {}]]", quoted(name))
}

fn message(words: &str) -> String {
    format!("//article[contains(., {})]", quoted(words))
}

fn button_in(part: &str, label: &str) -> String {
    format!("//{part}//button[. = {}]", quoted(label))
}

/// A text for an `XPath`, which knows no escapes.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text} cannot be put in quotes");
    format!("\"{text}\"")
}
