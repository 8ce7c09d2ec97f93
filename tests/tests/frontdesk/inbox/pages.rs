use std::collections::BTreeSet;

use frontdesk_tests::Answer;
use frontdesk_tests::town::ANN;
use outbox::Kind;

use super::reader::Reader;

/// A reader with so many notices, one a minute, the newest with the highest number.
async fn with(count: usize) -> Reader {
    let reader = Reader::new().await;
    for number in 0..count {
        let notice = reader.notice(&format!("n{number:02}"), Kind::Booking);
        let end = outbox::InboxEntry::of(&notice, outbox::Status::Sent, reader.now());
        reader.puts(end.unwrap()).await;
        reader.passes(60);
    }
    reader
}

/// The notices on a page, in its order.
fn listed(page: &Answer) -> Vec<String> {
    let text = page.text();
    let words = text.split('“').skip(1);
    words.map(|rest| rest[..3].to_owned()).collect()
}

fn has(page: &Answer, label: &str) -> bool {
    page.call().to_string().contains(label)
}

/// Turns from the first page to the last one.
async fn all_pages(reader: &Reader) -> Vec<Vec<String>> {
    let mut page = reader.says(ANN, "/inbox").await;
    let mut pages = vec![listed(&page)];
    while has(&page, "Next ›") {
        page = reader.taps(&page, "Next ›").await;
        pages.push(listed(&page));
    }
    pages
}

#[tokio::test]
async fn twenty_five_fill_five_pages() {
    let reader = with(25).await;
    let pages = all_pages(&reader).await;
    let newest_first: Vec<_> = (0..25)
        .rev()
        .map(|number| format!("n{number:02}"))
        .collect();
    assert_eq!(pages.len(), 5);
    assert_eq!(pages.concat(), newest_first);
}

#[tokio::test]
async fn there_is_a_way_back_from_every_page() {
    let reader = with(25).await;
    let first = reader.says(ANN, "/inbox").await;
    let second = reader.taps(&first, "Next ›").await;
    let third = reader.taps(&second, "Next ›").await;
    let back = reader.taps(&third, "‹ Back").await;
    assert_eq!(listed(&back), listed(&second));
    let entry = reader.taps(&third, "3").await;
    let again = reader.taps(&entry, "‹ Inbox").await;
    let left: BTreeSet<_> = listed(&again).into_iter().collect();
    assert!(
        !left.contains("n12"),
        "it was read, and stands further behind"
    );
    assert!(left.contains("n11"), "{left:?}");
}

#[tokio::test]
async fn a_page_is_marked_as_read_and_goes_behind() {
    let reader = with(25).await;
    let first = reader.says(ANN, "/inbox").await;
    let second = reader.taps(&first, "Next ›").await;
    let marked = reader.taps(&second, "Mark all").await;
    assert!(marked.text().contains("5 notifications"), "{marked:?}");
    let pages = all_pages(&reader).await;
    assert_eq!(pages.concat().len(), 25);
    assert_eq!(pages[4], ["n19", "n18", "n17", "n16", "n15"]);
    assert_eq!(pages[1], ["n14", "n13", "n12", "n11", "n10"]);
}

#[tokio::test]
async fn what_comes_while_one_turns_hides_nothing() {
    let reader = with(12).await;
    let first = reader.says(ANN, "/inbox").await;
    reader.tell(reader.notice("n99", Kind::Booking)).await;
    let second = reader.taps(&first, "Next ›").await;
    assert_eq!(listed(&second), ["n06", "n05", "n04", "n03", "n02"]);
}

/// A page that was turned back to holds what precedes a place; what is read moves behind it.
#[tokio::test]
async fn a_page_that_was_read_empty_is_the_first_one() {
    let reader = with(6).await;
    let first = reader.says(ANN, "/inbox").await;
    let second = reader.taps(&first, "Next ›").await;
    let mut page = reader.taps(&second, "Back").await;
    for _ in 0..5 {
        let entry = reader.taps(&page, "1").await;
        page = reader.taps(&entry, "Inbox").await;
        assert!(!listed(&page).is_empty(), "{}", page.text());
    }
    assert_eq!(listed(&page)[0], "n00", "unread first");
}
