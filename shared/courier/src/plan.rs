use jiff::Timestamp;
use outbox::{NoticeRow, Policy, Recipient, Status};

use crate::judge::MAX_ATTEMPTS;

/// What a look at a row comes to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Plan {
    /// It has ended, is not due, or somebody is sending it.
    Leave,
    /// It comes to its end without a send.
    End(Status, &'static str),
    /// It is for a role: everybody who has it gets a row of their own.
    Expand(String),
    /// It is claimed and sent.
    Send(i64),
}

pub(crate) fn plan(row: &NoticeRow, now: Timestamp) -> Plan {
    if row.status.is_final() {
        return Plan::Leave;
    }
    match row.lease_until {
        Some(until) if until > now => return Plan::Leave,
        Some(_) if row.policy == Policy::Record => {
            return Plan::End(Status::Unknown, "nobody knows how the send ended");
        }
        Some(_) if row.attempts + 1 >= MAX_ATTEMPTS => {
            return Plan::End(Status::Unknown, "five sends without an end");
        }
        _ => {}
    }
    if row.valid_until.is_some_and(|until| until < now) {
        return Plan::End(Status::Expired, "too late");
    }
    if row.due.is_some_and(|due| due > now) {
        return Plan::Leave;
    }
    match &row.to {
        Recipient::Person(id) => Plan::Send(*id),
        Recipient::Role(role) => Plan::Expand(role.clone()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use locales::Phrase;
    use outbox::{Draft, Kind, Priority};

    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn row(priority: Priority) -> NoticeRow {
        let draft = Draft::new(
            Recipient::Person(42),
            Kind::Access,
            Phrase::new("request-rejected"),
        );
        NoticeRow::new("1-0".into(), Draft { priority, ..draft }, now())
    }

    #[test]
    fn a_live_lease_is_left_alone() {
        let leased = NoticeRow {
            lease_until: Some(now() + SignedDuration::from_secs(1)),
            ..row(Priority::Urgent)
        };
        assert_eq!(plan(&leased, now()), Plan::Leave);
    }

    #[test]
    fn a_dead_lease_follows_the_policy() {
        let dead = |priority| NoticeRow {
            lease_until: Some(now()),
            ..row(priority)
        };
        assert!(matches!(
            plan(&dead(Priority::Normal), now()),
            Plan::End(Status::Unknown, _)
        ));
        assert_eq!(plan(&dead(Priority::Urgent), now()), Plan::Send(42));
        let tried = NoticeRow {
            attempts: 4,
            ..dead(Priority::Urgent)
        };
        assert!(matches!(plan(&tried, now()), Plan::End(Status::Unknown, _)));
    }

    #[test]
    fn what_is_late_expires_and_what_is_early_waits() {
        let second = SignedDuration::from_secs(1);
        let late = NoticeRow {
            valid_until: Some(now() - second),
            ..row(Priority::Normal)
        };
        assert_eq!(plan(&late, now()), Plan::End(Status::Expired, "too late"));
        let early = NoticeRow {
            due: Some(now() + second),
            ..row(Priority::Normal)
        };
        assert_eq!(plan(&early, now()), Plan::Leave);
        assert_eq!(plan(&early, now() + second), Plan::Send(42));
    }
}
