//! Whose the items of the table are.

use crate::schedule::studio::{BOB, EVE, MAX};

/// Whether a press of that person may change an item, when `changed` is all that it changes.
pub(super) fn may_change(user: i64, key: &str, changed: &[String]) -> bool {
    let own = |kind: &str| key.starts_with(&format!("{kind}#{user} "));
    let acts = |kind: &str| {
        changed
            .iter()
            .any(|key| key.starts_with(&format!("{kind}#{user} ")))
    };
    let is = |kind: &str| key.starts_with(kind);
    let everybody = ["person", "client", "request", "inbox"].into_iter().any(own)
        || (is("find#") && key.ends_with(&format!("#{user}")))
        || (is("audience#") && key.ends_with(&format!("/ {user:013}")))
        || is("notice#")
        || is("phone#")
        // A client's booking stands on the master's day as well.
        || (is("master#") && key.contains("day#") && acts("client"));
    let master = own("master") || (is("client#") && acts("master"));
    let manager = is("shop#")
        || is("audit#")
        || is("roster#")
        || is("audience#")
        || is("request#")
        || key.ends_with("me#profile")
        || key.ends_with("/ terms")
        || (is("client#") && key.ends_with("/ head"));
    everybody || ([MAX, BOB].contains(&user) && master) || (user == EVE && manager)
}
