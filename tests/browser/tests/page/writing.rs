use std::sync::Arc;

use clock::SystemClock;
use frontdesk_browser_tests::{QuietPage, Visit, Window};
use http::Method;
use telegram_server::UserId;
use thirtyfour::prelude::WebDriverResult;

const ANN: UserId = UserId(42);

async fn quiet_page() -> QuietPage {
    QuietPage::open(Arc::new(SystemClock::new())).await
}

fn texts(page: &QuietPage) -> Vec<String> {
    let shown = page.telegram().screen(ANN).into_iter();
    shown.map(|shown| shown.text).collect()
}

#[tokio::test]
async fn a_text_is_sent_once() -> WebDriverResult<()> {
    let page = quiet_page().await;
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    ann.types("hello").await?;
    ann.hits_enter(3).await?;
    ann.sees("hello").await?;
    ann.says("bye").await?;
    ann.sees("bye").await?;
    assert_eq!(texts(&page), ["hello", "bye"]);
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn what_is_typed_meanwhile_stays() -> WebDriverResult<()> {
    let page = quiet_page().await;
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    page.keeps_answers(Method::POST, "/messages");
    ann.says("one").await?;
    page.is_asked().await;
    ann.types("two").await?;
    page.gives_answers();
    ann.is_answered("/messages").await?;
    ann.sees("one").await?;
    ann.has_written("two").await?;
    ann.hits_enter(1).await?;
    ann.sees("two").await?;
    assert_eq!(texts(&page), ["one", "two"]);
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn what_is_refused_comes_back() -> WebDriverResult<()> {
    let Some(mut clara) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    clara.adds_person("Clara", "en").await?;
    clara.loses_the_sandbox().await;
    clara.says("hello").await?;
    clara.is_warned("The sandbox does not answer").await?;
    clara.has_written("hello").await?;
    clara.ends().await?;
    Ok(())
}

#[tokio::test]
async fn an_edit_leaves_drafts_alone() -> WebDriverResult<()> {
    let page = quiet_page().await;
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    ann.says("tea, please").await?;
    ann.sees("tea, please").await?;
    ann.types("and a").await?;
    ann.edits("tea, please").await?;
    ann.has_written("tea, please").await?;

    let bob = ann;
    bob.becomes("Bob").await?;
    bob.has_written("").await?;

    let ann = bob;
    ann.becomes("Ann").await?;
    ann.has_written("and a").await?;
    ann.edits("tea, please").await?;
    ann.says("!").await?;
    ann.sees_edited("tea, please!").await?;
    ann.has_written("and a").await?;
    assert_eq!(texts(&page), ["tea, please!"]);
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}
