//! Batches of the queue of notices.

use frontdesk_tests::binary::TIME_OUT;
use serde_json::json;

use super::case::{Held, check_table};
use super::deployed::Deployed;
use super::sample;

/// One batch, and what it comes to in a world of its own. No message of a sample comes again.
pub(crate) struct Batch {
    pub(crate) file: &'static str,
    /// The updates that went before.
    after: &'static [&'static str],
    /// The batches that went before.
    then: &'static [&'static str],
    /// How many messages the superadmin has got in the end.
    sent: usize,
    keys: &'static [&'static str],
    holds: &'static [Held],
}

/// Ann has asked to join the staff.
const ASKED: &[&str] = &["text_join", "text_first_name", "text_last_name", "contact"];

const ROLE: &str = "notice#812345005-0 / notice";
const SHARE: &str = "notice#812345005-0.1 / notice";
const CHAT: &str = "person#42 / me#conversation";
const PHONE: &str = "phone#+998901234567 / phone";
const REQUEST: &str = "request#42 / request";

pub(crate) const BATCHES: [Batch; 5] = [
    Batch {
        file: "queue_request",
        after: ASKED,
        then: &[],
        sent: 0,
        keys: &[ROLE, SHARE, CHAT, PHONE, REQUEST],
        holds: &[(ROLE, "status", "sent"), (SHARE, "status", "pending")],
    },
    Batch {
        file: "queue_batch",
        after: ASKED,
        then: &["queue_request"],
        sent: 1,
        keys: &[
            "inbox",
            ROLE,
            SHARE,
            CHAT,
            PHONE,
            REQUEST,
            "trace#42 / inbox",
        ],
        holds: &[(ROLE, "status", "sent"), (SHARE, "status", "sent")],
    },
    Batch {
        file: "queue_bad_body",
        after: ASKED,
        then: &[],
        sent: 0,
        keys: &[
            ROLE,
            SHARE,
            "parked#messages / 604fa721-849a-559e-90e2-04d70403aa97",
            CHAT,
            PHONE,
            REQUEST,
        ],
        holds: &[(ROLE, "status", "sent")],
    },
    Batch {
        file: "queue_empty",
        after: &[],
        then: &[],
        sent: 0,
        keys: &[],
        holds: &[],
    },
    Batch {
        file: "queue_unknown_notice",
        after: &[],
        then: &[],
        sent: 0,
        keys: &[],
        holds: &[],
    },
];

#[tokio::test]
async fn every_batch_is_worked_off() {
    for batch in &BATCHES {
        let world = Deployed::start().await;
        for update in batch.after {
            world.play(update).await;
        }
        let notifier = world.notifier().await;
        for earlier in batch.then {
            notifier
                .invoke(sample::event(earlier), TIME_OUT)
                .await
                .unwrap();
        }
        let answer = notifier.invoke(sample::event(batch.file), TIME_OUT).await;
        assert_eq!(
            answer.unwrap(),
            json!({ "batchItemFailures": [] }),
            "{}",
            batch.file
        );
        assert_eq!(world.messages_to_boss(), batch.sent, "{}", batch.file);
        let table = world.table.dump().await;
        check_table(batch.file, &table, batch.keys, batch.holds);
    }
}
