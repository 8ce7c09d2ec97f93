//! What outlives a sandbox, and what does not.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, SystemClock, Wait};
use jiff::{SignedDuration, Timestamp};
use sandbox::{Options, Place};
use telegram_server::{Fault, On, UserId};

use crate::story::{Story, options};

#[tokio::test]
async fn a_form_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = Story::in_folder(folder.path()).await;
    first.says("/join").await;
    first.says("Ann").await;
    first.sandbox.stop().await;
    let second = Story::in_folder(folder.path()).await;
    let shown = second.does(&["show", "--as", "42"]).await;
    assert!(shown.starts_with("Ann: /join\n\nFrontdesk: What is your first name?"));
    assert!(second.says("Lee").await.starts_with("Your phone number?"));
    assert!(second.says("+998901234567").await.starts_with("Thank you!"));
    let shown = second.sees(1, "Request to join").await;
    assert!(shown.contains("Ann Lee"), "{shown}");
}

#[tokio::test]
async fn people_and_groups_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = Story::in_folder(folder.path()).await;
    let in_group = [
        "say", "--as", "50", "--name", "Bob", "--group", "-7", "/help",
    ];
    first.does(&in_group).await;
    let before = first.does(&["show", "--as", "50", "--group", "-7"]).await;
    first.sandbox.stop().await;
    let second = Story::in_folder(folder.path()).await;
    let after = second.does(&["show", "--as", "50", "--group", "-7"]).await;
    assert_eq!(after, before);
    assert!(before.starts_with("Bob: /help\n\nFrontdesk: What I can do"));
    assert_eq!(second.sandbox.telegram().groups().len(), 1);
}

#[tokio::test]
async fn superadmins_start_the_bot_once() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let story = Story::in_folder(folder.path()).await;
        let shown = story.does(&["show", "--as", "1"]).await;
        assert_eq!(shown.matches("Boss: /start").count(), 1, "{shown}");
        story.sandbox.stop().await;
    }
}

#[tokio::test]
async fn a_known_person_becomes_a_superadmin() {
    let folder = tempfile::tempdir().unwrap();
    let first = Story::in_folder(folder.path()).await;
    first.sandbox.stop().await;
    let options = Options {
        superadmins: Some("43".into()),
        ..options(Place::Folder(folder.path().to_owned()))
    };
    let second = Story::with(options).await.unwrap();
    second.asks_to_join().await;
    let shown = second.sees(43, "Заявка").await;
    assert!(shown.starts_with("Олег: /start"), "{shown}");
}

#[tokio::test]
async fn memory_keeps_nothing() {
    let first = Story::in_memory().await;
    first.says("/join").await;
    assert!(first.says("Ann").await.starts_with("And your last name?"));
    first.sandbox.stop().await;
    let second = Story::in_memory().await;
    let lost = second.says("Lee").await;
    assert!(!lost.starts_with("Your phone number?"), "{lost}");
}

#[tokio::test]
async fn restarts_draw_new_update_ids() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let story = Story::in_memory().await;
        story.asks_to_join().await;
        story.sees(1, "Request to join").await;
        let request = story.sandbox.telegram().last_from_bot(UserId(1)).unwrap();
        // The data names the update that the request was born in.
        ids.push(request.button("🚫 Reject").unwrap().data.clone().unwrap());
    }
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_restart_sends_what_waits() {
    let folder = tempfile::tempdir().unwrap();
    let first = Story::in_folder(folder.path()).await;
    let gateway = Fault::status(502, "Bad Gateway");
    first
        .sandbox
        .telegram()
        .fail_next(On::chat(UserId(1)), gateway);
    first.asks_to_join().await;
    first.until(|telegram| telegram.faults_left() == 0).await;
    let notices = first.does(&["notices"]).await;
    assert!(notices.starts_with("To person 1, since "), "{notices}");
    assert!(notices.contains("\nAnn Lee\n+998901234567\n[✅ Approve as master]\n"));
    first.sandbox.stop().await;
    let options = Options {
        clock: Arc::new(FiveMinutesAhead(SystemClock::new())),
        ..options(Place::Folder(folder.path().to_owned()))
    };
    let second = Story::with(options).await.unwrap();
    let shown = second.sees(1, "Request to join").await;
    assert!(
        shown.starts_with("Boss: /start\n\nFrontdesk: Hello, Boss!"),
        "{shown}"
    );
}

#[derive(Debug)]
struct FiveMinutesAhead(SystemClock);

impl Clock for FiveMinutesAhead {
    fn now(&self) -> Timestamp {
        self.0.now() + SignedDuration::from_mins(5)
    }

    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn sleep(&self, duration: Duration) -> Wait {
        self.0.sleep(duration)
    }
}
