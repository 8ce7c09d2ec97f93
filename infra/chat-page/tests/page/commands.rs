use serde_json::{Value, json};

use crate::browser::{ANN, BOB, Browser};

fn sets(browser: &Browser, scope: &Value, language: &str, names: &[&str]) {
    let line = |name: &&str| json!({"command": name, "description": "Go"});
    let lines: Vec<_> = names.iter().map(line).collect();
    let call = json!({"commands": lines, "scope": scope, "language_code": language});
    browser.telegram.call("setMyCommands", call).unwrap();
}

#[tokio::test]
async fn commands_are_those_of_chat_and_language() {
    let browser = Browser::open().await;
    browser.telegram.say(ANN, ANN, "/start").unwrap();
    assert_eq!(browser.anns_chat().await["commands"], json!([]));
    let everywhere = json!({"type": "default"});
    sets(&browser, &everywhere, "", &["start"]);
    sets(&browser, &everywhere, "ru", &["start", "help"]);
    sets(
        &browser,
        &json!({"type": "chat", "chat_id": 42}),
        "",
        &["book"],
    );
    let book = json!([{"name": "book", "description": "Go"}]);
    assert_eq!(browser.anns_chat().await["commands"], book);
    let bobs = browser.sees("/api/people/43/chats/43").await;
    assert_eq!(bobs["commands"][1]["name"], "help", "his app is Russian");
    let group = browser.telegram.add_supergroup("Salon", &[ANN, BOB]);
    let in_group = browser
        .sees(&format!("/api/people/42/chats/{}", group.0))
        .await;
    assert_eq!(in_group["commands"][0]["name"], "start");
}
