//! A broadcast from its preview to its report.

use broadcast::{Audience, Content, Status};
use diary::{TimeOfDay, Zone};
use frontdesk_tests::hall::{FIRST, TEXT};
use frontdesk_tests::{BOSS, Hall};
use jiff::SignedDuration;
use locales::Language;
use outbox::{Delivery, Kind, Quiet};
use serde_json::json;
use telegram_server::{Fault, On, UserId};

use super::check;

#[tokio::test]
async fn everybody_gets_it_once_and_the_author_sees_it() {
    let hall = Hall::with(600).await;
    hall.compose("17-0", Audience::Everyone).await;
    while hall.round().await > 0 {}
    let preview = "This message goes to 600 people. Shall I send it?";
    assert_eq!(hall.shown(), [preview]);
    assert_eq!(labels(&hall), ["📣 Send it", "✖️ Cancel"]);
    assert!(hall.begin("17-0").await);
    // The first messages only ring for the first pages.
    hall.round().await;
    hall.round().await;
    let progress = hall.shown().join("\n");
    assert!(progress.starts_with("📣 Sending: "), "{progress}");
    assert!(progress.contains(" of 600\nSent: "), "{progress}");
    assert_eq!(labels(&hall), ["⏸ Pause", "⏹ Stop"]);
    let end = hall.end_of("17-0").await;
    assert_eq!((end.status, end.tally.sent), (Status::Done, 600));
    check(&hall, &end, 600, "undisturbed");
    let report = "✅ The broadcast is done: 600 of 600\n\
                  Sent: 600 · cannot be reached: 0 · failed: 0 · unknown: 0 · switched off: 0";
    assert_eq!(
        hall.shown(),
        [report, report],
        "once edited, once as a notice"
    );
    assert_eq!(labels(&hall), [""; 0]);
    let got = hall.telegram().last_from_bot(UserId(FIRST)).unwrap();
    assert_eq!((got.html.as_str(), got.buttons.len()), (TEXT, 0));
}

/// What stands on the buttons below the author's message.
fn labels(hall: &Hall) -> Vec<String> {
    let screen = hall.telegram().screen(UserId(BOSS));
    let message = screen.iter().find(|shown| shown.user.is_none()).unwrap();
    let buttons = message.buttons.iter().flatten();
    buttons.map(|button| button.label.clone()).collect()
}

#[tokio::test]
async fn a_language_hears_it_alone() {
    let hall = Hall::with(30).await;
    hall.announce("17-0", Audience::Language(Language::Uz))
        .await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 10, "one language");
    let speaks_uzbek = |user: &i64| (user - FIRST) % 3 == 2;
    assert!(hall.received().keys().all(speaks_uzbek));
}

#[tokio::test]
async fn a_role_is_who_stands_on_its_roster() {
    let hall = Hall::with(30).await;
    hall.enroll(&[FIRST + 7, FIRST + 3, FIRST + 21]).await;
    hall.announce("17-0", Audience::Role("master".into())).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 3, "a role");
    let received: Vec<_> = hall.received().into_keys().collect();
    assert_eq!(received, [FIRST + 3, FIRST + 7, FIRST + 21]);
}

#[tokio::test]
async fn nobody_is_no_reason_to_send() {
    let hall = Hall::new().await;
    hall.compose("17-0", Audience::Everyone).await;
    while hall.round().await > 0 {}
    let shown = hall.telegram().last_from_bot(UserId(BOSS)).unwrap();
    assert_eq!(shown.text, "Nobody would get this message.");
    assert_eq!(shown.buttons.len(), 1, "cancel");
}

#[tokio::test]
async fn a_message_is_copied_to_everybody() {
    let hall = Hall::with(6).await;
    let photo = json!({ "chat_id": BOSS, "photo": "https://a.example/a.png", "caption": "Look" });
    let sent = hall.telegram().call("sendPhoto", photo).unwrap();
    let message = sent["message_id"].as_i64().unwrap();
    let content = Content::Copy {
        chat: BOSS,
        message,
    };
    hall.compose_with("17-0", Audience::Everyone, content).await;
    while hall.round().await > 0 {}
    assert!(hall.begin("17-0").await);
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 6, "copied");
    let got = hall.telegram().last_from_bot(UserId(FIRST)).unwrap();
    assert_eq!(
        (got.kind.as_deref(), got.text.as_str()),
        (Some("photo"), "[photo] Look")
    );
}

#[tokio::test]
async fn markup_that_is_refused_goes_out_without() {
    let hall = Hall::with(6).await;
    let content = Content::Text("Open <b>always".into());
    hall.compose_with("17-0", Audience::Everyone, content).await;
    while hall.round().await > 0 {}
    assert!(hall.begin("17-0").await);
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 6, "as plain text");
    let got = hall.telegram().last_from_bot(UserId(FIRST)).unwrap();
    assert_eq!(got.text, "Open always");
}

