use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

#[tokio::test]
async fn clara_joins_and_the_boss_approves() -> WebDriverResult<()> {
    let Some(clara) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    clara.adds_person("Clara", "en").await?;
    clara.says("/start").await?;
    clara.sees("Hello, Clara!").await?;
    clara.presses("Join").await?;
    clara.sees("What is your first name?").await?;
    clara.says("Clara").await?;
    clara.sees("And your last name?").await?;
    clara.says("Lee").await?;
    clara.taps("Share my number").await?;
    clara.sees("Your request is on its way").await?;
    clara.sees_unread("Boss", 1).await?;

    let boss = clara;
    boss.becomes("Boss").await?;
    boss.sees("Request to join the staff").await?;
    boss.presses("Approve as master").await?;
    boss.sees_edited("Master: approved by Boss").await?;
    boss.sees_unread("Clara", 1).await?;

    let clara = boss;
    clara.becomes("Clara").await?;
    clara.sees("Welcome to the staff!").await?;
    assert_eq!(clara.ends().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn a_language_is_chosen_by_buttons() -> WebDriverResult<()> {
    let Some(clara) = Visit::begin(Window::Desk).await? else {
        return Ok(());
    };
    clara.adds_person("Clara", "en").await?;
    clara.says("/start").await?;
    clara.presses("Language").await?;
    clara.presses("Русский").await?;
    clara.says("/start").await?;
    clara.sees("Здравствуйте").await?;
    assert_eq!(clara.ends().await?, Vec::<String>::new());
    Ok(())
}
