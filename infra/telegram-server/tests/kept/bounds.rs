//! What a world that lasts for days forgets.

use std::time::Duration;

use serde_json::json;
use telegram_server::{Person, Telegram, UserId};

use crate::place::Place;

const ANNA: UserId = UserId(100);

fn with_menu(telegram: &Telegram) -> i64 {
    telegram.add_person(Person::new(ANNA.0, "Anna"));
    telegram.say(ANNA, ANNA, "/start").unwrap();
    let rows = json!({"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]});
    let menu = json!({"chat_id": 100, "text": "Menu", "reply_markup": rows});
    let sent = telegram.call("sendMessage", menu).unwrap();
    sent["message_id"].as_i64().unwrap()
}

#[test]
fn chat_keeps_its_last_messages() {
    let place = Place::new();
    let telegram = place.open();
    telegram.add_person(Person::new(ANNA.0, "Anna"));
    for n in 1..=503 {
        telegram.say(ANNA, ANNA, &n.to_string()).unwrap();
    }
    for telegram in [telegram, place.after_kill().open()] {
        let screen = telegram.screen(ANNA);
        let ends = [screen.first(), screen.last()].map(|shown| shown.unwrap().message_id);
        assert_eq!((screen.len(), ends), (500, [4, 503]));
    }
}

#[test]
fn answered_press_is_forgotten_after_an_hour() {
    let place = Place::new();
    let telegram = Telegram::new(place.config());
    let menu = with_menu(&telegram);
    let answered = telegram.press(ANNA, ANNA, menu, "go").unwrap();
    let answer = json!({"callback_query_id": answered, "text": "Yes"});
    telegram.call("answerCallbackQuery", answer).unwrap();
    let open = telegram.press(ANNA, ANNA, menu, "go").unwrap();
    place.clock.advance(Duration::from_secs(3_599));
    let next = telegram.press(ANNA, ANNA, menu, "go").unwrap();
    assert_eq!(telegram.answer_to(&answered).unwrap().text, "Yes");
    place.clock.advance(Duration::from_secs(1));
    let last = telegram.press(ANNA, ANNA, menu, "go").unwrap();
    assert_eq!(telegram.answer_to(&answered), None);
    let waiting = telegram.open_presses_of(ANNA).into_iter();
    assert_eq!(
        waiting.map(|p| p.id).collect::<Vec<_>>(),
        [open, next, last]
    );
    place.clock.advance(Duration::from_secs(23 * 3_600));
    telegram.press(ANNA, ANNA, menu, "go").unwrap();
    assert_eq!(telegram.open_presses(ANNA), 3);
}

#[test]
fn only_the_last_calls_are_remembered() {
    let telegram = Telegram::new(Place::new().config());
    telegram.call("getMe", json!({"n": 0})).unwrap();
    for n in 1..=10_000 {
        telegram.call("getMe", json!({"n": n})).unwrap();
    }
    let calls = telegram.calls();
    assert_eq!((calls.len(), &calls[0].params["n"]), (10_000, &json!(1)));
}
