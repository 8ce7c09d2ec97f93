//! Whom a broadcast finds: the rows follow the profiles.

use std::collections::BTreeMap;

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, CHIEF};
use telegram_server::UserId;

use super::podium::{PEOPLE, Podium};

/// Everybody with their language, superadmins included.
fn everybody() -> BTreeMap<i64, String> {
    let languages = ["en", "ru", "ru", "uz", "en"];
    let people = PEOPLE.into_iter().zip(languages);
    let people = people.map(|((id, _), language)| (id, language));
    people
        .chain([(BOSS, "en"), (CHIEF, "en")])
        .map(|(id, language)| (id, language.to_owned()))
        .collect()
}

fn with(id: i64, language: &str) -> BTreeMap<i64, String> {
    let mut people = everybody();
    people.insert(id, language.to_owned());
    people
}

fn without(id: i64) -> BTreeMap<i64, String> {
    let mut people = everybody();
    people.remove(&id);
    people
}

async fn announced(podium: &Podium, label: &str) -> Vec<i64> {
    podium.says(BOSS, "/broadcast Hello").await;
    podium.taps(BOSS, label).await;
    podium.moves().await;
    podium.forget();
    podium.taps(BOSS, "📣 Send it").await;
    podium.moves().await;
    podium.received("Hello").into_keys().collect()
}

#[tokio::test]
async fn everybody_who_starts_has_a_row() {
    let podium = Podium::new().await;
    assert_eq!(podium.audience().await, everybody());
    podium.says(ANN, "/start").await;
    assert_eq!(podium.audience().await, everybody());
}

#[tokio::test]
async fn a_language_hears_what_is_for_it() {
    let podium = Podium::new().await;
    assert_eq!(announced(&podium, "🌐 Русский").await, [51, 52]);
    assert_eq!(announced(&podium, "🌐 Oʻzbekcha").await, [53]);
    assert_eq!(
        announced(&podium, "🌐 English").await,
        [BOSS, CHIEF, ANN, 54]
    );
}

#[tokio::test]
async fn a_role_hears_what_is_for_it() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/people 53").await;
    podium.taps(BOSS, "➕ inspector").await;
    assert_eq!(announced(&podium, "🪪 inspector").await, [53]);
    assert_eq!(announced(&podium, "🪪 superadmin").await, [BOSS, CHIEF]);
    podium.says(BOSS, "/people 53").await;
    podium.taps(BOSS, "➖ inspector").await;
    podium.says(BOSS, "/broadcast Hello").await;
    let labels = super::podium::labels(&podium.last(BOSS));
    assert!(!labels.contains(&"🪪 inspector".to_owned()), "{labels:?}");
}

#[tokio::test]
async fn who_chooses_a_language_moves_there() {
    let podium = Podium::new().await;
    podium.says(51, "/language uz").await;
    assert_eq!(podium.audience().await, with(51, "uz"));
    podium.says(51, "/language uz").await;
    assert_eq!(podium.audience().await, with(51, "uz"));
    assert_eq!(announced(&podium, "🌐 Русский").await, [52]);
}

/// Whoever has chosen none is spoken to in that of the app.
#[tokio::test]
async fn who_changes_the_apps_language_moves_there() {
    let podium = Podium::new().await;
    podium.comes(54, "ru").await;
    assert_eq!(podium.audience().await, with(54, "ru"));
    podium.says(54, "/language en").await;
    podium.comes(54, "uz").await;
    assert_eq!(podium.audience().await, everybody());
}

#[tokio::test]
async fn who_is_shut_out_hears_nothing_until_let_in() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/people 51").await;
    podium.taps(BOSS, "⛔️ Deactivate").await;
    assert_eq!(podium.audience().await, without(51));
    podium.says(51, "/start").await;
    podium.says(51, "/language en").await;
    assert_eq!(podium.audience().await, without(51));
    assert_eq!(announced(&podium, "🌐 Русский").await, [52]);
    podium.says(BOSS, "/people 51").await;
    podium.taps(BOSS, "✅ Reactivate").await;
    assert_eq!(podium.audience().await, with(51, "en"));
}

#[tokio::test]
async fn who_is_forgotten_hears_nothing() {
    let podium = Podium::new().await;
    podium.says(53, "/forget_me").await;
    let sure = super::podium::labels(&podium.last(53)).remove(0);
    podium.taps(53, &sure).await;
    assert_eq!(podium.audience().await, without(53));
    podium.comes(53, "ru").await;
    assert_eq!(podium.audience().await, with(53, "ru"));
}

#[tokio::test]
async fn who_has_blocked_the_bot_is_told_of_in_the_report() {
    let podium = Podium::new().await;
    podium.town.telegram().block(UserId(52)).unwrap();
    assert_eq!(announced(&podium, "🌐 Русский").await, [51]);
    podium.seen(BOSS, "Sent: 1 · cannot be reached: 1");
}

#[tokio::test]
async fn a_first_booking_makes_a_row_as_well() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/people 54").await;
    podium.taps(BOSS, "➕ master").await;
    let telegram = podium.town.telegram();
    telegram.add_person(telegram_server::Person::new(60, "Cleo").language("uz"));
    podium.says(60, "/book haircut any 2026-03-04 14:00").await;
    assert_eq!(podium.audience().await, with(60, "uz"));
}
