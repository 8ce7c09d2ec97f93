//! A request to join is decided once, whoever presses, and however often.

use frontdesk_tests::{BOSS, CHIEF, World, updates};
use locales::{Language, Locale};
use outbox::{NoticeRow, Recipient};
use telegram::Html;

/// A finished form: the notice to the superadmins.
pub(crate) async fn asked(world: &World, id: i64, user: i64, phone: &str) -> NoticeRow {
    for (step, text) in ["/join", "Ann", "Lee"].into_iter().enumerate() {
        world.ok(&updates::text(id + step as i64, user, text)).await;
    }
    world.ok(&updates::contact(id + 3, user, phone)).await;
    notice(world, &format!("{}-0", id + 3)).await.unwrap()
}

pub(crate) async fn notice(world: &World, id: &str) -> Option<NoticeRow> {
    let item = world.table.item(&format!("notice#{id}"), "notice").await?;
    Some(store::decode(item).unwrap())
}

/// The callback data of the notice's button with that label.
pub(crate) fn button(notice: &NoticeRow, label: &str) -> String {
    let english = Locale::of(Language::En);
    let mut buttons = notice.buttons.iter().flatten();
    let button = buttons.find(|button| english.plain(&button.label).to_lowercase().contains(label));
    button
        .unwrap_or_else(|| panic!("no button {label} in {:?}", notice.buttons))
        .data
        .clone()
}

#[tokio::test]
async fn an_approval_gives_the_role_and_tells_the_requester() {
    let world = World::new().await;
    let request = asked(&world, 100, 42, "+998901234567").await;
    assert_eq!(request.to, Recipient::Role("manager".into()));
    let text = Locale::of(Language::En).html(&request.text);
    let shown = Html::visible_text(&text);
    assert!(
        shown.contains("Ann") && shown.contains("Lee") && shown.contains("+998901234567"),
        "{shown}"
    );
    let decided = world
        .ok(&updates::press(200, BOSS, &button(&request, "master")))
        .await;
    assert_eq!(decided.call()["method"], "editMessageText");
    let profile = world.table.item("person#42", "me#profile").await.unwrap();
    assert!(
        format!("{:?}", profile["roles"]).contains("master"),
        "{profile:?}"
    );
    let told = notice(&world, "200-0").await.unwrap();
    assert_eq!(told.to, Recipient::Person(42));
    assert!(
        world
            .ok(&updates::text(300, 42, "/help"))
            .await
            .text()
            .contains("/help")
    );
}

#[tokio::test]
async fn a_rejection_leaves_no_role_and_lets_ask_again() {
    let world = World::new().await;
    let request = asked(&world, 100, 42, "+998901234567").await;
    world
        .ok(&updates::press(200, BOSS, &button(&request, "reject")))
        .await;
    assert_eq!(
        notice(&world, "200-0").await.unwrap().to,
        Recipient::Person(42)
    );
    assert!(
        world.table.item("person#42", "me#profile").await.is_none(),
        "nothing was granted"
    );
    world.clock.advance(std::time::Duration::from_secs(20));
    let again = asked(&world, 300, 42, "+998901234567").await;
    world
        .ok(&updates::press(400, CHIEF, &button(&again, "technician")))
        .await;
    let profile = world.table.item("person#42", "me#profile").await.unwrap();
    assert!(format!("{:?}", profile["roles"]).contains("technician"));
}

#[tokio::test]
async fn two_superadmins_at_once_decide_once() {
    let world = World::new().await;
    for round in 0..200 {
        let (user, id) = (1_000 + round, 10_000 + round * 100);
        let request = asked(&world, id, user, &format!("+99890{:07}", 1_000_000 + round)).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        let role = ["technician", "as manager", "inspector"][round as usize % 3];
        let approve = updates::press(id + 10, BOSS, &button(&request, role));
        let reject = updates::press(id + 11, CHIEF, &button(&request, "reject"));
        let (first, second) = tokio::join!(world.ok(&approve), world.ok(&reject));
        let told = [
            notice(&world, &format!("{}-0", id + 10)).await,
            notice(&world, &format!("{}-0", id + 11)).await,
        ];
        assert_eq!(
            told.iter().flatten().count(),
            1,
            "round {round}: one decision, one notice"
        );
        let (loser, winner) = if told[0].is_some() {
            (&second, "Person1")
        } else {
            (&first, "Person2")
        };
        assert!(
            loser.text().contains(winner),
            "round {round}: the other sees who: {loser:?}"
        );
        let profile = world
            .table
            .item(&format!("person#{user}"), "me#profile")
            .await;
        assert_eq!(
            profile.is_some(),
            told[0].is_some(),
            "round {round}: the role follows the decision"
        );
    }
}

#[tokio::test]
async fn a_decision_delivered_again_tells_nobody_twice() {
    let world = World::new().await;
    let request = asked(&world, 100, 42, "+998901234567").await;
    let press = updates::press(200, BOSS, &button(&request, "master"));
    let first = world.ok(&press).await;
    let after = world.dump().await;
    assert_eq!(world.ok(&press).await, first);
    assert_eq!(world.dump().await, after);
    let later = world
        .ok(&updates::press(201, BOSS, &button(&request, "reject")))
        .await;
    assert!(!later.text().is_empty());
    assert_eq!(notice(&world, "201-0").await, None);
}