#[tokio::test]
async fn who_is_gone_costs_no_call_the_next_time() {
    let hall = Hall::with(12).await;
    hall.telegram().block(UserId(FIRST + 5)).unwrap();
    for (id, calls) in [("17-0", 12), ("18-0", 11)] {
        let before = hall.sends().len();
        hall.announce(id, Audience::Everyone).await;
        let tally = hall.end_of(id).await.tally;
        assert_eq!((tally.sent, tally.unreachable), (11, 1), "{id}");
        assert_eq!(hall.sends().len() - before, calls, "{id}");
    }
}

#[tokio::test]
async fn who_is_held_is_called_afterwards() {
    let hall = Hall::with(12).await;
    let held_for = SignedDuration::from_mins(7);
    let until = clock::Clock::now(&hall.clock) + held_for;
    let held = Delivery {
        hold_until: Some(until),
        ..Delivery::open(FIRST + 5)
    };
    hall.store.insert(held).await.unwrap();
    hall.announce("17-0", Audience::Everyone).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 12, "one held");
    assert_eq!(end.tally.sent, 12);
    let last = hall.sends().pop().unwrap();
    assert_eq!(last.chat.unwrap().0, FIRST + 5);
    let late = last.at.duration_since(until);
    assert!(
        late >= SignedDuration::ZERO && late < SignedDuration::from_mins(2),
        "{late}"
    );
}

#[tokio::test]
async fn one_chats_limit_holds_nobody_else() {
    let hall = Hall::with(60).await;
    let limited = FIRST + 30;
    let fault = Fault::too_many_requests(600);
    hall.telegram().fail_next(On::chat(UserId(limited)), fault);
    hall.announce("17-0", Audience::Everyone).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 60, "one limited");
    assert_eq!(end.tally.sent, 60);
    let sends = hall.sends();
    let first_pass = sends[59].at.duration_since(sends[0].at);
    assert!(first_pass < SignedDuration::from_secs(10), "{first_pass}");
    assert_eq!(sends.last().unwrap().chat.unwrap().0, limited);
}

#[tokio::test]
async fn the_whole_bots_limit_holds_all_lanes() {
    let hall = Hall::with(60).await;
    hall.announce("17-0", Audience::Everyone).await;
    let lasts = std::time::Duration::from_secs(1_800);
    hall.telegram().flood(telegram_server::Flood::Bot, lasts);
    let over = clock::Clock::now(&hall.clock) + lasts;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 60, "flooded");
    assert_eq!(end.tally.sent, 60);
    let sends = hall.sends();
    let refused: Vec<_> = sends.iter().filter(|call| !call.succeeded()).collect();
    assert!(refused.len() <= 10, "two a lane: {}", refused.len());
    let went_out = sends.iter().filter(|call| call.succeeded());
    assert!(went_out.map(|call| call.at).all(|at| at >= over));
}

#[tokio::test]
async fn a_wrong_token_fails_nobody() {
    let hall = Hall::with(12).await;
    hall.announce("17-0", Audience::Everyone).await;
    for _ in 0..5 {
        let unauthorized = Fault::status(401, "Unauthorized");
        hall.telegram()
            .fail_next(On::method("sendMessage"), unauthorized);
    }
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 12, "after a wrong token");
    assert_eq!(end.tally.sent, 12);
}

/// A broadcast is the same for everybody and now: whoever has quiet hours gets it without a sound.
#[tokio::test]
async fn wishes_are_respected() {
    let hall = Hall::with(12).await;
    let open = |person| Delivery::open(FIRST + person);
    let off = open(3).switched_off(Kind::Broadcast);
    let others_off = open(4).switched_off(Kind::Reminder);
    let times = ["08:00", "22:00"].map(|time| TimeOfDay::parse(time).unwrap());
    let quiet = Delivery {
        quiet: Quiet::between(times[0], times[1], &Zone::default()),
        ..open(5)
    };
    for wish in [off, others_off, quiet] {
        hall.store.insert(wish).await.unwrap();
    }
    hall.announce("17-0", Audience::Everyone).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 12, "wishes");
    assert_eq!((end.tally.sent, end.tally.declined), (11, 1));
    assert!(!hall.received().contains_key(&(FIRST + 3)));
    let silent = hall.sends().into_iter();
    let silent = silent.filter(|send| send.params["disable_notification"] == true);
    let silent: Vec<_> = silent.map(|send| send.chat.unwrap().0).collect();
    assert_eq!(silent, [FIRST + 5]);
}
