//! The updates that people's acts make: Telegram's JSON, read by frankenstein's types.

use frankenstein::updates::{Update, UpdateContent};
use serde_json::json;
use telegram_server::{GroupPrivacy, Impossible, SharedContact, Telegram, TelegramConfig};

use crate::story::{Story, buttons};

#[test]
fn command_is_marked_in_a_text() {
    let story = Story::begun();
    insta::assert_snapshot!(story.last_update(), @r#"{"message":{"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}],"message_id":1,"date":1767225600,"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":100,"is_bot":false,"first_name":"Anna","username":"anna_p","language_code":"ru"}}}"#);
}

#[test]
fn press_carries_its_message_and_data() {
    let story = Story::begun();
    story.pressed();
    insta::assert_snapshot!(story.last_update(), @r#"{"callback_query":{"id":"4931427532363582609","from":{"id":100,"is_bot":false,"first_name":"Anna","username":"anna_p","language_code":"ru"},"message":{"text":"Menu","message_id":2,"date":1767225600,"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":7000000007,"is_bot":true,"first_name":"Frontdesk","username":"frontdesk_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}},"chat_instance":"7410046718018599962","data":"go"}}"#);
}

#[test]
fn press_on_a_deleted_message_is_inaccessible() {
    let story = Story::begun();
    let id = story.writes(
        "Menu",
        buttons(&json!([[{"text": "Go", "callback_data": "go"}]])),
    );
    story
        .telegram
        .delete_message(story.anna, story.anna, id)
        .unwrap();
    assert_eq!(
        story.telegram.press(story.anna, story.anna, id, "Go"),
        Err(Impossible::NoSuchMessage(id))
    );
    story
        .telegram
        .press_stale(story.anna, story.anna, id, "go")
        .unwrap();
    assert_eq!(story.last_update()["callback_query"]["message"]["date"], 0);
}

#[test]
fn buttons_can_be_pressed_by_somebody_else() {
    let story = Story::begun();
    let group = story
        .telegram
        .add_group("Salon", &[story.anna, story.boris]);
    let mut menu = buttons(&json!([[{"text": "Go", "callback_data": "go:100"}]]));
    menu["chat_id"] = group.0.into();
    menu["text"] = "Menu".into();
    story.calls("sendMessage", menu);
    story
        .telegram
        .press(story.boris, group, 1, "go:100")
        .unwrap();
    let press = story.last_update();
    assert_eq!(press["callback_query"]["from"]["id"], 200);
}

#[test]
fn button_with_a_link_sends_nothing() {
    let story = Story::begun();
    let url = "https://a.example/".to_owned();
    let id = story.writes("Menu", buttons(&json!([[{"text": "Go", "url": url}]])));
    let pressed = story.telegram.press(story.anna, story.anna, id, "Go");
    assert_eq!(pressed, Err(Impossible::OpensLink(url)));
    let pressed = story.telegram.press(story.anna, story.anna, id, "Stop");
    assert_eq!(pressed, Err(Impossible::NoSuchButton("Stop".to_owned())));
}

#[test]
fn own_and_foreign_contacts_differ_by_their_id() {
    let story = Story::begun();
    let share = |contact| {
        story
            .telegram
            .share_contact(story.anna, story.anna, &contact)
            .unwrap();
        story.last_update()["message"]["contact"]["user_id"].clone()
    };
    assert_eq!(share(SharedContact::Own), 100);
    assert_eq!(share(SharedContact::Of(story.boris)), 200);
    let phone = "+4930123".to_owned();
    let first_name = "Mum".to_owned();
    assert!(share(SharedContact::Unregistered { phone, first_name }).is_null());
}

#[test]
fn album_is_one_update_a_photo() {
    let story = Story::new();
    story
        .telegram
        .send_album(story.anna, story.anna, &["a leak", ""])
        .unwrap();
    let photos = story.telegram.pending();
    let album = |n: usize| photos[n]["message"]["media_group_id"].as_str().unwrap();
    assert_eq!((photos.len(), album(0)), (2, album(1)));
    assert_eq!(photos[0]["message"]["caption"], "a leak");
    assert_eq!(photos[1]["message"].get("caption"), None);
}

#[test]
fn edit_is_an_update_of_its_own() {
    let story = Story::begun();
    story.passes(7);
    story
        .telegram
        .edit_message(story.anna, story.anna, 1, "/help")
        .unwrap();
    let edited = story.last_update()["edited_message"].clone();
    assert_eq!(
        (&edited["text"], &edited["edit_date"]),
        (&json!("/help"), &json!(1_767_225_607))
    );
    let id = story.writes("mine", json!({}));
    let edited = story
        .telegram
        .edit_message(story.anna, story.anna, id, "yours");
    assert_eq!(edited, Err(Impossible::NotOwnMessage(id)));
}

#[test]
fn answer_to_a_question_is_a_reply() {
    let story = Story::begun();
    let id = story.writes("Your name?", json!({"reply_markup": {"force_reply": true}}));
    assert_eq!(story.telegram.asks_reply(story.anna), Some(id));
    story.says("Anna");
    let reply = story.last_update()["message"]["reply_to_message"].clone();
    assert_eq!(
        (&reply["message_id"], &reply["from"]["is_bot"]),
        (&json!(id), &json!(true))
    );
    story.says("and more");
    assert_eq!(story.last_update()["message"].get("reply_to_message"), None);
}

#[test]
fn selective_question_asks_one_person() {
    let story = Story::begun();
    let group = story
        .telegram
        .add_group("Salon", &[story.anna, story.boris]);
    let asked = story.telegram.say(story.anna, group, "/ticket").unwrap();
    story.calls(
        "sendMessage",
        json!({
            "chat_id": group.0, "text": "What is broken?",
            "reply_parameters": {"message_id": asked},
            "reply_markup": {"force_reply": true, "selective": true},
        }),
    );
    story.telegram.say(story.boris, group, "hello").unwrap();
    assert_eq!(story.last_update()["message"].get("reply_to_message"), None);
    story.telegram.say(story.anna, group, "the tap").unwrap();
    assert_eq!(
        story.last_update()["message"]["reply_to_message"]["message_id"],
        2
    );
}

#[test]
fn block_and_unblock_are_told() {
    let story = Story::begun();
    story.telegram.block(story.anna).unwrap();
    insta::assert_snapshot!(story.last_update(), @r#"{"my_chat_member":{"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":100,"is_bot":false,"first_name":"Anna","username":"anna_p","language_code":"ru"},"date":1767225600,"old_chat_member":{"user":{"id":7000000007,"is_bot":true,"first_name":"Frontdesk","username":"frontdesk_bot"},"status":"member"},"new_chat_member":{"user":{"id":7000000007,"is_bot":true,"first_name":"Frontdesk","username":"frontdesk_bot"},"status":"kicked","until_date":0}}}"#);
    assert_eq!(
        story.telegram.say(story.anna, story.anna, "x"),
        Err(Impossible::BotIsBlocked(story.anna))
    );
    story.telegram.unblock(story.anna).unwrap();
    assert_eq!(
        story.last_update()["my_chat_member"]["new_chat_member"]["status"],
        "member"
    );
}

#[test]
fn group_tells_who_comes_and_goes() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.telegram.join(story.boris, group).unwrap();
    assert_eq!(
        story.last_update()["message"]["new_chat_members"][0]["id"],
        200
    );
    story.telegram.leave(story.boris, group).unwrap();
    assert_eq!(
        story.last_update()["message"]["left_chat_member"]["id"],
        200
    );
    let not_in_chat = Impossible::NotInChat {
        user: story.boris,
        chat: group,
    };
    assert_eq!(
        story.telegram.say(story.boris, group, "x"),
        Err(not_in_chat)
    );
}

#[test]
fn members_are_told_to_administrators_on_request() {
    let story = Story::new();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.telegram.promote_bot(story.anna, group).unwrap();
    story.telegram.join(story.boris, group).unwrap();
    assert!(story.last_update().get("chat_member").is_none());
    story.calls("getUpdates", json!({"allowed_updates": ["chat_member"]}));
    story.telegram.leave(story.boris, group).unwrap();
    assert_eq!(
        story.last_update()["chat_member"]["new_chat_member"]["status"],
        "left"
    );
}

#[test]
fn removed_bot_hears_nothing() {
    let story = Story::new();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.telegram.remove_bot(story.anna, group).unwrap();
    story.telegram.say(story.anna, group, "alone").unwrap();
    assert_eq!(
        story.last_update()["my_chat_member"]["new_chat_member"]["status"],
        "kicked"
    );
    story.telegram.add_bot(story.anna, group).unwrap();
    assert_eq!(
        story.last_update()["message"]["new_chat_members"][0]["is_bot"],
        true
    );
}

#[test]
fn privacy_mode_hides_idle_talk() {
    let config = TelegramConfig {
        privacy: GroupPrivacy::Commands,
        ..Story::new().telegram.config().clone()
    };
    let telegram = Telegram::new(config);
    let anna = telegram.add_person(telegram_server::Person::new(100, "Anna"));
    let group = telegram.add_group("Salon", &[anna]);
    telegram
        .call("sendMessage", json!({"chat_id": group.0, "text": "Hello"}))
        .unwrap();
    for text in [
        "hi",
        "/help@other_bot",
        "/help",
        "/help@frontdesk_bot",
        "ask @frontdesk_bot",
    ] {
        telegram.say(anna, group, text).unwrap();
    }
    telegram.reply(anna, group, 1, "hi you").unwrap();
    telegram.send_photo(anna, group, "").unwrap();
    let heard: Vec<_> = telegram
        .pending()
        .iter()
        .map(|u| u["message"]["text"].clone())
        .collect();
    assert_eq!(
        heard,
        [
            "/help",
            "/help@frontdesk_bot",
            "ask @frontdesk_bot",
            "hi you"
        ]
    );
}

#[test]
fn texts_have_the_length_that_apps_allow() {
    let story = Story::begun();
    for text in [String::new(), " ".to_owned(), "я".repeat(4097)] {
        assert!(story.telegram.say(story.anna, story.anna, &text).is_err());
    }
    story.says(&"я".repeat(4096));
}

#[test]
fn every_update_is_read_by_the_types() {
    let story = Story::begun();
    let t = &story.telegram;
    let group = t.add_group("Salon", &[story.anna]);
    story.pressed();
    t.send_album(story.anna, story.anna, &["", "two /x @anna"])
        .unwrap();
    t.share_contact(story.anna, story.anna, &SharedContact::Own)
        .unwrap();
    t.edit_message(story.anna, story.anna, 1, "edited").unwrap();
    t.press_stale(story.anna, story.anna, 99, "gone").unwrap();
    t.block(story.anna).unwrap();
    t.join(story.boris, group).unwrap();
    t.leave(story.boris, group).unwrap();
    t.promote_bot(story.anna, group).unwrap();
    t.migrate(story.anna, group).unwrap();
    t.post(t.add_channel("News"), "a post");
    for json in t.pending() {
        let update: Update = serde_json::from_value(json.clone()).unwrap();
        assert!(
            !matches!(update.content, UpdateContent::PollAnswer(_)),
            "{json}"
        );
    }
    assert_eq!(t.pending().len(), 14);
}