#[tokio::test]
async fn nobody_else_may_decide() {
    let world = World::new().await;
    let request = asked(&world, 100, 42, "+998901234567").await;
    let before = world.dump().await;
    for (id, user) in [(200, 42), (201, 77)] {
        let refused = world
            .ok(&updates::press(id, user, &button(&request, "master")))
            .await;
        assert_eq!(
            refused.call()["method"],
            "answerCallbackQuery",
            "user {user}"
        );
        assert!(!refused.text().is_empty());
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_button_of_an_outdated_request_decides_nothing() {
    let world = World::new().await;
    let old = asked(&world, 100, 42, "+998901234567").await;
    world.clock.advance(std::time::Duration::from_secs(20));
    let new = asked(&world, 200, 42, "+998907654321").await;
    let before = world.dump().await;
    let stale = world
        .ok(&updates::press(300, BOSS, &button(&old, "master")))
        .await;
    assert_eq!(stale.call()["method"], "answerCallbackQuery");
    assert_eq!(world.dump().await, before);
    world
        .ok(&updates::press(301, BOSS, &button(&new, "master")))
        .await;
    assert!(notice(&world, "301-0").await.is_some());
}

#[tokio::test]
async fn an_update_races_a_decision_and_neither_is_lost() {
    let world = World::new().await;
    for round in 0..50 {
        let (user, id) = (2_000 + round, 50_000 + round * 100);
        let phone = format!("+99891{:07}", 1_000_000 + round);
        let request = asked(&world, id, user, &phone).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        for (step, text) in ["/join", "Bea", "Lee"].into_iter().enumerate() {
            world
                .ok(&updates::text(id + 20 + step as i64, user, text))
                .await;
        }
        let approve = updates::press(id + 10, BOSS, &button(&request, "technician"));
        let finish = updates::contact(id + 30, user, &phone);
        let (pressed, finished) = tokio::join!(world.ok(&approve), world.ok(&finish));
        assert!(
            !pressed.body.is_empty() && !finished.body.is_empty(),
            "round {round}"
        );
        let granted = notice(&world, &format!("{}-0", id + 10)).await.is_some();
        let role = world
            .table
            .item(&format!("person#{user}"), "me#profile")
            .await
            .is_some();
        assert_eq!(
            granted, role,
            "round {round}: what was announced is what happened"
        );
        assert!(
            notice(&world, &format!("{}-0", id + 30)).await.is_some(),
            "round {round}: the update is announced"
        );
    }
}

/// What a role in the profile allows is a condition of the decision.
#[tokio::test]
async fn managers_decide_but_not_who_becomes_a_manager() {
    let world = World::new().await;
    let manager = asked(&world, 100, 77, "+998907777777").await;
    world
        .ok(&updates::press(150, BOSS, &button(&manager, "as manager")))
        .await;
    let request = asked(&world, 200, 42, "+998901234567").await;
    let refused = world
        .ok(&updates::press(300, 77, &button(&request, "as manager")))
        .await;
    assert_eq!(refused.call()["method"], "answerCallbackQuery");
    let decided = world
        .ok(&updates::press(301, 77, &button(&request, "as master")))
        .await;
    assert_eq!(decided.call()["method"], "editMessageText");
    assert!(notice(&world, "301-0").await.is_some());
}

#[tokio::test]
async fn a_role_taken_away_halfway_decides_nothing() {
    let world = World::new().await;
    let manager = asked(&world, 100, 77, "+998907777777").await;
    world
        .ok(&updates::press(150, BOSS, &button(&manager, "as manager")))
        .await;
    let request = asked(&world, 200, 42, "+998901234567").await;
    let press = updates::press(300, 77, &button(&request, "as master"));
    assert!(world.killed_at(engine::Step::Committing, &press).await);
    let mut profile = world.table.item("person#77", "me#profile").await.unwrap();
    profile.insert(
        "roles".into(),
        aws_sdk_dynamodb::types::AttributeValue::L(Vec::new()),
    );
    profile.insert(
        "v".into(),
        aws_sdk_dynamodb::types::AttributeValue::N("9".into()),
    );
    world.table.put(profile).await;
    let refused = world.ok(&press).await;
    assert_eq!(refused.call()["method"], "answerCallbackQuery");
    assert_eq!(notice(&world, "300-0").await, None);
}

#[tokio::test]
async fn nobody_who_is_shut_out_is_welcomed() {
    let world = World::new().await;
    let request = asked(&world, 100, 42, "+998901234567").await;
    world.ok(&updates::text(105, 42, "/start")).await;
    let card = |id| updates::text(id, BOSS, "/people 42");
    let shown = world.ok(&card(110)).await;
    let out = updates::press(111, BOSS, &shown.data("Deactivate"));
    world.ok(&out).await;
    let before = world.dump().await;
    let approve = button(&request, "master");
    let refused = world.ok(&updates::press(112, BOSS, &approve)).await;
    let says = refused.call()["text"].as_str().unwrap().to_owned();
    assert!(says.contains("Reactivate them in /people first"), "{says}");
    assert_eq!(world.dump().await, before);
    let shown = world.ok(&card(113)).await;
    let back = updates::press(114, BOSS, &shown.data("Reactivate"));
    world.ok(&back).await;
    let approved = world.ok(&updates::press(115, BOSS, &approve)).await;
    assert!(approved.text().contains("Master: approved"), "{approved:?}");
}
