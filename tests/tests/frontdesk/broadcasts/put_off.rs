//! Who is put off and leaves, or changes the language, before they are tried again.

use broadcast::Audience;
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use locales::Language;
use telegram_server::{Fault, On, UserId};

use super::check;

const LIMITED: i64 = FIRST + 30;

/// How often somebody was sent something.
fn calls_to(hall: &Hall, user: i64) -> usize {
    let sends = hall.sends();
    let to = |call: &&telegram_server::CallRecord| call.chat.is_some_and(|chat| chat.0 == user);
    sends.iter().filter(to).count()
}

/// A broadcast that has come to its last one, who is limited for ten minutes.
async fn one_is_put_off(audience: Audience) -> Hall {
    let hall = Hall::with(60).await;
    hall.enroll(&[FIRST + 3, LIMITED, FIRST + 40]).await;
    let fault = Fault::too_many_requests(600);
    hall.telegram().fail_next(On::chat(UserId(LIMITED)), fault);
    hall.announce("17-0", audience).await;
    while hall.round().await > 0 {}
    assert_eq!(calls_to(&hall, LIMITED), 1);
    assert!(!hall.is_over("17-0").await);
    hall
}

fn masters() -> Audience {
    Audience::Role("master".to_owned())
}

#[tokio::test]
async fn who_is_forgotten_meanwhile_is_not_tried_again() {
    let hall = one_is_put_off(Audience::Everyone).await;
    let language = Language::ALL[usize::try_from(LIMITED - FIRST).unwrap() % 3];
    hall.leaves(LIMITED, language).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 60, "one was forgotten");
    assert_eq!((end.tally.sent, end.tally.unreachable), (59, 1));
    assert_eq!(calls_to(&hall, LIMITED), 1);
}

#[tokio::test]
async fn who_loses_the_role_meanwhile_is_not_tried_again() {
    let hall = one_is_put_off(masters()).await;
    hall.enroll(&[FIRST + 3, FIRST + 40]).await;
    let end = hall.end_of("17-0").await;
    check(&hall, &end, 3, "one lost the role");
    assert_eq!((end.tally.sent, end.tally.unreachable), (2, 1));
    assert_eq!(calls_to(&hall, LIMITED), 1);
}

#[tokio::test]
async fn who_changes_the_language_meanwhile_still_gets_it() {
    for audience in [
        Audience::Everyone,
        Audience::Language(Language::ALL[0]),
        masters(),
    ] {
        let hall = one_is_put_off(audience.clone()).await;
        hall.speaks(LIMITED, Language::ALL[0], Language::ALL[2])
            .await;
        let end = hall.end_of("17-0").await;
        check(&hall, &end, end.tally.total(), "another language");
        assert_eq!(end.tally.sent, end.tally.total(), "{audience:?}");
        assert_eq!(hall.received()[&LIMITED], 1);
    }
}
