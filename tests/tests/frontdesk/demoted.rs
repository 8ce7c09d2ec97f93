//! Whose role goes while a form is open: the form closes, and says why.

use desk::{Profile, Role};
use frontdesk_tests::Answer;
use store::Key;

use crate::schedule::studio::{ANN, EVE, MAX, Studio};

async fn loses(studio: &Studio, user: i64, role: Role) {
    let profile: Profile = studio.stored(Key::profile(user)).await.unwrap();
    studio.puts(profile.without_role(role)).await;
}

async fn regains(studio: &Studio, user: i64, role: Role) {
    let profile: Profile = studio.stored(Key::profile(user)).await.unwrap();
    studio.puts(profile.with_role(role)).await;
}

fn closed(answer: &Answer, whom: &str) {
    let text = answer.text();
    assert!(text.contains(whom) && text.contains("closed"), "{text}");
}

/// A studio with a booking, and Max asked why he cancels it, in a language.
async fn asked(language: &str, labels: &[&str]) -> (Studio, Answer) {
    let studio = Studio::new().await;
    studio.books(ANN, "14:00").await;
    studio.says(MAX, &format!("/language {language}")).await;
    let why = studio.goes(MAX, "/schedule 2026-03-03", labels).await;
    (studio, why)
}

#[tokio::test]
async fn a_masters_answer_closes_the_form() {
    let (studio, _) = asked("en", &["14:00 Ann", "Cancel"]).await;
    loses(&studio, MAX, Role::Master).await;
    let refused = studio.says(MAX, "I am ill").await;
    insta::assert_snapshot!(refused.text(), @r"
    This is for masters.
    Your roles have changed meanwhile, so I have closed the form. Nothing was changed.
    ");
    regains(&studio, MAX, Role::Master).await;
    let hint = studio.says(MAX, "I am ill").await;
    assert!(hint.text().contains("what I can do"), "{hint:?}");
    assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 1);
    assert!(studio.told(ANN).await.is_empty());
}

#[tokio::test]
async fn it_says_so_in_every_language() {
    let (studio, _) = asked("ru", &["14:00 Ann", "Отменить"]).await;
    loses(&studio, MAX, Role::Master).await;
    insta::assert_snapshot!(studio.says(MAX, "Болею").await.text(), @r"
    Это только для мастеров.
    Ваши роли тем временем изменились, поэтому анкета закрыта. Ничего не изменено.
    ");
    let (studio, _) = asked("uz", &["14:00 Ann", "bekor"]).await;
    loses(&studio, MAX, Role::Master).await;
    insta::assert_snapshot!(studio.says(MAX, "Kasalman").await.text(), @r"
    Bu faqat ustalar uchun.
    Shu orada vazifalaringiz oʻzgardi, shuning uchun shakl yopildi. Hech narsa oʻzgarmadi.
    ");
}

/// A button below the question is refused over the chat.
#[tokio::test]
async fn a_choice_closes_the_form_as_well() {
    let (studio, why) = asked("en", &["14:00 Ann", "Cancel"]).await;
    loses(&studio, MAX, Role::Master).await;
    let refused = studio.taps(MAX, &why, "Illness").await;
    assert_eq!(refused.call()["method"], "answerCallbackQuery");
    closed(&refused, "for masters");
    regains(&studio, MAX, Role::Master).await;
    let stale = studio.taps(MAX, &why, "Illness").await;
    assert!(stale.text().contains("out of date"), "{stale:?}");
    assert_eq!(studio.day(MAX, 3).await.sheet.bookings().len(), 1);
}

#[tokio::test]
async fn a_managers_answer_closes_the_form() {
    let studio = Studio::new().await;
    studio
        .goes(EVE, "/shop", &["Services", "Beard", "Price"])
        .await;
    loses(&studio, EVE, Role::Manager).await;
    let before = studio.state().await;
    closed(&studio.says(EVE, "100").await, "who run the staff");
    regains(&studio, EVE, Role::Manager).await;
    let hint = studio.says(EVE, "100").await;
    assert!(hint.text().contains("what I can do"), "{hint:?}");
    regains(&studio, EVE, Role::Manager).await;
    assert_eq!(studio.shop().await.services[1].price, 0);
    assert!(before.contains_key("shop#catalogue / catalogue"));
}

/// What is refused to everybody who is shut out says that, and closes the form.
#[tokio::test]
async fn who_is_shut_out_has_no_form_open() {
    let (studio, _) = asked("en", &["14:00 Ann", "Cancel"]).await;
    let profile: Profile = studio.stored(Key::profile(MAX)).await.unwrap();
    studio
        .puts(Profile {
            deactivated: true,
            ..profile.clone()
        })
        .await;
    let refused = studio.says(MAX, "I am ill").await;
    assert!(refused.text().contains("access"), "{refused:?}");
    studio.puts(profile).await;
    let hint = studio.says(MAX, "I am ill").await;
    assert!(hint.text().contains("what I can do"), "{hint:?}");
}

/// Another capability's button is refused to a master, whose own form stays.
#[tokio::test]
async fn what_was_never_allowed_closes_nothing() {
    let (studio, _) = asked("en", &["14:00 Ann", "Cancel"]).await;
    for data in ["s:t", "i:l:"] {
        let refused = studio.presses(MAX, data).await;
        assert_eq!(refused.call()["method"], "answerCallbackQuery", "{data}");
    }
    let done = studio.says(MAX, "A burst pipe").await;
    assert!(done.text().contains("is cancelled"), "{done:?}");
}
