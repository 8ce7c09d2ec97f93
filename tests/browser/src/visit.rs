use std::path::Path;
use std::sync::Arc;

use clock::{SharedClock, SystemClock};
use sandbox::{Metrics, Options, Place, Sandbox};
use serde_json::json;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::prelude::{ElementQueryable as _, WebDriverResult};
use thirtyfour::{By, WebElement};

use crate::browser::Browser;
use crate::xpath::{button_in, message, person, quoted};
use crate::{QuietPage, Window};

/// The superadmin of most sandboxes.
const BOSS: &str = "1";

/// How often a click is tried on something that the page draws anew meanwhile.
const TRIES: usize = 10;

/// Somebody at the chat page, mostly that of a sandbox of their own, which keeps nothing. What they
/// look for may take 20 s to appear.
#[derive(Debug)]
pub struct Visit {
    pub(crate) browser: Browser,
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
        Self::begin_under(window, BOSS).await
    }

    /// The same with these superadmins, whose ids have commas between them: the first is Boss, the
    /// next Boss 2.
    ///
    /// # Errors
    /// When the browser does not do what it is told.
    ///
    /// # Panics
    /// When the sandbox does not start, or a browser is required and does not.
    pub async fn begin_under(window: Window, superadmins: &str) -> WebDriverResult<Option<Self>> {
        let Some(browser) = Browser::start(window).await? else {
            return Ok(None);
        };
        let sandbox = start(0, superadmins).await;
        let port = sandbox.port();
        let visit = Self {
            browser,
            sandbox: Some(sandbox),
            port,
        };
        visit.goes_to_page().await?;
        Ok(Some(visit))
    }

    /// Opens a page without a bot, at which one is Ann.
    ///
    /// # Errors
    /// When the browser does not do what it is told.
    ///
    /// # Panics
    /// When a browser is required and does not start.
    pub async fn to(page: &QuietPage) -> WebDriverResult<Option<Self>> {
        let Some(browser) = Browser::start(Window::Desk).await? else {
            return Ok(None);
        };
        let visit = Self {
            browser,
            sandbox: None,
            port: page.port(),
        };
        visit.goes_to_page().await?;
        Ok(Some(visit))
    }

    pub(crate) async fn goes_to_page(&self) -> WebDriverResult<()> {
        let page = format!("http://127.0.0.1:{}/", self.port);
        self.browser.web.goto(page).await
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
        self.sandbox = Some(start(self.port, BOSS).await);
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

    /// Waits until the newest button that has these words on it glows.
    ///
    /// # Errors
    /// When it does not.
    pub async fn sees_glowing(&self, label: &str) -> WebDriverResult<()> {
        let glowing = "//*[@class = 'inline']//button[@aria-busy = 'true']";
        self.finds(&format!("{glowing}[contains(., {})]", quoted(label)))
            .await?;
        Ok(())
    }

    /// Waits for a line that passes.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn sees_toast(&self, words: &str) -> WebDriverResult<()> {
        let toast = format!("//*[@class = 'toast'][contains(., {})]", quoted(words));
        self.finds(&toast).await?;
        Ok(())
    }

    /// Waits for a dialog with these words, and closes it.
    ///
    /// # Errors
    /// When it does not come, or stays.
    pub async fn closes_alert(&self, words: &str) -> WebDriverResult<()> {
        self.finds_shown(&format!("//dialog[contains(., {})]", quoted(words)))
            .await?;
        self.clicks(&button_in("dialog", "OK")).await?;
        let dialogs = By::XPath("//dialog");
        self.browser.web.query(dialogs).wait_until_gone().await
    }

    /// The days that have a line of their own above their first message, such as `2026-03-01`.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn days(&self) -> WebDriverResult<Vec<String>> {
        let days = "return [...document.querySelectorAll('.day time')].map((day) => day.dateTime)";
        let days = self.browser.web.execute(days, Vec::new()).await?;
        days.convert()
    }

    /// What the page calls a day when it looks at it on another: both as in `2026-03-01T09:00`.
    ///
    /// # Errors
    /// When the page cannot say.
    pub async fn calls_day(&self, day: &str, today: &str) -> WebDriverResult<String> {
        let ask = "const [day, today, done] = arguments;\
            import('/page/days.js').then(({ dayName }) => \
                done(dayName(new Date(day), new Date(today))));";
        let days = vec![json!(day), json!(today)];
        self.browser.web.execute_async(ask, days).await?.convert()
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
    pub(crate) async fn finds(&self, xpath: &str) -> WebDriverResult<WebElement> {
        self.browser.web.query(By::XPath(xpath)).first().await
    }

    /// What is at an `XPath`, as soon as it can be seen.
    async fn finds_shown(&self, xpath: &str) -> WebDriverResult<WebElement> {
        let query = self.browser.web.query(By::XPath(xpath));
        query.and_displayed().first().await
    }

    /// Clicks on what is at an `XPath`, also when the page replaces it between a look and the click.
    pub(crate) async fn clicks(&self, xpath: &str) -> WebDriverResult<()> {
        for _ in 1..TRIES {
            let clicked = self.finds(xpath).await?.click().await;
            match clicked {
                Err(error) if is_stale(&error) => {}
                clicked => return clicked,
            }
        }
        self.finds(xpath).await?.click().await
    }

    /// Waits until a condition of the page holds, in which `arguments[0]` is a text.
    pub(crate) async fn waits_for(&self, condition: &str, text: &str) -> WebDriverResult<()> {
        let script = format!(
            "const done = arguments[1];\
            const look = () => (({condition}) ? done() : setTimeout(look, 20));\
            look();"
        );
        // The arrow function sees the script's own arguments.
        self.browser
            .web
            .execute_async(script, vec![json!(text)])
            .await?;
        Ok(())
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
async fn start(port: u16, superadmins: &str) -> Sandbox {
    let clock: SharedClock = Arc::new(SystemClock::new());
    let options = Options {
        port,
        place: Place::Memory,
        superadmins: Some(superadmins.to_owned()),
        timezone: None,
        metrics: Metrics::new(clock.clone()),
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
