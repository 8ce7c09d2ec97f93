//! No input makes either stage panic, and junk in one field harms that field alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bytes::Bytes;
use proptest::prelude::*;
use telegram::{ChatId, ChatKind, Envelope, NoUpdateId, Unreadable, Update, UpdateKind, UserId};

fn envelope(json: impl Into<String>) -> Envelope {
    Envelope::parse(Bytes::from(json.into())).unwrap()
}

fn both_stages(body: Vec<u8>) {
    if let Ok(envelope) = Envelope::parse(Bytes::from(body)) {
        let _ = Update::parse(&envelope);
    }
}

#[test]
fn an_integer_update_id_is_all_it_takes() {
    for id in [0, -5, i64::MAX, i64::MIN] {
        assert_eq!(
            envelope(format!(r#"{{"update_id":{id}}}"#)).update_id.get(),
            id
        );
    }
    assert_eq!(envelope(r#"{"update_id":1}"#).kind, UpdateKind::Unknown);
    assert_eq!(
        envelope(r#"{"update_i\u0064":1,"\udead":2}"#)
            .update_id
            .get(),
        1
    );
}

#[test]
fn without_an_integer_there_is_no_update() {
    let ids = [
        "\"1\"",
        "1.0",
        "1e3",
        "null",
        "[1]",
        "9223372036854775808",
        "true",
    ];
    let ids = ids.map(|id| format!(r#"{{"update_id":{id},"message":{{}}}}"#));
    let others = [
        "",
        "{}",
        "[]",
        "1",
        "null",
        r#"{"update_id":1"#,
        r#"{"update_id":1}}"#,
        "{\"update_id\":1}\u{feff}",
    ];
    for body in ids.into_iter().chain(others.map(str::to_owned)) {
        assert_eq!(
            Envelope::parse(Bytes::from(body.clone())),
            Err(NoUpdateId),
            "{body}"
        );
    }
}

#[test]
fn the_first_known_field_is_the_kind() {
    let json = r#"{"new":{},"callback_query":{"id":"7"},"update_id":1,"message":{}}"#;
    let envelope = envelope(json);
    assert_eq!(envelope.kind, UpdateKind::CallbackQuery);
    assert_eq!(envelope.callback_id.as_deref(), Some("7"));
}

#[test]
fn junk_in_a_field_harms_that_field_alone() {
    let envelope = envelope(
        r#"{"update_id":1,"message":{"message_id":1e9,"from":{"id":5,"language_code":"\ud800"},
            "chat":{"id":-7,"type":{"a":1}},"date":99999999999999,"media_group_id":3,
            "text":"\udfff","big":1e99999,"\udc00":[{}]}}"#,
    );
    assert_eq!(
        (envelope.chat, envelope.user),
        (Some(ChatId::new(-7)), Some(UserId::new(5)))
    );
    assert_eq!((envelope.message_id, envelope.date), (None, None));
    assert_eq!((&envelope.album, &envelope.language_code), (&None, &None));
    assert_eq!(envelope.chat_kind, ChatKind::Unknown);
    assert_eq!(
        Update::parse(&envelope),
        Err(Unreadable {
            kind: UpdateKind::Message
        })
    );
}

#[test]
fn a_payload_of_another_type_has_nothing() {
    for payload in ["null", "[]", "3", "\"message\""] {
        for kind in ["message", "callback_query", "poll"] {
            let envelope = envelope(format!(r#"{{"update_id":1,"{kind}":{payload}}}"#));
            assert_eq!((envelope.chat, envelope.user), (None, None));
            assert_eq!(Update::parse(&envelope).is_ok(), kind == "poll");
        }
    }
}

#[test]
fn deep_nesting_is_stepped_over() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let message = r#""message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"},"text":"hi""#;
    let beside = envelope(format!(
        r#"{{"update_id":1,"message":{{{message},"x":{deep}}}}}"#
    ));
    assert_eq!(beside.user, Some(UserId::new(5)));
    assert!(matches!(Update::parse(&beside), Ok(Update::Message(_))));
    for field in [
        "from",
        "chat",
        "message_id",
        "date",
        "text",
        "contact",
        "photo",
        "sender_chat",
    ] {
        let inside = envelope(format!(
            r#"{{"update_id":1,"message":{{"{field}":{deep}}}}}"#
        ));
        let _ = Update::parse(&inside);
    }
    let above = envelope(format!(r#"{{"x":{deep},"message":{deep},"update_id":1}}"#));
    assert!(Update::parse(&above).is_err());
}

#[test]
fn bytes_that_are_no_text_are_counted() {
    let body = b"{\"update_id\":1,\"message\":{\"text\":\"\xff\",\"chat\":{\"id\":2}}}";
    let envelope = Envelope::parse(Bytes::from_static(body)).unwrap();
    assert_eq!(envelope.chat, Some(ChatId::new(2)));
    assert_eq!(envelope.body.as_ref(), body);
    assert_eq!(
        Update::parse(&envelope),
        Err(Unreadable {
            kind: UpdateKind::Message
        })
    );
}

#[test]
fn a_text_of_another_type_is_unreadable() {
    let message = r#""message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"}"#;
    let envelope = envelope(format!(
        r#"{{"update_id":1,"message":{{{message},"text":["secret"]}}}}"#
    ));
    let unreadable = Update::parse(&envelope).unwrap_err();
    assert_eq!(
        unreadable.to_string(),
        "the content of a message update cannot be read"
    );
}

const SAMPLES: [&str; 4] = [
    include_str!("../fixtures/own_contact.json"),
    include_str!("../fixtures/album_photo.json"),
    include_str!("../fixtures/press_private.json"),
    include_str!("../fixtures/command_to_us.json"),
];

fn junk() -> impl Strategy<Value = Vec<u8>> {
    let json = "(null|-?[0-9]{1,25}|\"\\\\\\\\ud8[0-9]{2}\"|\\[|\\]|\\{|\\}|,|:|\"/\"|\"id\"|e9)";
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        json.prop_map(String::into_bytes),
    ]
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        both_stages(body);
    }

    #[test]
    fn arbitrary_payloads_do_no_harm(payload in "[\\[\\]{}\":,a-z0-9.\\\\ -]{0,60}") {
        both_stages(format!(r#"{{"update_id":1,"message":{payload}}}"#).into_bytes());
    }

    #[test]
    fn damaged_updates_do_no_harm(
        sample in proptest::sample::select(&SAMPLES[..]),
        at in any::<prop::sample::Index>(),
        length in 0_usize..30,
        junk in junk(),
    ) {
        let mut body = sample.as_bytes().to_vec();
        let start = at.index(body.len());
        let end = (start + length).min(body.len());
        body.splice(start..end, junk);
        both_stages(body);
    }

    #[test]
    fn any_text_is_a_text_or_a_command(text in "/?\\PC{0,40}") {
        let text_json = serde_json::to_string(&text).unwrap();
        let message = r#""message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"}"#;
        let envelope = envelope(format!(r#"{{"update_id":1,"message":{{{message},"text":{text_json}}}}}"#));
        let Ok(Update::Message(message)) = Update::parse(&envelope) else {
            panic!("a plain message can be read");
        };
        let is_command = matches!(message.content, telegram::Content::Command(_));
        prop_assert_eq!(is_command, text.starts_with('/'));
    }
}
