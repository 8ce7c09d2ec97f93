use jiff::Timestamp;
use outbox::{Delivery, NoticeRow, Priority, Status};

/// What stands between a notice and its recipient.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Gate {
    /// Nothing: it is sent.
    Open,
    /// It comes to its end without a send.
    End(Status, &'static str),
    /// It waits until then.
    Until(Timestamp),
}

/// Telegram's refusals hold for every notice. What the person wants holds for those that are not
/// urgent, and not for a file, which the person has just asked for.
pub(crate) fn gate(notice: &NoticeRow, of: &Delivery, now: Timestamp) -> Gate {
    let disturbs = notice.priority < Priority::Urgent && notice.document.is_none();
    if disturbs && of.is_off(notice.kind) {
        return Gate::End(Status::Sent, "inbox only");
    }
    if of.unreachable {
        return Gate::End(Status::Failed, "the person cannot be reached");
    }
    let held = of.hold_until.filter(|until| *until > now);
    let quiet = of.quiet_until(now).filter(|_| disturbs);
    held.max(quiet).map_or(Gate::Open, Gate::Until)
}

#[cfg(test)]
mod tests {
    use diary::{TimeOfDay, Zone};
    use jiff::SignedDuration;
    use locales::Phrase;
    use outbox::{Draft, Kind, Quiet, Recipient};
    use telegram::Document;

    use super::*;

    /// 22:30 in universal time.
    const NOW: &str = "2026-03-02T22:30:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn notice(priority: Priority) -> NoticeRow {
        let text = Phrase::new("request-rejected");
        let draft = Draft::new(Recipient::Person(42), Kind::Access, text);
        NoticeRow::new("1-0".into(), Draft { priority, ..draft }, now())
    }

    /// Access is switched off, and nights are quiet.
    fn picky() -> Delivery {
        let [from, to] = [22, 8].map(|hour| TimeOfDay::new(hour * 60).unwrap());
        Delivery {
            quiet: Quiet::between(from, to, &Zone::default()),
            ..Delivery::open(42).switched_off(Kind::Access)
        }
    }

    #[test]
    fn what_is_switched_off_stays_in_the_inbox() {
        let end = Gate::End(Status::Sent, "inbox only");
        for priority in [Priority::Low, Priority::Normal, Priority::High] {
            assert_eq!(gate(&notice(priority), &picky(), now()), end);
        }
        let other = picky()
            .switched_on(Kind::Access)
            .switched_off(Kind::Booking);
        let until = Gate::Until("2026-03-03T08:00:00Z".parse().unwrap());
        assert_eq!(gate(&notice(Priority::Normal), &other, now()), until);
    }

    #[test]
    fn what_is_urgent_or_asked_for_passes() {
        assert_eq!(gate(&notice(Priority::Urgent), &picky(), now()), Gate::Open);
        let file = NoticeRow {
            document: Document::new("a.ics", "text/calendar", "x").ok(),
            ..notice(Priority::Normal)
        };
        assert_eq!(gate(&file, &picky(), now()), Gate::Open);
    }

    #[test]
    fn telegrams_no_holds_for_what_is_urgent() {
        let gone = Delivery {
            unreachable: true,
            ..picky()
        };
        let gone = gate(&notice(Priority::Urgent), &gone, now());
        assert!(matches!(gone, Gate::End(Status::Failed, _)), "{gone:?}");
        let later = now() + SignedDuration::from_mins(5);
        let held = Delivery {
            hold_until: Some(later),
            ..picky()
        };
        let held = gate(&notice(Priority::Urgent), &held, now());
        assert_eq!(held, Gate::Until(later));
    }

    #[test]
    fn the_longer_wait_counts() {
        let quiet = picky().switched_on(Kind::Access);
        for (hours, end) in [(1, "2026-03-03T08:00:00Z"), (24, "2026-03-03T22:30:00Z")] {
            let held = Delivery {
                hold_until: Some(now() + SignedDuration::from_hours(hours)),
                ..quiet.clone()
            };
            let end = Gate::Until(end.parse().unwrap());
            assert_eq!(gate(&notice(Priority::Normal), &held, now()), end);
        }
    }
}
