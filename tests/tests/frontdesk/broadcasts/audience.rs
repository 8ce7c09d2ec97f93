//! The audience changes while a broadcast runs.

use std::collections::BTreeMap;
use std::time::Duration;

use broadcast::Audience;
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use locales::Language;

use super::check;

const PEOPLE: i64 = 150;

/// What each of the people speaks.
fn languages() -> BTreeMap<i64, Language> {
    let languages = Language::ALL.into_iter().cycle();
    (FIRST..FIRST + PEOPLE).zip(languages).collect()
}

fn after(language: Language) -> Language {
    let at = Language::ALL.iter().position(|one| *one == language);
    Language::ALL[(at.unwrap() + 1) % Language::ALL.len()]
}

/// Pages that end after about so many sends: what follows is read anew.
async fn short_pages(hall: &Hall, sends: usize) {
    let sent = hall.sends().len();
    hall.round_with(sent + sends, async {
        hall.clock.advance(Duration::from_secs(22));
    })
    .await;
}

#[tokio::test]
async fn who_changes_the_language_gets_it_once() {
    let hall = Hall::with(PEOPLE).await;
    let mut spoken = languages();
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    let mut changes = 0;
    while hall.sends().len() + 40 < usize::try_from(PEOPLE).unwrap() {
        short_pages(&hall, 20).await;
        for (user, language) in &mut spoken {
            let next = after(*language);
            hall.speaks(*user, *language, next).await;
            *language = next;
        }
        changes += 1;
    }
    assert!(changes >= 3, "{changes}");
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 150, "languages changed");
    assert_eq!(end.tally.sent, 150);
}

/// Of a broadcast to a language everybody is met at most once, too: who speaks it when their turn
/// comes.
#[tokio::test]
async fn a_language_is_who_speaks_it_by_then() {
    let hall = Hall::with(PEOPLE).await;
    let english = Audience::Language(Language::En);
    hall.announce("17-0", english).await;
    hall.round().await;
    short_pages(&hall, 20).await;
    let before = hall.received();
    let spoken = languages();
    for (user, language) in &spoken {
        hall.speaks(*user, *language, after(*language)).await;
    }
    let end = hall.end_of("17-0").await;
    let received = hall.received();
    check(&hall, &end, received.len().try_into().unwrap(), "English");
    let new: Vec<_> = received
        .keys()
        .filter(|user| !before.contains_key(user))
        .collect();
    assert!(!new.is_empty());
    for user in new {
        assert_eq!(spoken[user], Language::Uz, "{user} speaks English by now");
    }
}

#[tokio::test]
async fn who_leaves_before_their_turn_gets_nothing() {
    let hall = Hall::with(PEOPLE).await;
    hall.announce("17-0", Audience::Everyone).await;
    hall.round().await;
    short_pages(&hall, 40).await;
    let before = hall.received();
    let leaves = |user: &i64| user % 4 == 0;
    for (user, language) in languages().into_iter().filter(|(user, _)| leaves(user)) {
        hall.leaves(user, language).await;
    }
    let end = hall.end_of("17-0").await;
    let stay = |user: &i64| before.contains_key(user) || !leaves(user);
    let stay: Vec<_> = languages().into_keys().filter(stay).collect();
    let received: Vec<_> = hall.received().into_keys().collect();
    assert_eq!(received, stay, "who has left by then is not met");
    check(&hall, &end, stay.len().try_into().unwrap(), "some left");
}

/// Who is given the role, or loses it, while the people in front of them have their turn.
#[tokio::test]
async fn a_role_is_who_has_it_by_then() {
    let hall = Hall::with(60).await;
    let masters: Vec<_> = (FIRST + 10..FIRST + 50).collect();
    hall.enroll(&masters).await;
    hall.announce("17-0", Audience::Role("master".into())).await;
    hall.round().await;
    short_pages(&hall, 12).await;
    let before = hall.received();
    let last = *before.keys().last().unwrap();
    assert!(before.len() < 30, "{}", before.len());
    let lost = [FIRST + 11, FIRST + 45];
    let given = [FIRST + 1, FIRST + 55];
    let now = masters.iter().filter(|master| !lost.contains(master));
    let now: Vec<_> = now.copied().chain(given).collect();
    hall.enroll(&now).await;
    let end = hall.end_of("17-0").await;
    let received: Vec<_> = hall.received().into_keys().collect();
    let mut expected: Vec<_> = before.into_keys().collect();
    expected.extend((last + 1..FIRST + 50).filter(|master| *master != FIRST + 45));
    expected.push(FIRST + 55);
    assert_eq!(received, expected, "by their ids, from where it was");
    check(&hall, &end, expected.len().try_into().unwrap(), "masters");
}
