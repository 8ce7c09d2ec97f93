use thirtyfour::WindowHandle;
use thirtyfour::prelude::WebDriverResult;

use crate::Visit;

/// A tab of the browser with the page in it.
#[derive(Clone, Debug)]
pub struct Tab(WindowHandle);

impl Visit {
    /// The tab that one looks at.
    ///
    /// # Errors
    /// When it was closed.
    pub async fn tab(&self) -> WebDriverResult<Tab> {
        self.browser.web.window().await.map(Tab)
    }

    /// Opens the page in another tab, and looks at it.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn opens_tab(&self) -> WebDriverResult<Tab> {
        let tab = Tab(self.browser.web.new_tab().await?);
        self.looks_at(&tab).await?;
        self.goes_to_page().await?;
        Ok(tab)
    }

    /// Looks at another tab.
    ///
    /// # Errors
    /// When it was closed.
    pub async fn looks_at(&self, tab: &Tab) -> WebDriverResult<()> {
        self.browser.web.switch_to_window(tab.0.clone()).await
    }
}
