use super::*;

/// What one query has brought of a language's people, and whether it goes on.
fn page(users: &[i64], next: Option<Turn>) -> Page<AudienceRow> {
    let rows = users
        .iter()
        .map(|user| AudienceRow::new(*user, Language::En));
    Page {
        records: rows.collect(),
        back: None,
        next,
    }
}

#[test]
fn languages_are_merged_by_their_ids() {
    let pages = [page(&[3, 9], None), page(&[], None), page(&[1, 5], None)];
    assert_eq!(merged(&pages, 0, 4).unwrap(), (vec![1, 3, 5, 9], false));
    assert_eq!(merged(&pages, 0, 3).unwrap(), (vec![1, 3, 5], true));
}

/// Queries side by side can find both rows of who changes the language meanwhile.
#[test]
fn who_is_found_twice_is_met_once() {
    let pages = [page(&[3, 9], None), page(&[3, 5], None)];
    assert_eq!(merged(&pages, 0, 9).unwrap(), (vec![3, 5, 9], false));
}

/// DynamoDB may cut any page short: what follows its end is not certain to be next.
#[test]
fn nobody_beyond_a_cut_is_taken() {
    let pages = [page(&[1, 4], Some(Turn::First)), page(&[2, 5, 6], None)];
    assert_eq!(merged(&pages, 0, 9).unwrap(), (vec![1, 2, 4], true));
    let nothing = [page(&[], Some(Turn::First)), page(&[2], None)];
    let none = merged(&nothing, 0, 9).unwrap_err();
    assert!(matches!(none, StoreError::Transient(Cause::HalfAnswer)));
}
