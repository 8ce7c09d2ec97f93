//! What outlives a sandbox, and what does not.

use crate::story::Story;

#[tokio::test]
async fn a_form_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = Story::in_folder(folder.path()).await;
    first.says("/join").await;
    first.says("Ann").await;
    first.sandbox.stop().await;
    let second = Story::in_folder(folder.path()).await;
    assert_eq!(second.does(&["show", "--as", "42"]).await, "(nothing yet)");
    assert!(second.says("Lee").await.starts_with("Your phone number?"));
    assert!(second.says("+998901234567").await.starts_with("Thank you!"));
    second.sandbox.stop().await;
    let third = Story::in_folder(folder.path()).await;
    assert!(third.does(&["notices"]).await.contains("Ann Lee"));
}

#[tokio::test]
async fn memory_keeps_nothing() {
    let first = Story::in_memory().await;
    for text in ["/join", "Ann", "Lee", "+998901234567"] {
        first.says(text).await;
    }
    first.sandbox.stop().await;
    let second = Story::in_memory().await;
    assert_eq!(second.does(&["notices"]).await, "(no notices wait)");
}

#[tokio::test]
async fn restarts_draw_new_update_ids() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let story = Story::in_memory().await;
        for text in ["/join", "Ann", "Lee", "+998901234567"] {
            story.says(text).await;
        }
        // The data names the update that the request was born in.
        ids.push(story.data("Reject").await);
    }
    assert_ne!(ids[0], ids[1]);
}
