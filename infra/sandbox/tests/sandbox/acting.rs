//! What people do and then see.

use crate::story::Story;

#[tokio::test]
async fn a_start_is_greeted_by_name() {
    let story = Story::in_memory().await;
    let seen = story.says("/start").await;
    assert_eq!(
        seen,
        "Hello, Ann! 👋\nThis is the front desk. What can I do for you?\n\
         [📅 Book a time]\n[🗓 My bookings]\n[🪪 Join the staff]\n[🌐 Language]\n[❓ What I can do]"
    );
}

#[tokio::test]
async fn a_person_has_a_name_by_default() {
    let story = Story::in_memory().await;
    let seen = story.does(&["say", "--as", "7", "/start"]).await;
    assert!(seen.starts_with("Hello, Person7!"), "{seen}");
    let russian = story
        .does(&["say", "--as", "8", "--lang", "ru", "/start"])
        .await;
    assert!(!russian.contains("Hello"), "{russian}");
}

#[tokio::test]
async fn a_press_changes_the_language() {
    let story = Story::in_memory().await;
    story.says("/language").await;
    assert_eq!(
        story.presses("русс").await,
        "(edited) Теперь говорим по-русски."
    );
    let menu = story.says("/start").await;
    assert!(!menu.contains("Hello"), "{menu}");
}

#[tokio::test]
async fn the_form_takes_a_contact() {
    let story = Story::in_memory().await;
    story.says("/join").await;
    story.says("Ann").await;
    let asked = story.says("Lee").await;
    assert!(
        asked.contains("(keyboard)\n[📱 Share my number]"),
        "{asked}"
    );
    let foreign = story.does(&["contact", "--as", "42", "--of", "77"]).await;
    assert!(foreign.contains("somebody else"), "{foreign}");
    let own = ["contact", "--as", "42", "--phone", "+998901234567"];
    assert!(story.does(&own).await.starts_with("Thank you!"));
    let shown = story.sees(1, "Request to join").await;
    assert!(
        shown.contains("\nAnn Lee\n+998901234567\n[✅ Approve as master]"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_keyboard_button_shares_the_contact() {
    let story = Story::in_memory().await;
    for text in ["/join", "Ann", "Lee"] {
        story.says(text).await;
    }
    assert!(story.presses("share").await.starts_with("Thank you!"));
}

#[tokio::test]
async fn an_unknown_button_lists_the_others() {
    let story = Story::in_memory().await;
    story.says("/start").await;
    let refused = story.tries(&["press", "--as", "42", "Pay"]).await;
    assert_eq!(
        refused.unwrap_err(),
        "Person 42 sees no button \"Pay\"; choose one of these: \
         [📅 Book a time] [🗓 My bookings] [🪪 Join the staff] [🌐 Language] [❓ What I can do]"
    );
    let refused = story.tries(&["press", "--as", "43", "Pay"]).await;
    assert!(refused.unwrap_err().contains("there are none at all"));
}

#[tokio::test]
async fn groups_hear_only_what_they_ask() {
    let story = Story::in_memory().await;
    let group = ["say", "--as", "42", "--group", "-100500"];
    let says = async |text: &str| story.does(&[&group[..], &[text]].concat()).await;
    assert_eq!(says("hello all").await, "(no answer)");
    assert!(says("/help").await.starts_with("What I can do"));
    let other = ["say", "--as", "43", "--group", "-100500", "/help"];
    assert!(story.does(&other).await.starts_with("Что я умею"));
    let shown = story
        .does(&["show", "--as", "43", "--group", "-100500"])
        .await;
    assert!(shown.starts_with("Ann: hello all\n\nAnn: /help"), "{shown}");
    let none = ["say", "--as", "42", "--group", "5", "/help"];
    assert!(story.tries(&none).await.unwrap_err().contains("negative"));
}

#[tokio::test]
async fn show_has_the_last_messages() {
    let story = Story::in_memory().await;
    assert_eq!(story.does(&["show", "--as", "42"]).await, "(nothing yet)");
    story.says("/start").await;
    story.says("/cancel").await;
    let shown = story.does(&["show", "--as", "42", "--last", "2"]).await;
    assert!(shown.starts_with("Ann: /cancel\n\nFrontdesk: "), "{shown}");
}

#[tokio::test]
async fn many_people_act_at_once() {
    let story = Story::in_memory().await;
    let say = async |user: &str| story.does(&["say", "--as", user, "/start"]).await;
    let seen = tokio::join!(say("50"), say("51"), say("52"), say("53"));
    for (seen, name) in [
        (seen.0, "50"),
        (seen.1, "51"),
        (seen.2, "52"),
        (seen.3, "53"),
    ] {
        assert!(seen.starts_with(&format!("Hello, Person{name}!")), "{seen}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let story = Story::in_memory().await;
    let refused = [
        (&["say", "--as", "0", "/start"][..], "positive number"),
        (
            &["say", "--as", "42", "--name", " ", "/start"],
            "at least one",
        ),
        (&["say", "--as", "42", ""], "0 characters cannot be sent"),
    ];
    for (line, why) in refused {
        let sentence = story.tries(line).await.unwrap_err();
        assert!(sentence.contains(why), "{sentence}");
    }
}
