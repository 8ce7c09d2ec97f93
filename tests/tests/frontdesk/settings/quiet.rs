use frontdesk_tests::town::ANN;
use outbox::{Kind, NoticeRow, Status};

use crate::inbox::reader::Reader;

/// At that instant somebody tells Ann something; gives whether she hears it at once.
async fn hears(reader: &Reader, id: &str, at: &str) -> bool {
    reader.passes_until(at);
    reader.tell(reader.notice(id, Kind::Booking)).await;
    reader.heard(id) == 1
}

/// Everything that is due then moves.
async fn at(reader: &Reader, instant: &str) {
    reader.passes_until(instant);
    reader.town.watch().await;
    reader.town.settle().await;
}

#[tokio::test]
async fn nights_are_quiet_from_the_first_minute_to_the_last() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:h:22:8").await;
    assert!(hears(&reader, "before", "2026-03-02T21:59:59Z").await);
    assert!(!hears(&reader, "first", "2026-03-02T22:00:00Z").await);
    assert!(!hears(&reader, "midnight", "2026-03-03T00:00:00Z").await);
    assert!(!hears(&reader, "last", "2026-03-03T07:59:59Z").await);
    let waiting = reader.town.notice("first").await;
    assert_eq!((waiting.status, waiting.attempts), (Status::Pending, 0));
    at(&reader, "2026-03-03T08:00:00Z").await;
    for id in ["first", "midnight", "last"] {
        assert_eq!(reader.heard(id), 1, "{id}");
    }
    assert!(hears(&reader, "after", "2026-03-03T08:00:59Z").await);
}

/// In Berlin the clock goes from 2 to 3 in the night to 29 March 2026, and back in October.
#[tokio::test]
async fn they_end_by_the_clock_when_it_changes() {
    for (night, early, end) in [
        (
            "2026-03-28T22:00:00Z",
            "2026-03-29T05:59:59Z",
            "2026-03-29T06:00:00Z",
        ),
        (
            "2026-10-24T21:00:00Z",
            "2026-10-25T06:59:59Z",
            "2026-10-25T07:00:00Z",
        ),
    ] {
        let reader = Reader::new().await;
        reader.wants_quiet(22, 8, "Europe/Berlin").await;
        assert!(!hears(&reader, "a", night).await);
        at(&reader, early).await;
        assert_eq!(reader.heard("a"), 0, "{early}");
        at(&reader, end).await;
        assert_eq!(reader.heard("a"), 1, "{end}");
    }
}

#[tokio::test]
async fn what_waits_hears_of_longer_hours() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:h:22:8").await;
    assert!(!hears(&reader, "a", "2026-03-02T23:00:00Z").await);
    reader.presses(ANN, "c:h:22:10").await;
    at(&reader, "2026-03-03T08:00:00Z").await;
    assert_eq!(reader.heard("a"), 0);
    at(&reader, "2026-03-03T10:00:00Z").await;
    assert_eq!(reader.heard("a"), 1);
}

/// It waits until the end that it was put back to.
#[tokio::test]
async fn what_waits_goes_on_waiting_without_hours() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:h:22:8").await;
    assert!(!hears(&reader, "a", "2026-03-02T23:00:00Z").await);
    reader.presses(ANN, "c:n").await;
    assert!(hears(&reader, "b", "2026-03-02T23:01:00Z").await);
    assert_eq!(reader.heard("a"), 0);
    at(&reader, "2026-03-03T08:00:00Z").await;
    assert_eq!(reader.heard("a"), 1);
}

#[tokio::test]
async fn what_is_too_late_in_the_morning_expires() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:h:22:8").await;
    reader.passes_until("2026-03-02T23:00:00Z");
    let reminder = NoticeRow {
        valid_until: Some("2026-03-03T07:00:00Z".parse().unwrap()),
        ..reader.notice("a", Kind::Reminder)
    };
    reader.tell(reminder).await;
    at(&reader, "2026-03-03T08:00:00Z").await;
    assert_eq!(reader.heard("a"), 0);
    assert_eq!(reader.status("a").await, Status::Expired);
    assert_eq!(reader.kept().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_notice_in_quiet_hours_makes_no_call() {
    let reader = Reader::new().await;
    reader.presses(ANN, "c:h:0:23").await;
    reader.town.telegram().clear_calls();
    reader.town.wire.operations();
    reader.tell(reader.notice("a", Kind::Booking)).await;
    assert_eq!(
        reader.town.wire.operations(),
        ["GetItem", "Query", "UpdateItem"]
    );
    assert_eq!(reader.town.telegram().calls().len(), 0);
}
