use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use outbox::{Kind, NoticeRow};
use watch::{Cause, Watch};

use super::Finding;
use crate::spelled::{length, moment};

/// A notice that is due for longer than this is old.
const OLD: SignedDuration = SignedDuration::from_mins(5);

/// After a pause of the monitor much is old, and goes out within this time.
const CATCHING_UP: Duration = Duration::from_secs(90);

/// A row that was due for longer than this was not looked at by a monitor that runs.
const PAUSE: SignedDuration = SignedDuration::from_mins(3);

/// What a run knows of notices that wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OldNotices<'a> {
    /// The rows that are due now, or a part of them where there are very many.
    pub(crate) due: &'a [NoticeRow],
    /// The one that was the oldest in an earlier run: while it is rung for again and again it is
    /// not always due.
    pub(crate) oldest: Option<&'a NoticeRow>,
}

/// What is seen of the notices that wait. Alerts are left out: what they cannot do is no reason
/// for another one.
pub(crate) fn old_notices(known: OldNotices<'_>, watch: &mut Watch, now: Timestamp) -> Finding {
    let all = known.due.iter().chain(known.oldest);
    let old = all.filter(|row| age(row, now).is_some_and(|age| age > OLD));
    let oldest = old.clone().min_by_key(|row| waits_since(row));
    watch.seen.notice = oldest.map(|row| row.id.clone());
    let Some(oldest) = oldest else {
        return Finding::fine(Cause::OldNotices);
    };
    let again = known
        .oldest
        .is_some_and(|row| known.due.iter().any(|due| due.id == row.id));
    let count = i64::try_from(old.count() - usize::from(again)).unwrap_or(i64::MAX);
    let since = waits_since(oldest);
    let waits = now.duration_since(since);
    let say = |text: locales::Phrase| {
        let text = text.with("count", count).with("waits", length(waits));
        text.with("oldest", moment(since))
    };
    let finding = Finding::wrong(Cause::OldNotices, now, patience(oldest, now));
    let numbers = format!("{count} are late, the oldest by {} s", waits.as_secs());
    finding.said(say, numbers)
}

/// Nobody looked, though the monitor has rung lately: it does not have to be waited for.
fn patience(row: &NoticeRow, now: Timestamp) -> Duration {
    let lately = row
        .wake_at
        .is_some_and(|wake| now.duration_since(wake) <= PAUSE);
    if row.unheard > 0 && lately {
        Duration::ZERO
    } else {
        CATCHING_UP
    }
}

/// For how long it has been waiting; `None` for one that does not wait.
fn age(row: &NoticeRow, now: Timestamp) -> Option<SignedDuration> {
    let leased = row.lease_until.is_some_and(|until| until > now);
    let waits = !row.status.is_final() && row.kind != Kind::SystemMaintenance && !leased;
    waits.then(|| now.duration_since(waits_since(row)))
}

fn waits_since(row: &NoticeRow) -> Timestamp {
    row.due.unwrap_or(row.created)
}

#[cfg(test)]
mod tests {
    use locales::Phrase;
    use outbox::{Draft, Recipient, Status};
    use watch::Sight;

    use super::*;

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    fn row(kind: Kind) -> NoticeRow {
        let draft = Draft::new(Recipient::Person(42), kind, Phrase::new("request-rejected"));
        NoticeRow::new("1-0".into(), draft, minute(0))
    }

    fn look(due: &[NoticeRow], now: i64) -> Sight {
        let known = OldNotices { due, oldest: None };
        old_notices(known, &mut Watch::default(), minute(now)).sight
    }

    #[test]
    fn what_nobody_looks_at_is_old_after_five_minutes() {
        let unheard = NoticeRow {
            unheard: 2,
            wake_at: Some(minute(6)),
            ..row(Kind::Booking)
        };
        assert_eq!(look(std::slice::from_ref(&unheard), 5), Sight::Fine);
        let (since, patience) = (minute(6), Duration::ZERO);
        assert_eq!(look(&[unheard], 6), Sight::Wrong { since, patience });
    }

    #[test]
    fn after_a_pause_it_gets_a_chance() {
        let (since, patience) = (minute(60), CATCHING_UP);
        let late = Sight::Wrong { since, patience };
        assert_eq!(look(&[row(Kind::Booking)], 60), late);
        let unheard = NoticeRow {
            unheard: 1,
            ..row(Kind::Booking)
        };
        assert_eq!(look(&[unheard], 60), late, "nobody rang for an hour");
    }

    #[test]
    fn what_is_put_back_or_ended_does_not_wait() {
        let later = NoticeRow {
            due: Some(minute(58)),
            ..row(Kind::Booking)
        };
        let ended = row(Kind::Booking).ended(Status::Sent, None, minute(1));
        let leased = NoticeRow {
            lease_until: Some(minute(61)),
            ..row(Kind::Booking)
        };
        let alert = row(Kind::SystemMaintenance);
        assert_eq!(look(&[later, ended, leased, alert], 60), Sight::Fine);
    }

    #[test]
    fn the_oldest_is_kept_in_sight() {
        let (mut watch, old) = (Watch::default(), row(Kind::Booking));
        let known = OldNotices {
            due: std::slice::from_ref(&old),
            oldest: None,
        };
        old_notices(known, &mut watch, minute(10));
        assert_eq!(watch.seen.notice.as_deref(), Some("1-0"));
        let known = OldNotices {
            due: &[],
            oldest: Some(&old),
        };
        let finding = old_notices(known, &mut watch, minute(11));
        assert!(matches!(finding.sight, Sight::Wrong { .. }));
        let sent = old.ended(Status::Sent, None, minute(11));
        let known = OldNotices {
            due: &[],
            oldest: Some(&sent),
        };
        assert_eq!(
            old_notices(known, &mut watch, minute(12)).sight,
            Sight::Fine
        );
        assert_eq!(watch.seen.notice, None);
    }
}
