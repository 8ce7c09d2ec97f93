//! Telegram says no, later, or nothing at all.

use std::time::Duration;

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town};
use outbox::Status;
use telegram_server::{Fault, Flood, On, UserId};

#[tokio::test]
async fn a_429_holds_the_chat_and_nobody_else() {
    for seconds in [1, 86_400] {
        let town = Town::new().await;
        town.telegram().flood(
            Flood::Chat(UserId(BOSS).into()),
            Duration::from_secs(seconds),
        );
        town.ask_to_join().await;
        town.settle().await;
        assert_eq!(town.sees(CHIEF, "Ann Lee"), 1, "others go on");
        assert_eq!(town.sees(BOSS, "Ann Lee"), 0);
        let held: Vec<_> = town
            .notices()
            .await
            .into_iter()
            .filter(|notice| !notice.status.is_final())
            .collect();
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].attempts, 0, "a 429 is no attempt");
        town.world.clock.advance(Duration::from_secs(seconds));
        town.minute().await;
        assert_eq!(town.sees(BOSS, "Ann Lee"), 1, "after {seconds} s");
        assert_eq!(town.notice(&held[0].id).await.status, Status::Sent);
    }
}

#[tokio::test]
async fn a_held_chat_is_not_asked_again() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram()
        .flood(Flood::Chat(UserId(ANN).into()), Duration::from_secs(600));
    town.settle().await;
    town.minutes(5).await;
    let asked = town
        .telegram()
        .calls()
        .iter()
        .filter(|call| call.chat == Some(UserId(ANN).into()))
        .count();
    assert_eq!(asked, 1, "the hold is respected");
    town.minutes(7).await;
    assert_eq!(town.notice(&id).await.status, Status::Sent);
}

#[tokio::test]
async fn a_block_is_remembered_and_the_next_message_clears_it() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram().block(UserId(ANN)).unwrap();
    town.settle().await;
    assert_eq!(town.notice(&id).await.status, Status::Failed);
    let unreachable = || async {
        let item = town
            .world
            .table
            .item("person#42", "me#delivery")
            .await
            .unwrap();
        *item["unreachable"].as_bool().unwrap()
    };
    assert!(unreachable().await);
    town.telegram().unblock(UserId(ANN)).unwrap();
    town.say(ANN, "/help");
    town.settle().await;
    assert!(!unreachable().await);
    town.world.wire.operations();
    town.say(ANN, "/help");
    town.settle().await;
    assert_eq!(
        town.world.wire.operations(),
        ["Query"],
        "and help writes nothing again"
    );
}

#[tokio::test]
async fn refused_markup_goes_out_as_plain_text() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    let refusal = Fault::status(
        400,
        "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
    );
    town.telegram().fail_next(On::chat(UserId(ANN)), refusal);
    town.settle().await;
    assert_eq!(town.notice(&id).await.status, Status::Sent);
    assert_eq!(town.sent_to(ANN), 1);
    assert_eq!(
        town.telegram()
            .calls()
            .iter()
            .filter(|call| call.method == "sendMessage")
            .count(),
        2
    );
}

#[tokio::test]
async fn any_other_refusal_is_final() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram().fail_next(
        On::chat(UserId(ANN)),
        Fault::status(400, "Bad Request: chat not found"),
    );
    town.settle().await;
    let notice = town.notice(&id).await;
    assert_eq!(notice.status, Status::Failed);
    assert!(notice.reason.unwrap().contains("chat not found"));
    town.minutes(10).await;
    assert_eq!(town.sent_to(ANN), 0);
}

#[tokio::test]
async fn a_5xx_is_tried_five_times_with_growing_delay() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    for _ in 0..4 {
        town.telegram()
            .fail_next(On::chat(UserId(ANN)), Fault::status(502, "Bad Gateway"));
    }
    town.settle().await;
    town.minutes(12).await;
    let notice = town.notice(&id).await;
    assert_eq!((notice.status, notice.attempts), (Status::Sent, 4));
    assert_eq!(town.sent_to(ANN), 1);

    let (town, id) = Town::with_a_notice_to_ann().await;
    for _ in 0..5 {
        town.telegram()
            .fail_next(On::chat(UserId(ANN)), Fault::status(502, "Bad Gateway"));
    }
    town.settle().await;
    town.minutes(12).await;
    assert_eq!(town.notice(&id).await.status, Status::Failed);
    assert_eq!(town.sent_to(ANN), 0);
}

#[tokio::test]
async fn an_answer_that_never_comes_is_recorded_as_unknown() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram()
        .fail_next(On::chat(UserId(ANN)), Fault::Close);
    town.settle().await;
    town.minutes(10).await;
    assert_eq!(town.notice(&id).await.status, Status::Unknown);
    assert_eq!(
        town.sees(ANN, "not approved"),
        1,
        "it had arrived, and was not sent again"
    );
}

#[tokio::test]
async fn a_wrong_token_fails_no_notice() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram()
        .fail_next(On::chat(UserId(ANN)), Fault::status(401, "Unauthorized"));
    town.settle().await;
    let notice = town.notice(&id).await;
    assert_eq!((notice.status, notice.attempts), (Status::Pending, 0));
    town.minutes(3).await;
    assert_eq!(town.notice(&id).await.status, Status::Sent);
}

#[tokio::test]
async fn a_hold_that_cannot_be_noted_loses_nothing() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    town.telegram()
        .flood(Flood::Chat(UserId(ANN).into()), Duration::from_secs(30));
    let mut writes = 0;
    town.wire.inject(move |operation| {
        writes += u32::from(operation == "UpdateItem");
        let note = operation == "UpdateItem" && writes == 3;
        note.then_some(frontdesk_tests::Fault::Answer(
            400,
            "TransactionConflictException",
        ))
    });
    town.settle().await;
    town.wire.mend();
    assert_eq!(town.notice(&id).await.status, Status::Pending);
    town.minutes(3).await;
    assert_eq!(town.notice(&id).await.status, Status::Sent);
    assert_eq!(town.sent_to(ANN), 1);
}

#[tokio::test]
async fn a_damaged_conversation_keeps_no_notice_back() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    let mut item = town
        .world
        .table
        .item("person#42", "me#conversation")
        .await
        .unwrap();
    item.insert(
        "mi".into(),
        aws_sdk_dynamodb::types::AttributeValue::S("no bytes".into()),
    );
    town.world.table.put(item).await;
    town.settle().await;
    assert_eq!(town.notice(&id).await.status, Status::Sent);
}

#[tokio::test]
async fn a_row_of_another_world_is_parked_and_leaves_the_index() {
    let (town, id) = Town::with_a_notice_to_ann().await;
    let mut item = town
        .world
        .table
        .item(&format!("notice#{id}"), "notice")
        .await
        .unwrap();
    item.insert(
        "status".into(),
        aws_sdk_dynamodb::types::AttributeValue::S("of_tomorrow".into()),
    );
    town.world.table.put(item).await;
    town.settle().await;
    let item = town
        .world
        .table
        .item(&format!("notice#{id}"), "notice")
        .await
        .unwrap();
    assert!(
        !item.contains_key("wb") && !item.contains_key("wa"),
        "it has left the index"
    );
    let dump = town.world.dump().await;
    assert_eq!(
        dump.keys()
            .filter(|key| key.starts_with("parked#messages"))
            .count(),
        1
    );
}
