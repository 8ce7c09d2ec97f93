use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

/// One more than a browser has connections to a server over HTTP/1.1.
const PEOPLE: usize = 7;

#[tokio::test]
async fn each_person_has_a_tab() -> WebDriverResult<()> {
    let Some(visit) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    let mut tabs = vec![visit.tab().await?];
    visit.adds_person("Guest 1", "en").await?;
    for number in 2..=PEOPLE {
        tabs.push(visit.opens_tab().await?);
        visit.adds_person(&format!("Guest {number}"), "en").await?;
    }
    for (number, tab) in (1..).zip(&tabs) {
        visit.looks_at(tab).await?;
        visit.says("/start").await?;
        visit.sees(&format!("Hello, Guest {number}!")).await?;
    }
    assert_eq!(visit.ends().await?, Vec::<String>::new());
    Ok(())
}
