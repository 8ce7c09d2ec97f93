//! The last resort for an answer that Telegram would refuse.

use engine::{Acknowledgement, Class, Report};
use frontdesk_tests::world;
use telegram::Call;

use super::office::Office;

/// The text of the answer, with its markup.
fn markup(report: &Report) -> &str {
    match &report.acknowledgement {
        Acknowledgement::Done(Some(Call::SendMessage { text, .. })) => text.as_str(),
        other => panic!("no message: {other:?}"),
    }
}

#[tokio::test]
async fn an_answer_too_long_is_cut_and_logged() {
    let log = world::log();
    let office = Office::new().await;
    let report = office.ann(1_000, "repeat <b>&я").await;
    assert_eq!(report.class, Class::Answered);
    let kept = "&lt;b&gt;&amp;я".repeat(819);
    assert_eq!(markup(&report), format!("{kept}…"), "4096 are seen");
    assert!(log.text().contains("an answer was too long and is cut"));
}

#[tokio::test]
async fn an_answer_that_fits_is_left_alone() {
    let office = Office::new().await;
    let report = office.ann(1_000, "repeat я<&>").await;
    assert_eq!(markup(&report), "я&lt;&amp;&gt;".repeat(1_000));
}
