use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

#[tokio::test]
async fn a_group_hears_the_answer_together() -> WebDriverResult<()> {
    let Some(clara) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    clara.adds_person("Dan", "en").await?;
    clara.adds_person("Clara", "en").await?;
    clara.founds_group("Salon", "Dan").await?;
    clara.says("/help").await?;
    clara.sees("/start").await?;
    clara.sees_unread("Dan", 2).await?;

    let dan = clara;
    dan.becomes("Dan").await?;
    dan.sees("/help").await?;
    dan.sees("Clara").await?;
    assert_eq!(dan.ends().await?, Vec::<String>::new());
    Ok(())
}
