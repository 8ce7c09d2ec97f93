//! What is nobody else's business is not shown in groups, and an open question is left by whoever
//! asks for something else.

use frontdesk_tests::{BOSS, World, updates};

use super::{card, labels};

#[tokio::test]
async fn personal_things_are_for_private_chats() {
    let world = World::new().await;
    let personal = [
        "/me",
        "/book",
        "/mybookings",
        "/schedule",
        "/shop",
        "/people Ann",
        "/invite",
        "/forget_me",
    ];
    for (id, text) in (1..).zip(personal) {
        let answer = world.ok(&updates::group_text(id, -500, BOSS, text)).await;
        assert!(answer.text().contains("in private"), "{text}: {answer:?}");
    }
    let help = world
        .ok(&updates::group_text(20, -500, BOSS, "/help"))
        .await;
    assert!(help.text().contains("What I can do"), "{help:?}");
}

#[tokio::test]
async fn a_question_is_left_by_another_command() {
    let world = World::new().await;
    let shown = card(&world, 1, BOSS, BOSS).await;
    assert!(!labels(&shown).is_empty(), "{shown:?}");
    let asked = world.ok(&updates::text(2, BOSS, "/people")).await;
    assert!(asked.text().contains("looking for"), "{asked:?}");
    world.ok(&updates::text(3, BOSS, "/me")).await;
    let found = world.ok(&updates::text(4, BOSS, "Nobody")).await;
    assert!(found.text().contains("found nobody"), "{found:?}");
    world.ok(&updates::text(5, BOSS, "/invite")).await;
    let hint = world.ok(&updates::text(6, BOSS, "Nobody")).await;
    assert!(hint.text().contains("did not quite get that"), "{hint:?}");
}
