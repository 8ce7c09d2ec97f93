//! Updates in the shapes that Telegram sends, and how both stages read them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use bytes::Bytes;
use telegram::{Envelope, Update};

/// Every fixture but `future_kind`, which no library knows.
const KNOWN: [&str; 21] = [
    "album_photo",
    "anonymous_admin",
    "blocked_by_user",
    "channel_post",
    "command",
    "command_to_us",
    "dice",
    "discussion_forward",
    "edited_text",
    "foreign_contact",
    "group_command",
    "group_text",
    "own_contact",
    "pinned_message",
    "poll",
    "pre_checkout_query",
    "press_in_group",
    "press_inline",
    "press_private",
    "text",
    "text_with_future_entity",
];

fn fixture(name: &str) -> Bytes {
    let path = format!("{}/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("the fixture exists").into()
}

/// The envelope in one line, without what is absent, and the update in another.
fn seen(name: &str) -> String {
    let envelope = Envelope::parse(fixture(name)).unwrap();
    let update = Update::parse(&envelope).unwrap();
    format!("{}\n{update:?}", line(&envelope))
}

fn line(envelope: &Envelope) -> String {
    let mut line = format!("{} {}", envelope.update_id, envelope.kind.as_str());
    line += &format!(" {:?} {:?}", envelope.queue(), envelope.chat_kind);
    let fields = [
        ("chat", envelope.chat.map(|chat| chat.to_string())),
        ("user", envelope.user.map(|user| user.to_string())),
        ("language", envelope.language_code.clone()),
        (
            "message",
            envelope.message_id.map(|message| message.to_string()),
        ),
        ("date", envelope.date.map(|date| date.to_string())),
        ("album", envelope.album.clone()),
        ("callback", envelope.callback_id.clone()),
    ];
    for (name, value) in fields {
        line += &value.map_or(String::new(), |value| format!(" {name}={value}"));
    }
    line
}

#[test]
fn every_fixture_is_looked_at() {
    let folder = format!("{}/fixtures", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap();
    let files: BTreeSet<_> = files.map(|file| file.unwrap().file_name()).collect();
    let named = KNOWN
        .iter()
        .chain(&["future_kind"])
        .map(|name| format!("{name}.json").into());
    assert_eq!(files, named.collect());
}

#[test]
fn fixtures_have_the_official_shape() {
    for name in KNOWN {
        let official = serde_json::from_slice::<frankenstein::updates::Update>(&fixture(name));
        assert!(official.is_ok(), "{name}: {official:?}");
    }
}

#[test]
fn a_debug_print_hides_the_body() {
    let envelope = Envelope::parse(fixture("text")).unwrap();
    assert!(!format!("{envelope:?}").contains("укладка"));
    assert_eq!(envelope.body, fixture("text"));
}

#[test]
fn a_text_is_text() {
    insta::assert_snapshot!(seen("text"), @r#"
    868000001 message Rest Private chat=100200300 user=100200300 language=ru-RU message=11 date=2026-08-01T08:00:11Z
    Message(Message { id: MessageId(11), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Text("Стрижка & укладка <3") })
    "#);
}

#[test]
fn a_command_carries_its_payload() {
    insta::assert_snapshot!(seen("command"), @r#"
    868000003 message Rest Private chat=100200300 user=100200300 language=ru-RU message=13 date=2026-08-01T08:00:13Z
    Message(Message { id: MessageId(13), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Command(Command { name: "start", addressee: None, arguments: "inv_8Kq2" }) })
    "#);
}

#[test]
fn a_command_names_its_bot() {
    insta::assert_snapshot!(seen("command_to_us"), @r#"
    868000002 message Rest Group chat=-1001234567890 user=5000000001 language=en message=12 date=2026-08-01T08:00:12Z
    Message(Message { id: MessageId(12), chat: ChatId(-1001234567890), chat_kind: Group, from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, content: Command(Command { name: "book", addressee: Some("desk_bot"), arguments: "haircut" }) })
    "#);
}

#[test]
fn a_contact_can_be_the_senders_own() {
    insta::assert_snapshot!(seen("own_contact"), @r#"
    868000004 message Rest Private chat=100200300 user=100200300 language=ru-RU message=14 date=2026-08-01T08:00:14Z
    Message(Message { id: MessageId(14), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Contact(Contact { phone_number: "998901234567", user_id: Some(UserId(100200300)), first_name: "Анна", last_name: Some("Petrova") }) })
    "#);
}

#[test]
fn a_contact_can_be_of_another() {
    insta::assert_snapshot!(seen("foreign_contact"), @r#"
    868000005 message Rest Private chat=100200300 user=100200300 language=ru-RU message=15 date=2026-08-01T08:00:15Z
    Message(Message { id: MessageId(15), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Contact(Contact { phone_number: "+1 555 010 0199", user_id: None, first_name: "Plumber", last_name: None }) })
    "#);
}

#[test]
fn a_photo_of_an_album() {
    insta::assert_snapshot!(seen("album_photo"), @r#"
    868000006 message Rest Private chat=100200300 user=100200300 language=ru-RU message=16 date=2026-08-01T08:00:16Z album=13854021378529140
    Message(Message { id: MessageId(16), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Photo { file_id: "AgACAgIAAxkBAAMPlarge", caption: Some("The tap leaks") } })
    "#);
}

#[test]
fn an_edit_has_its_own_date() {
    insta::assert_snapshot!(seen("edited_text"), @r#"
    868000007 edited_message Rest Private chat=100200300 user=100200300 language=ru-RU message=11 date=2026-08-01T08:13:19Z
    EditedMessage(Message { id: MessageId(11), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Text("Стрижка") })
    "#);
}

#[test]
fn a_text_in_a_group() {
    insta::assert_snapshot!(seen("group_text"), @r#"
    868000008 message Rest Group chat=-1001234567890 user=5000000001 language=en message=17 date=2026-08-01T08:00:17Z
    Message(Message { id: MessageId(17), chat: ChatId(-1001234567890), chat_kind: Group, from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, content: Text("anyone here?") })
    "#);
}

#[test]
fn a_command_in_a_group() {
    insta::assert_snapshot!(seen("group_command"), @r#"
    868000009 message Rest Group chat=-1001234567890 user=5000000001 language=en message=18 date=2026-08-01T08:00:18Z
    Message(Message { id: MessageId(18), chat: ChatId(-1001234567890), chat_kind: Group, from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, content: Command(Command { name: "queue", addressee: None, arguments: "" }) })
    "#);
}

#[test]
fn a_pinned_message_is_service() {
    insta::assert_snapshot!(seen("pinned_message"), @r#"
    868000018 message Rest Group chat=-1001234567890 user=5000000001 language=en message=33 date=2026-08-01T08:00:33Z
    Message(Message { id: MessageId(33), chat: ChatId(-1001234567890), chat_kind: Group, from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, content: Service })
    "#);
}

#[test]
fn a_dice_is_something_else() {
    insta::assert_snapshot!(seen("dice"), @r#"
    868000019 message Rest Private chat=100200300 user=100200300 language=ru-RU message=34 date=2026-08-01T08:00:34Z
    Message(Message { id: MessageId(34), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Other })
    "#);
}

#[test]
fn an_unknown_entity_does_no_harm() {
    insta::assert_snapshot!(seen("text_with_future_entity"), @r#"
    868000017 message Rest Private chat=100200300 user=100200300 language=ru-RU message=32 date=2026-08-01T08:00:32Z
    Message(Message { id: MessageId(32), chat: ChatId(100200300), chat_kind: Private, from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, content: Text("see you at 10") })
    "#);
}

#[test]
fn an_anonymous_admin_is_nobody() {
    insta::assert_snapshot!(seen("anonymous_admin"), @r#"
    868000020 message Rest Group chat=-1001234567890 user=1087968824 message=35 date=2026-08-01T08:00:35Z
    Unused
    "#);
}

#[test]
fn a_forward_from_the_channel_is_nobodys() {
    insta::assert_snapshot!(seen("discussion_forward"), @r#"
    868000022 message Rest Group chat=-1001234567890 user=777000 message=36 date=2026-08-01T08:00:36Z
    Unused
    "#);
}

#[test]
fn a_press_in_a_private_chat() {
    insta::assert_snapshot!(seen("press_private"), @r#"
    868000010 callback_query Callbacks Private chat=100200300 user=100200300 language=ru-RU message=20 callback=430356013129988121
    Press(Press { id: "430356013129988121", from: Person { id: UserId(100200300), is_bot: false, first_name: "Анна", last_name: Some("Petrova"), username: Some("anna_p"), language_code: Some("ru-RU") }, data: Some("book:1"), message: Some(PressedMessage { chat: ChatId(100200300), chat_kind: Private, id: MessageId(20) }), inline_message_id: None })
    "#);
}

#[test]
fn a_press_on_an_old_group_message() {
    insta::assert_snapshot!(seen("press_in_group"), @r#"
    868000011 callback_query Callbacks Group chat=-1001234567890 user=5000000001 language=en message=21 callback=2147483652147483
    Press(Press { id: "2147483652147483", from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, data: Some("ticket:take:42"), message: None, inline_message_id: None })
    "#);
}

#[test]
fn a_press_on_an_inline_message() {
    insta::assert_snapshot!(seen("press_inline"), @r#"
    868000012 callback_query Callbacks Unknown user=5000000001 language=en callback=2147483652147999
    Press(Press { id: "2147483652147999", from: Person { id: UserId(5000000001), is_bot: false, first_name: "Bob", last_name: None, username: None, language_code: Some("en") }, data: Some("share:7"), message: None, inline_message_id: Some("AgAAAB4AAQ") })
    "#);
}

#[test]
fn a_block_concerns_the_private_chat() {
    insta::assert_snapshot!(seen("blocked_by_user"), @r#"
    868000013 my_chat_member Rest Private chat=100200300 user=100200300 language=ru-RU date=2026-08-01T08:01:40Z
    Unused
    "#);
}

#[test]
fn a_channel_post_has_no_user() {
    insta::assert_snapshot!(seen("channel_post"), @r#"
    868000014 channel_post Rest Channel chat=-1009876543210 message=30 date=2026-08-01T08:00:30Z
    Unused
    "#);
}

#[test]
fn a_poll_has_neither_chat_nor_user() {
    insta::assert_snapshot!(seen("poll"), @r#"
    868000015 poll Rest Unknown
    Unused
    "#);
}

#[test]
fn a_payment_has_a_user_only() {
    insta::assert_snapshot!(seen("pre_checkout_query"), @r#"
    868000021 pre_checkout_query Rest Unknown user=100200300 language=ru-RU
    Unused
    "#);
}

#[test]
fn a_future_kind_is_unknown() {
    insta::assert_snapshot!(seen("future_kind"), @r#"
    868000016 unknown Rest Unknown
    Unused
    "#);
}
