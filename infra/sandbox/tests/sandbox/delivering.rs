//! Notices arrive by themselves, and the monitor runs.

use crate::story::Story;

#[tokio::test]
async fn a_request_is_approved_with_its_buttons() {
    let story = Story::in_memory().await;
    story.asks_to_join().await;
    let shown = story.sees(1, "Request to join").await;
    assert!(
        shown.ends_with(
            "Frontdesk: Request to join the staff\nAnn Lee\n+998901234567\n\
             [✅ Approve as master]\n[✅ Approve as technician]\n[✅ Approve as manager]\n\
             [✅ Approve as inspector]\n[☑️ Several roles…]\n[🚫 Reject]"
        ),
        "{shown}"
    );
    let approve = ["press", "--as", "1", "Approve as master"];
    let approved = story.does(&approve).await;
    assert!(
        approved.starts_with("(edited) Request to join"),
        "{approved}"
    );
    assert!(
        approved.ends_with("✅ Master: approved by Boss"),
        "{approved}"
    );
    let gone = story.tries(&approve).await.unwrap_err();
    assert!(gone.contains("sees no button"), "{gone}");
    let welcomed = story.sees(42, "Welcome to the staff!").await;
    assert!(welcomed.contains("you are now a master"), "{welcomed}");
}

#[tokio::test]
async fn the_superadmin_has_started_the_bot() {
    let story = Story::in_memory().await;
    let shown = story.does(&["show", "--as", "1"]).await;
    assert!(
        shown.starts_with("Boss: /start\n\nFrontdesk: Hello, Boss!"),
        "{shown}"
    );
}
