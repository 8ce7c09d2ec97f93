//! What notices said of a person goes when they come to their end.

use frontdesk_tests::{BOSS, CHIEF, Town, updates};
use outbox::Status;
use serde_json::json;
use telegram_server::UserId;

use super::personal;
use crate::people::said;

#[tokio::test]
async fn notices_keep_nothing_of_what_they_said() {
    let town = Town::new().await;
    town.telegram().block(UserId(CHIEF)).unwrap();
    let names = json!({ "first_name": "Annabel", "last_name": "Leeuwenhoek" });
    for (id, text) in [(9_001, "/start"), (9_002, "/join"), (9_003, "Annabel")] {
        town.world.ok(&said(id, 42, &names, text)).await;
    }
    for (id, text) in [(9_004, "Leeuwenhoek"), (9_005, "+998901234567")] {
        town.world.ok(&said(id, 42, &names, text)).await;
    }
    let pending = town.notice("9005-0").await;
    assert!(format!("{pending:?}").contains("Annabel Leeuwenhoek"));
    town.settle().await;
    assert_eq!(town.sees(BOSS, "Annabel Leeuwenhoek"), 1, "it was sent");
    for (id, status) in [
        ("9005-0".to_owned(), Status::Sent),
        (format!("9005-0.{BOSS}"), Status::Sent),
        (format!("9005-0.{CHIEF}"), Status::Failed),
    ] {
        let ended = town.notice(&id).await;
        assert_eq!(ended.status, status, "{id}");
        assert!(
            ended.ended.is_some() && ended.reason.is_some() == (id != format!("9005-0.{BOSS}"))
        );
        assert_eq!(ended.buttons, Vec::<Vec<_>>::new(), "{id}");
    }
    let asked = town.world.ok(&updates::text(9_006, 42, "/forget_me")).await;
    let press = updates::press(9_007, 42, &asked.data("forget me"));
    town.world.ok(&press).await;
    let dump = town.world.dump().await;
    assert_eq!(personal(&dump), Vec::<String>::new());
}
