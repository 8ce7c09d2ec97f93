//! The sends of a broadcast are counted, by a line a page and not a line a person.

use broadcast::Audience;
use frontdesk_tests::hall::FIRST;
use frontdesk_tests::{Counts, Hall};
use telegram_server::UserId;

#[tokio::test]
async fn a_page_is_one_line_for_each_end() {
    let hall = Hall::with(60).await;
    hall.telegram().block(UserId(FIRST)).unwrap();
    let counts = Counts::begin();
    hall.announce("17-0", Audience::Everyone).await;
    while hall.round().await > 0 {}
    let tally = hall.end_of("17-0").await.tally;
    let ends = |outcome: &str| {
        let labels = format!(r#"kind="broadcast_send",outcome="{outcome}""#);
        counts.page("notices_total", &labels)
    };
    assert_eq!((ends("sent"), ends("failed")), (tally.sent, 1));
    assert!(tally.sent >= 59);
    let mut lines = counts.lines_with("notices_total");
    lines.retain(|line| line["kind"] == "broadcast_send");
    assert!((2..=11).contains(&lines.len()), "{lines:?}");
}
