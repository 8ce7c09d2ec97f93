//! The whole story, with nothing faked inside.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF, Town};
use outbox::Status;

#[tokio::test]
async fn a_request_is_asked_announced_decided_and_heard() {
    let town = Town::new().await;
    town.ask_to_join().await;
    town.settle().await;
    for superadmin in [BOSS, CHIEF] {
        assert_eq!(
            town.sees(superadmin, "Ann Lee"),
            1,
            "{superadmin} hears once"
        );
    }
    town.press(BOSS, "✅ Approve as master");
    town.settle().await;
    assert!(
        town.last(BOSS).contains("approved by Boss"),
        "{}",
        town.last(BOSS)
    );
    assert_eq!(town.sees(ANN, "Welcome to the staff"), 1);
    town.press(CHIEF, "🚫 Reject");
    town.settle().await;
    assert!(
        town.last(CHIEF).contains("approved by Boss"),
        "the other sees who: {}",
        town.last(CHIEF)
    );
    assert_eq!(town.sees(ANN, "Welcome to the staff"), 1);
    let notices = town.notices().await;
    assert_eq!(
        notices.len(),
        4,
        "the role's, two shares, and the requester's"
    );
    assert!(
        notices
            .iter()
            .all(|notice| notice.status == Status::Sent && notice.wake_at.is_none()),
        "{notices:#?}"
    );
}

#[tokio::test]
async fn everybody_hears_in_their_own_language() {
    let town = Town::new().await;
    town.say(BOSS, "/language ru");
    town.say(ANN, "/language uz");
    town.updates().await;
    town.ask_to_join().await;
    town.settle().await;
    assert_eq!(town.sees(BOSS, "Заявка в команду"), 1);
    assert_eq!(town.sees(CHIEF, "Request to join the staff"), 1);
    town.press(BOSS, "🚫 Отклонить");
    town.settle().await;
    assert_eq!(town.sees(ANN, "tasdiqlanmadi"), 1);
}

#[tokio::test]
async fn a_notice_costs_four_table_requests_and_one_call() {
    let town = Town::new().await;
    town.ask_to_join().await;
    town.settle().await;
    town.press(BOSS, "🚫 Reject");
    town.updates().await;
    town.telegram().clear_calls();
    town.wire.operations();
    assert_eq!(town.batch().await, 1);
    assert_eq!(
        town.wire.operations(),
        ["GetItem", "Query", "UpdateItem", "TransactWriteItems"]
    );
    assert_eq!(town.telegram().calls().len(), 1);
}

#[tokio::test]
async fn a_message_delivered_again_sends_nothing() {
    let town = Town::new().await;
    town.ask_to_join().await;
    town.settle().await;
    let queues = town.world.queue.queues().clone();
    for (number, notice) in town.notices().await.iter().enumerate() {
        let body = format!(r#"{{"notice":"{}"}}"#, notice.id);
        let again =
            queue_server::Outgoing::new(body).fifo(notice.group(), format!("again-{number}"));
        queues.send(frontdesk_tests::world::QUEUE, again).unwrap();
    }
    town.settle().await;
    assert_eq!(town.sent_to(BOSS) + town.sent_to(CHIEF), 2);
}

#[tokio::test]
async fn a_bad_body_is_parked_alone() {
    let town = Town::new().await;
    let queues = town.world.queue.queues().clone();
    let bad = queue_server::Outgoing::new("no notice at all").fifo(BOSS.to_string(), "bad");
    queues.send(frontdesk_tests::world::QUEUE, bad).unwrap();
    town.ask_to_join().await;
    town.settle().await;
    assert_eq!(town.sees(BOSS, "Ann Lee"), 1);
    let dump = town.world.dump().await;
    assert_eq!(
        dump.keys()
            .filter(|key| key.starts_with("parked#messages"))
            .count(),
        1
    );
    assert_eq!(
        queues
            .counts(frontdesk_tests::world::QUEUE)
            .unwrap()
            .total(),
        0
    );
}

#[tokio::test]
async fn notices_of_a_chat_keep_their_order() {
    let town = Town::new().await;
    let guests: Vec<i64> = (100..106).collect();
    for guest in &guests {
        town.telegram()
            .add_person(telegram_server::Person::new(*guest, "Guest"));
        for answer in [
            "/join".to_owned(),
            format!("Guest{guest}"),
            "Lee".to_owned(),
            format!("+998900000{guest}"),
        ] {
            town.say(*guest, &answer);
            town.updates().await;
        }
    }
    town.settle().await;
    for superadmin in [BOSS, CHIEF] {
        let shown = town.telegram().screen(telegram_server::UserId(superadmin));
        let heard: Vec<_> = shown
            .iter()
            .filter_map(|shown| shown.text.split("Guest").nth(1)?.get(..3))
            .collect();
        let expected: Vec<_> = guests.iter().map(ToString::to_string).collect();
        assert_eq!(heard, expected);
    }
}
