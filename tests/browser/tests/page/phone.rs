use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

#[tokio::test]
async fn a_phone_shows_one_column() -> WebDriverResult<()> {
    let Some(clara) = Visit::begin(Window::Phone).await? else {
        return Ok(());
    };
    clara.adds_person("Clara", "en").await?;
    clara.says("/start").await?;
    clara.sees("Hello, Clara!").await?;
    clara.becomes("Boss").await?;
    clara.sees("Hello, Boss!").await?;
    assert_eq!(clara.ends().await?, Vec::<String>::new());
    Ok(())
}
