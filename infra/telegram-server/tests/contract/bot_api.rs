//! "getWebhookInfo" and the errors of "Methods and limits" of spec/telegram.md.

use serde_json::{Value, json};
use telegram_server::Outcome;

use crate::story::{Story, to};

#[test]
fn webhook_info_has_its_fields() {
    let story = Story::begun();
    let info = story.calls("getWebhookInfo", json!({}));
    insta::assert_snapshot!(info, @r#"{"url":"https://bot.example.org/telegram","has_custom_certificate":false,"pending_update_count":1,"max_connections":40,"ip_address":"127.0.0.1"}"#);
    let none = Story::new().calls("getWebhookInfo", json!({}));
    insta::assert_snapshot!(none, @r#"{"url":"","has_custom_certificate":false,"pending_update_count":0}"#);
}

#[test]
fn last_error_stays_after_recovery() {
    let story = Story::begun();
    story.answers(&Outcome::status(500));
    story.answers(&Outcome::status(200));
    let info = story.calls("getWebhookInfo", json!({}));
    assert_eq!(info["last_error_date"], 1_767_225_600);
    assert_eq!(
        info["last_error_message"],
        "Wrong response from the webhook: 500 Internal Server Error"
    );
    assert_eq!(info["pending_update_count"], 0);
}

#[test]
fn kinds_of_updates_can_be_chosen() {
    let story = Story::new();
    let params = json!({"url": "https://bot.example.org", "allowed_updates": ["callback_query"]});
    story.calls("setWebhook", params);
    story.says("unheard");
    assert!(story.telegram.pending().is_empty());
    let info = story.calls("getWebhookInfo", json!({}));
    assert_eq!(info["allowed_updates"], json!(["callback_query"]));
}

#[test]
fn pending_updates_can_be_dropped() {
    let story = Story::begun();
    story.calls("deleteWebhook", json!({"drop_pending_updates": true}));
    assert_eq!(story.calls("getUpdates", json!({})), json!([]));
    assert_eq!(story.calls("getWebhookInfo", json!({}))["url"], "");
}

#[test]
fn webhook_needs_https_and_a_known_port() {
    let story = Story::new();
    let refusal = |url: &str| story.refusal("setWebhook", json!({"url": url}));
    assert_eq!(
        refusal("http://bot.example.org"),
        "400: Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    );
    assert_eq!(
        refusal("https://bot.example.org:444"),
        "400: Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    );
    for port in [443, 80, 88, 8443] {
        story.calls(
            "setWebhook",
            json!({"url": format!("https://bot.example.org:{port}/t")}),
        );
    }
}

#[test]
fn secret_has_few_kinds_of_characters() {
    let story = Story::new();
    let secret = |secret: &str| {
        let params = json!({"url": "https://bot.example.org", "secret_token": secret});
        story.telegram.call("setWebhook", params).is_ok()
    };
    assert!(secret(&"aZ0_-".repeat(51)));
    assert!(!secret(&"a".repeat(257)));
    assert!(!secret("a b"));
    assert!(!secret("ä"));
}

#[test]
fn blocked_bot_is_forbidden() {
    let story = Story::begun();
    story.telegram.block(story.anna).unwrap();
    assert_eq!(
        story.refusal("sendMessage", to(story.anna, "x", json!({}))),
        "403: Forbidden: bot was blocked by the user"
    );
    story.telegram.unblock(story.anna).unwrap();
    story.writes("x", json!({}));
}

#[test]
fn deactivated_user_is_forbidden() {
    let story = Story::begun();
    story.telegram.deactivate(story.anna);
    assert_eq!(
        story.refusal("sendMessage", to(story.anna, "x", json!({}))),
        "403: Forbidden: user is deactivated"
    );
}

#[test]
fn bot_cannot_begin_a_conversation() {
    let story = Story::new();
    assert_eq!(
        story.refusal("sendMessage", to(story.anna, "x", json!({}))),
        "403: Forbidden: bot can't initiate conversation with a user"
    );
}

#[test]
fn unknown_chat_is_not_found() {
    let story = Story::new();
    for chat in [json!(999), json!("999"), json!("@nobody")] {
        assert_eq!(
            story.refusal("sendMessage", json!({"chat_id": chat, "text": "x"})),
            "400: Bad Request: chat not found"
        );
    }
    assert_eq!(
        story.refusal("sendMessage", json!({"text": "x"})),
        "400: Bad Request: chat_id is empty"
    );
}

#[test]
fn migrated_group_names_the_supergroup() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    let supergroup = story.telegram.migrate(story.anna, group).unwrap();
    let error = story.refuses("sendMessage", json!({"chat_id": group.0, "text": "x"}));
    assert_eq!(
        (error.code, error.migrate_to_chat_id),
        (400, Some(supergroup.0))
    );
    story.calls("sendMessage", json!({"chat_id": supergroup.0, "text": "x"}));
}

#[test]
fn removed_bot_is_forbidden() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.telegram.remove_bot(story.anna, group).unwrap();
    assert_eq!(
        story.refusal("sendMessage", json!({"chat_id": group.0, "text": "x"})),
        "403: Forbidden: bot was kicked from the group chat"
    );
}

#[test]
fn unknown_method_is_not_found() {
    assert_eq!(
        Story::new().refusal("sendWish", json!({})),
        "404: Not Found"
    );
}

#[test]
fn bot_knows_itself() {
    let me = Story::new().calls("getme", Value::Null);
    assert_eq!(
        (&me["id"], &me["username"]),
        (&json!(7_000_000_007_i64), &json!("frontdesk_bot"))
    );
}
