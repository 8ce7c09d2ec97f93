use std::env;
use std::io::{self, Write as _};
use std::sync::{Arc, Once};
use std::time::Duration;

use serde_json::json;
use settings::Environment;
use tempfile::TempDir;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::prelude::WebDriverResult;
use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities as _, LoggingPrefsLogLevel, WebDriver,
};

use crate::driver::Driver;
use crate::http_client::PlainHttp;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often is looked whether it has.
const INTERVAL: Duration = Duration::from_millis(50);

/// The size of [`Window::Desk`].
const DESK: (u32, u32) = (1200, 760);

/// The size of [`Window::Phone`].
const PHONE: (u32, u32) = (390, 780);

/// A mouse, which a machine without one does not have by itself: Blink's numbers for "can hover" and
/// "points finely" (Chromium's `ui/base/pointer/pointer_device.h`).
const MOUSE: &str = "--blink-settings=primaryHoverType=2,availableHoverTypes=2,\
    primaryPointerType=4,availablePointerTypes=4";

/// What every browser is started with: it is alone, shows nothing, asks nobody but the page, and
/// nothing in it is on the move when it is clicked. It has no sandbox of its own, since a container's
/// root can have none.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--lang=en-US",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
];

/// What the page is seen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// A window of 1200 × 760 CSS pixels, with a mouse.
    Desk,
    /// A telephone of 390 × 780 CSS pixels, with a finger.
    Phone,
}

/// A browser that nobody used before.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) web: WebDriver,
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// None, with one line about it, where the machine has no Chromium and none is required.
    ///
    /// # Panics
    /// When it is required and not there, or does not start.
    pub(crate) async fn start(window: Window) -> WebDriverResult<Option<Self>> {
        let environment = Environment::of_process();
        let driver = match Driver::start().await {
            Ok(driver) if has_chromium(&environment) => driver,
            Ok(_) => return Ok(missing(&environment)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(missing(&environment));
            }
            Err(error) => panic!("chromedriver does not start: {error}"),
        };
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let capabilities = capabilities(window, &profile)?;
        let poller = ElementPollerWithTimeout::new(PATIENCE, INTERVAL);
        let web = WebDriver::builder(driver.url(), capabilities)
            .client(PlainHttp::new())
            .poller(Arc::new(poller))
            .await?;
        if window == Window::Desk {
            resize(&web, DESK).await?;
        }
        Ok(Some(Self {
            web,
            _driver: driver,
            _profile: profile,
        }))
    }

    pub(crate) async fn ends(self) -> WebDriverResult<()> {
        self.web.quit().await
    }
}

fn capabilities(window: Window, profile: &TempDir) -> WebDriverResult<ChromeCapabilities> {
    let mut capabilities = ChromeCapabilities::new();
    for flag in FLAGS {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    match window {
        Window::Desk => capabilities.add_arg(MOUSE)?,
        Window::Phone => {
            let (width, height) = PHONE;
            let metrics = json!({"width": width, "height": height, "pixelRatio": 2, "touch": true});
            let emulation = json!({"deviceMetrics": metrics});
            capabilities.add_experimental_option("mobileEmulation", emulation)?;
        }
    }
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}

/// Gives the page this size: the window is larger by its own bars.
async fn resize(web: &WebDriver, (width, height): (u32, u32)) -> WebDriverResult<()> {
    let bars = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
    let bars: (u32, u32) = web.execute(bars, Vec::new()).await?.convert()?;
    web.set_window_rect(0, 0, width + bars.0, height + bars.1)
        .await
}

fn has_chromium(environment: &Environment) -> bool {
    let path = environment.get("PATH").unwrap_or_default();
    env::split_paths(path).any(|folder| folder.join("chromium").is_file())
}

/// Says once in a process that tests are skipped.
fn missing(environment: &Environment) -> Option<Browser> {
    static SAID: Once = Once::new();
    let mend = "no chromedriver; install Debian's chromium and chromium-driver";
    assert_ne!(
        environment.get("FRONTDESK_BROWSER"),
        Some("required"),
        "{mend}"
    );
    // Not `println!`, which a test that passes keeps to itself.
    SAID.call_once(|| drop(writeln!(io::stderr(), "skipped: {mend}")));
    None
}
