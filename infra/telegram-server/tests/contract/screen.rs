//! What people see.

use serde_json::json;
use telegram_server::{Group, KeyboardButton, SharedContact, UserId};

use crate::story::{Story, buttons};

#[test]
fn screen_reads_like_a_terminal() {
    let story = Story::begun();
    let rows = json!([
        [{"text": "Book", "callback_data": "b"}, {"text": "Site", "url": "https://a.example"}],
        [{"text": "Back", "callback_data": "x"}],
    ]);
    let mut menu = buttons(&rows);
    menu["parse_mode"] = "HTML".into();
    story.writes("<b>Menu</b> &amp; more", menu);
    story
        .telegram
        .send_photo(story.anna, story.anna, "a leak")
        .unwrap();
    let screen = story.telegram.screen(story.anna);
    let text: Vec<String> = screen.iter().map(telegram_server::Shown::to_text).collect();
    insta::assert_snapshot!(text.join("\n"), @r#"
    Anna: /start
    Frontdesk: Menu & more
    [Book] [Site]
    [Back]
    Anna: [photo] a leak
"#);
    assert_eq!(screen[1].html, "<b>Menu</b> &amp; more");
}

#[test]
fn text_of_people_is_escaped() {
    let story = Story::begun();
    story.says("<b>&");
    let shown = story.telegram.screen(story.anna).pop().unwrap();
    assert_eq!(
        (shown.html.as_str(), shown.text.as_str()),
        ("&lt;b&gt;&amp;", "<b>&")
    );
}

#[test]
fn keyboard_stays_until_it_is_used_or_removed() {
    let story = Story::begun();
    let keyboard = |once: bool| {
        let rows = json!([[{"text": "Share", "request_contact": true}], ["Cancel"]]);
        json!({"reply_markup": {"keyboard": rows, "one_time_keyboard": once}})
    };
    story.writes("Your number?", keyboard(false));
    let labels = story.telegram.keyboard(story.anna).unwrap().rows.concat();
    assert_eq!(
        labels,
        [
            KeyboardButton::ShareContact("Share".to_owned()),
            KeyboardButton::Text("Cancel".to_owned())
        ]
    );
    story
        .telegram
        .tap(story.anna, story.anna, "Cancel")
        .unwrap();
    assert_eq!(story.last_update()["message"]["text"], "Cancel");
    story.writes("Good.", json!({"reply_markup": {"remove_keyboard": true}}));
    assert_eq!(story.telegram.keyboard(story.anna), None);
    let asked = story.writes("Your number?", keyboard(true));
    story.telegram.tap(story.anna, story.anna, "Share").unwrap();
    let message = story.last_update()["message"].clone();
    assert_eq!(
        (
            &message["contact"]["user_id"],
            &message["reply_to_message"]["message_id"]
        ),
        (&json!(100), &json!(asked))
    );
    assert_eq!(story.telegram.keyboard(story.anna), None);
    assert!(story.telegram.tap(story.anna, story.anna, "Share").is_err());
}

#[test]
fn message_with_a_keyboard_cannot_be_edited() {
    let story = Story::begun();
    let id = story.writes(
        "Your number?",
        json!({"reply_markup": {"keyboard": [["Cancel"]]}}),
    );
    let edit = json!({"chat_id": 100, "message_id": id, "text": "y"});
    assert_eq!(
        story.refusal("editMessageText", edit),
        "400: Bad Request: message can't be edited"
    );
}

#[test]
fn people_and_their_chats_are_listed() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    let chats = story.telegram.chats_of(story.anna);
    assert_eq!(
        chats,
        [
            (group, "Salon".to_owned()),
            (story.anna.into(), String::new())
        ]
    );
    assert_eq!(story.telegram.people().len(), 2);
}

#[tokio::test]
async fn changes_can_be_waited_for() {
    let story = Story::begun();
    let mut changes = story.telegram.changes();
    assert!(!changes.has_changed().unwrap());
    story.says("x");
    changes.changed().await.unwrap();
}

#[test]
fn message_says_what_it_is() {
    let story = Story::begun();
    story.passes(60);
    let mum = SharedContact::Unregistered {
        phone: "+4930123".to_owned(),
        first_name: "Mum".to_owned(),
    };
    let (telegram, anna) = (&story.telegram, story.anna);
    telegram.send_photo(anna, anna, "a <leak>").unwrap();
    telegram.share_contact(anna, anna, &mum).unwrap();
    telegram
        .share_contact(anna, anna, &SharedContact::Own)
        .unwrap();
    let screen = telegram.screen(anna);
    let kinds: Vec<_> = screen.iter().map(|shown| shown.kind.as_deref()).collect();
    assert_eq!(
        kinds,
        [None, Some("photo"), Some("contact"), Some("contact")]
    );
    assert_eq!(screen[1].markup, "a &lt;leak&gt;");
    assert_eq!(screen[1].date.to_string(), "2026-01-01T00:01:00Z");
    let contact = screen[2].contact.clone().unwrap();
    assert_eq!(
        (contact.name.as_str(), contact.phone.as_str(), contact.user),
        ("Mum", "+4930123", None)
    );
    assert_eq!(screen[3].contact.clone().unwrap().user, Some(UserId(100)));
    assert_eq!((&screen[0].contact, &screen[1].contact), (&None, &None));
}

#[test]
fn open_press_says_which_button_glows() {
    let story = Story::begun();
    let press = story.pressed();
    let open = story.telegram.open_presses_of(story.anna);
    assert_eq!(open.len(), 1);
    assert_eq!(
        (
            &open[0].id,
            open[0].chat,
            open[0].message_id,
            open[0].data.as_str()
        ),
        (&press, story.anna.into(), 2, "go")
    );
    assert_eq!(story.telegram.answer_to(&press), None);
    assert_eq!(story.telegram.open_presses_of(story.boris), []);
    let answer = json!({"callback_query_id": press, "text": "Yes"});
    story.calls("answerCallbackQuery", answer);
    assert_eq!(story.telegram.open_presses_of(story.anna), []);
    assert_eq!(story.telegram.answer_to(&press).unwrap().text, "Yes");
}

#[test]
fn groups_are_listed_with_their_members() {
    let story = Story::begun();
    let (telegram, anna, boris) = (&story.telegram, story.anna, story.boris);
    telegram.add_channel("News");
    let group = telegram.add_group("Salon", &[anna]);
    let supergroup = telegram.migrate(anna, group).unwrap();
    telegram.join(boris, supergroup).unwrap();
    let salon = Group {
        id: supergroup,
        title: "Salon".to_owned(),
        members: vec![anna, boris],
    };
    assert_eq!(telegram.groups(), [salon]);
}

#[test]
fn pending_updates_are_counted_by_chat() {
    let story = Story::begun();
    let group = story.telegram.add_group("Salon", &[story.anna]);
    story.pressed();
    story.telegram.say(story.anna, group, "/help").unwrap();
    let pending = |chat| story.telegram.pending_in(chat);
    assert_eq!(
        (pending(story.anna.into()).len(), pending(group).len()),
        (2, 1)
    );
    assert_eq!(pending(group)[0]["message"]["text"], "/help");
    assert_eq!(
        story.telegram.pending_in(story.boris),
        Vec::<serde_json::Value>::new()
    );
}

#[test]
fn block_can_be_seen() {
    let story = Story::begun();
    story.telegram.block(story.anna).unwrap();
    assert!(story.telegram.has_blocked(story.anna));
    story.telegram.unblock(story.anna).unwrap();
    assert!(!story.telegram.has_blocked(story.anna));
}
