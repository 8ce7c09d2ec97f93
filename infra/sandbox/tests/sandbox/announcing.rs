//! The superadmin writes to everybody.

use telegram_server::{Telegram, UserId};

use crate::story::Story;

const BOSS: &str = "1";

#[tokio::test]
async fn everybody_gets_the_superadmins_message() {
    let story = Story::in_memory().await;
    let starts = [("42", "en"), ("43", "ru"), ("44", "uz")];
    for (user, language) in starts {
        let start = ["say", "--as", user, "--lang", language, "/start"];
        story.does(&start).await;
    }
    let boss = async |act: &str, what: &str| story.does(&[act, "--as", BOSS, what]).await;
    boss("say", "/broadcast").await;
    let asked = boss("say", "We move on Sunday").await;
    assert!(asked.contains("[👥 Everybody]"), "{asked}");
    boss("press", "Everybody").await;
    story.sees(1, "This message goes to 4 people").await;
    boss("press", "Send it").await;
    for user in [42, 43, 44] {
        story.sees(user, "We move on Sunday").await;
    }
    let shown = story.sees(1, "✅ The broadcast is done: 4 of 4").await;
    assert!(shown.contains("Sent: 4"), "{shown}");
    let times = |telegram: &Telegram, user| {
        let screen = telegram.screen(UserId(user)).into_iter();
        let copies = screen.filter(|shown| shown.text == "We move on Sunday");
        copies.count()
    };
    let telegram = story.sandbox.telegram();
    for user in [42, 43, 44] {
        assert_eq!(times(&telegram, user), 1, "{user} has it once");
    }
}
