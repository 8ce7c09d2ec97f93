//! Alerts are sent by the monitor itself: a silent notifier may be what they are about.

use std::collections::BTreeSet;

use clock::Deadline;
use courier::Handled;
use outbox::NoticeRow;
use store::{Cause, StoreError};

use crate::Monitor;

/// What came of an alert in this run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Came {
    /// It has come to its end, or somebody else is at it.
    Through,
    /// It waits for a later run, because somebody else held its row.
    Behind,
    /// It waits for a later run.
    Nowhere,
}

impl Monitor {
    /// Sends these, the oldest first. Whoever did not get one gets no younger one in this run, so that
    /// nobody hears of an end before its beginning. Gives how many could not be sent by now.
    pub(crate) async fn send_alerts(&self, alerts: &[&NoticeRow], deadline: Deadline) -> usize {
        let (mut waiting, mut behind) = (0, BTreeSet::new());
        for alert in alerts {
            let person = alert.group();
            let came = if behind.contains(&person) {
                Came::Nowhere
            } else {
                self.send_alert(alert, deadline).await
            };
            if came != Came::Through {
                behind.insert(person);
            }
            waiting += usize::from(came == Came::Nowhere);
        }
        waiting
    }

    async fn send_alert(&self, alert: &NoticeRow, deadline: Deadline) -> Came {
        let error = match self.courier.deliver(&alert.id, deadline).await {
            Ok(Handled::Left | Handled::Ended(_) | Handled::Lost) => return Came::Through,
            Ok(Handled::PutBack(_) | Handled::NoTime) => return Came::Nowhere,
            Err(error) => error,
        };
        tracing::error!(notice = alert.id, %error, "an alert waits for the next run");
        match error {
            StoreError::Transient(Cause::Contended) => Came::Behind,
            _ => Came::Nowhere,
        }
    }
}
