//! Notices and requests to the Bot API are counted, in both formats alike.

use frontdesk_tests::town::ANN;
use frontdesk_tests::{BOSS, Counts, Town};
use telegram_server::UserId;

#[tokio::test]
async fn notices_are_counted_by_their_ends() {
    let town = Town::new().await;
    let counts = Counts::begin();
    town.ask_to_join().await;
    town.settle().await;
    town.telegram().block(UserId(ANN)).unwrap();
    town.press(BOSS, "✅ Approve as master");
    town.settle().await;
    let ends = |labels| counts.page("notices_total", labels);
    assert_eq!(ends(r#"kind="access",outcome="sent""#), 2, "the shares");
    assert_eq!(ends(r#"kind="access",outcome="failed""#), 1);
    let asked = |labels| counts.page("bot_api_requests_total", labels);
    assert_eq!(asked(r#"method="sendMessage",outcome="ok""#), 2);
    assert_eq!(asked(r#"method="sendMessage",outcome="refused""#), 1);
    assert_eq!(asked(r#"method="answerCallbackQuery",outcome="ok""#), 1);
    assert_eq!(counts.page("active_users", ""), 2);
    counts.agree();
}

#[tokio::test]
async fn a_heartbeat_is_shown_by_its_time() {
    let town = Town::new().await;
    let counts = Counts::begin();
    town.minute().await;
    assert_eq!(counts.lines_with("heartbeat_timestamp_seconds").len(), 1);
    let asked = |labels| counts.page("bot_api_requests_total", labels);
    assert_eq!(asked(r#"method="getWebhookInfo",outcome="ok""#), 1);
    counts.agree();
}
