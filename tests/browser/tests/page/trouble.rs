use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

#[tokio::test]
async fn the_page_outlives_its_sandbox() -> WebDriverResult<()> {
    let Some(mut clara) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    clara.adds_person("Clara", "en").await?;
    clara.loses_the_sandbox().await;
    clara.is_warned("The sandbox does not answer").await?;
    clara.gets_another_sandbox().await;
    clara.is_warned_no_more().await?;
    clara.adds_person("Clara", "en").await?;
    clara.says("/start").await?;
    clara.sees("Hello, Clara!").await?;
    clara.ends().await?;
    Ok(())
}

#[tokio::test]
async fn names_and_texts_are_no_markup() -> WebDriverResult<()> {
    let Some(eve) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    let markup = "<img src=x onerror=alert(1)>";
    eve.adds_person(markup, "en").await?;
    eve.says("/start").await?;
    eve.sees(&format!("Hello, {markup}!")).await?;
    eve.founds_group(&format!("{markup} & <b>friends</b>"), "Boss")
        .await?;
    let text = format!("a &amp; b {markup}</div><script>c</script>");
    eve.says(&text).await?;
    eve.sees(&text).await?;
    assert_eq!(eve.ends().await?, Vec::<String>::new());
    Ok(())
}
