//! Calls as Telegram gets them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use frankenstein::methods::{
    AnswerCallbackQueryParams, DeleteMyCommandsParams, EditMessageTextParams, SendMessageParams,
    SetMyCommandsParams,
};
use telegram::{
    Action, Alert, Button, Call, CallbackData, ChatId, CommandScope, Html, Idempotent, Keyboard,
    LanguageCode, MenuCommand, MessageId, Rendered,
};

fn book() -> Keyboard {
    let action = Action::Press(CallbackData::try_new("book:1").unwrap());
    Keyboard::Inline(vec![vec![Button {
        label: "Book".to_owned(),
        action,
    }]])
}

fn send() -> Call {
    Call::SendMessage {
        chat: ChatId::new(-1_001_234_567_890),
        text: Html::escape("a < b"),
        keyboard: book(),
        reply_to: Some(MessageId::new(17)),
    }
}

fn edit(keyboard: Keyboard) -> Call {
    let (chat, message) = (ChatId::new(5), MessageId::new(20));
    Call::EditMessageText {
        chat,
        message,
        text: Html::escape("Done"),
        keyboard,
    }
}

fn edit_inline() -> Call {
    let inline_message_id = "AgAAAB4AAQ".to_owned();
    Call::EditInlineMessageText {
        inline_message_id,
        text: Html::escape("Done"),
        keyboard: book(),
    }
}

fn answer(text: Option<String>, alert: Alert) -> Call {
    Call::AnswerCallbackQuery {
        id: "4303".to_owned(),
        text,
        alert,
    }
}

fn set_commands(scope: CommandScope, language: Option<LanguageCode>) -> Call {
    Call::SetMyCommands {
        scope,
        language,
        commands: vec![MenuCommand::new("book", "Забронировать").unwrap()],
    }
}

fn one_chat() -> CommandScope {
    CommandScope::Chat {
        chat: ChatId::new(5),
    }
}

fn reply(call: &Call) -> String {
    String::from_utf8(call.webhook_reply()).unwrap()
}

#[test]
fn a_message_rides_in_the_response() {
    insta::assert_snapshot!(reply(&send()), @r#"{"method":"sendMessage","chat_id":-1001234567890,"text":"a &lt; b","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_parameters":{"message_id":17,"allow_sending_without_reply":true},"reply_markup":{"inline_keyboard":[[{"text":"Book","callback_data":"book:1"}]]}}"#);
}

#[test]
fn an_edit_names_its_message() {
    insta::assert_snapshot!(reply(&edit(book())), @r#"{"method":"editMessageText","chat_id":5,"message_id":20,"text":"Done","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":[[{"text":"Book","callback_data":"book:1"}]]}}"#);
    insta::assert_snapshot!(reply(&edit_inline()), @r#"{"method":"editMessageText","inline_message_id":"AgAAAB4AAQ","text":"Done","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":[[{"text":"Book","callback_data":"book:1"}]]}}"#);
}

#[test]
fn an_edit_drops_other_keyboards() {
    insta::assert_snapshot!(reply(&edit(Keyboard::Remove)), @r#"{"method":"editMessageText","chat_id":5,"message_id":20,"text":"Done","parse_mode":"HTML","link_preview_options":{"is_disabled":true}}"#);
}

#[test]
fn an_answer_to_a_press_is_short() {
    insta::assert_snapshot!(reply(&answer(None, Alert::Toast)), @r#"{"method":"answerCallbackQuery","callback_query_id":"4303"}"#);
    insta::assert_snapshot!(reply(&answer(Some("Taken".to_owned()), Alert::Alert)), @r#"{"method":"answerCallbackQuery","callback_query_id":"4303","text":"Taken","show_alert":true}"#);
    let long = answer(Some("ж".repeat(300)), Alert::Toast).body();
    assert_eq!(
        long["text"].as_str().map(|text| text.chars().count()),
        Some(200)
    );
}

#[test]
fn a_menu_names_its_scope_and_language() {
    let everybody = set_commands(CommandScope::Default, None);
    insta::assert_snapshot!(reply(&everybody), @r#"{"method":"setMyCommands","commands":[{"command":"book","description":"Забронировать"}]}"#);
    let staff = set_commands(one_chat(), LanguageCode::new("ru"));
    insta::assert_snapshot!(reply(&staff), @r#"{"method":"setMyCommands","commands":[{"command":"book","description":"Забронировать"}],"scope":{"type":"chat","chat_id":5},"language_code":"ru"}"#);
    let gone = Idempotent::delete_my_commands(one_chat(), None);
    insta::assert_snapshot!(reply(gone.as_call()), @r#"{"method":"deleteMyCommands","scope":{"type":"chat","chat_id":5}}"#);
}

#[test]
fn parameters_have_the_official_shape() {
    let keyboards = [
        Keyboard::None,
        Keyboard::Remove,
        Keyboard::Ask,
        Keyboard::Contact {
            share: "Share".to_owned(),
            cancel: None,
        },
    ];
    for keyboard in keyboards {
        let (chat, text) = (ChatId::new(5), Html::escape("Hello"));
        let call = Call::SendMessage {
            chat,
            text,
            keyboard,
            reply_to: None,
        };
        assert_unchanged::<SendMessageParams>(&call);
    }
    assert_unchanged::<SendMessageParams>(&send());
    assert_unchanged::<EditMessageTextParams>(&edit(book()));
    assert_unchanged::<EditMessageTextParams>(&edit_inline());
    assert_unchanged::<AnswerCallbackQueryParams>(&answer(Some("No".to_owned()), Alert::Alert));
    assert_unchanged::<SetMyCommandsParams>(&set_commands(one_chat(), LanguageCode::new("ru")));
    let gone = Idempotent::delete_my_commands(one_chat(), LanguageCode::new("ru"));
    assert_unchanged::<DeleteMyCommandsParams>(gone.as_call());
}

fn assert_unchanged<T: serde::Serialize + serde::de::DeserializeOwned>(call: &Call) {
    let official: T = serde_json::from_value(call.body()).unwrap();
    assert_eq!(serde_json::to_value(official).unwrap(), call.body());
}

#[test]
fn a_send_may_not_be_repeated() {
    let refused = Idempotent::try_from(send()).unwrap_err();
    assert_eq!(refused.to_string(), "sendMessage may not be repeated");
}

#[test]
fn edits_answers_and_menus_may_be_repeated() {
    let screen = Rendered {
        text: Html::escape("Done"),
        keyboard: book(),
    };
    let edited = Idempotent::edit(ChatId::new(5), MessageId::new(20), screen);
    assert_eq!(Idempotent::try_from(edit(book())), Ok(edited));
    let answered = Idempotent::answer("4303".to_owned(), None, Alert::Toast);
    assert_eq!(answered.as_call(), &answer(None, Alert::Toast));
    assert_eq!(
        Idempotent::try_from(edit_inline()).map(Idempotent::into_call),
        Ok(edit_inline())
    );
    let menu = vec![MenuCommand::new("book", "Забронировать").unwrap()];
    let set = Idempotent::set_my_commands(one_chat(), None, menu);
    assert_eq!(
        Idempotent::try_from(set_commands(one_chat(), None)),
        Ok(set)
    );
    let deleted = Idempotent::delete_my_commands(one_chat(), None);
    assert_eq!(Idempotent::try_from(deleted.as_call().clone()), Ok(deleted));
}
