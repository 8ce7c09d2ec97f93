use std::sync::Arc;
use std::time::Duration;

use clock::ManualClock;
use frontdesk_browser_tests::{QuietPage, Visit};
use telegram_server::UserId;
use thirtyfour::prelude::WebDriverResult;

const ANN: UserId = UserId(42);

#[tokio::test]
async fn each_day_begins_with_a_line() -> WebDriverResult<()> {
    let clock = ManualClock::at("2026-03-01T22:00:00Z");
    let page = QuietPage::open(Arc::new(clock.clone())).await;
    for text in ["one", "two", "three", "four"] {
        let said = page.telegram().say(ANN, ANN, text);
        said.expect("Ann can write");
        clock.advance(Duration::from_secs(3600));
    }
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    ann.sees("four").await?;
    assert_eq!(ann.days().await?, ["2026-03-01", "2026-03-02"]);
    clock.advance(Duration::from_hours(24));
    ann.says("five").await?;
    ann.sees("five").await?;
    let days = ["2026-03-01", "2026-03-02", "2026-03-03"];
    assert_eq!(ann.days().await?, days);
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn days_have_names() -> WebDriverResult<()> {
    let page = QuietPage::open(Arc::new(ManualClock::at("2026-03-01T12:00:00Z"))).await;
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    for (day, name) in [
        ("2026-03-02T00:00", "Today"),
        ("2026-03-01T23:59", "Yesterday"),
        ("2026-02-28T23:59", "February 28"),
        ("2025-12-31T12:00", "December 31, 2025"),
    ] {
        assert_eq!(ann.calls_day(day, "2026-03-02T09:00").await?, name);
    }
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}
