use std::sync::Arc;

use clock::SystemClock;
use frontdesk_browser_tests::{QuietPage, Visit, Window};
use http::Method;
use telegram_server::UserId;
use thirtyfour::prelude::WebDriverResult;

const ANN: UserId = UserId(42);

#[tokio::test]
async fn a_second_decision_is_told_off() -> WebDriverResult<()> {
    let Some(ann) = Visit::begin_under(Window::Desk, "1,2").await? else {
        return Ok(());
    };
    ann.becomes("Ann").await?;
    ann.says("/start").await?;
    ann.presses("Join").await?;
    ann.sees("What is your first name?").await?;
    ann.says("Ann").await?;
    ann.sees("And your last name?").await?;
    ann.says("Lee").await?;
    ann.taps("Share my number").await?;
    ann.sees_unread("Boss", 1).await?;
    ann.sees_unread("Boss 2", 1).await?;

    let boss = ann;
    boss.becomes("Boss").await?;
    boss.presses("Approve as master").await?;
    boss.sees_edited("Master: approved by Boss").await?;

    let other_boss = boss;
    other_boss.becomes("Boss 2").await?;
    other_boss.presses("Reject").await?;
    other_boss
        .closes_alert("Boss has decided this already.")
        .await?;
    other_boss.sees_edited("Master: approved by Boss").await?;
    assert_eq!(other_boss.ends().await?, Vec::<String>::new());
    Ok(())
}

/// The page has just looked at the chat when a button is pressed: what it saw knows of no press.
#[tokio::test]
async fn an_answer_outlives_an_older_look() -> WebDriverResult<()> {
    let page = QuietPage::open(Arc::new(SystemClock::new())).await;
    let said = page.telegram().say(ANN, ANN, "/start");
    said.expect("Ann can write");
    page.bot_says(ANN, "Hello", Some("Remind me"));
    let Some(ann) = Visit::to(&page).await? else {
        return Ok(());
    };
    ann.sees("Hello").await?;
    page.keeps_answers(Method::GET, "/chats/42");
    page.bot_says(ANN, "News", None);
    page.is_asked().await;
    ann.presses("Remind me").await?;
    ann.is_answered("/presses").await?;
    page.gives_answers();
    ann.sees("News").await?;
    ann.sees_glowing("Remind me").await?;
    page.bot_answers_press(ANN, "Noted");
    ann.sees_toast("Noted").await?;
    assert_eq!(ann.ends().await?, Vec::<String>::new());
    Ok(())
}
