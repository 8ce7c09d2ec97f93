use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use telegram::{WebhookInfo, truncate_chars};
use watch::{Cause, PAUSE, Pending, Watch};

use super::Finding;
use crate::spelled::moment;

/// A deployment may register the webhook anew: that is over within this time.
const DEPLOYING: Duration = Duration::from_secs(90);

/// Where nobody has registered it yet, somebody is about to.
const REGISTERING: Duration = Duration::from_secs(30 * 60);

/// An error that is older than this has passed.
const RECENT: SignedDuration = SignedDuration::from_mins(5);

/// More waiting updates than this are many.
const MANY: u64 = 50;

/// Growing is to grow in so many runs in a row: the first of many is no flood.
const RISES: u32 = 2;

/// The most characters of an address that are shown.
const ADDRESS_LIMIT: usize = 200;

/// What Telegram knows of the webhook whose address is `ours`: three findings.
pub(crate) fn webhook(
    info: &WebhookInfo,
    ours: &str,
    watch: &mut Watch,
    now: Timestamp,
) -> [Finding; 3] {
    [
        address(info, ours, watch, now),
        errors(info, now),
        pending(info.pending_update_count, watch, now),
    ]
}

fn address(info: &WebhookInfo, ours: &str, watch: &mut Watch, now: Timestamp) -> Finding {
    if info.url == ours {
        watch.seen.registered = true;
        return Finding::fine(Cause::WebhookUrl);
    }
    let (patience, registered) = match (info.url.as_str(), watch.seen.registered) {
        ("", false) => (REGISTERING, "–"),
        ("", true) => (DEPLOYING, "–"),
        (url, _) => (DEPLOYING, truncate_chars(url, ADDRESS_LIMIT)),
    };
    let say = |text: locales::Phrase| {
        let ours = truncate_chars(ours, ADDRESS_LIMIT);
        text.with("registered", registered).with("ours", ours)
    };
    let finding = Finding::wrong(Cause::WebhookUrl, now, patience);
    let numbers = if info.url.is_empty() {
        "none"
    } else {
        "another"
    };
    finding.said(say, numbers.to_owned())
}

fn errors(info: &WebhookInfo, now: Timestamp) -> Finding {
    let at = info.last_error_date;
    let at = at.and_then(|at| Timestamp::from_second(at).ok());
    let Some(at) = at.filter(|at| now.duration_since(*at) <= RECENT) else {
        return Finding::fine(Cause::WebhookErrors);
    };
    let message = info.last_error_message.as_deref().unwrap_or("–");
    let waiting = i64::try_from(info.pending_update_count).unwrap_or(i64::MAX);
    let say = |text: locales::Phrase| {
        let text = text.with("message", message).with("waiting", waiting);
        text.with("last", moment(at))
    };
    let finding = Finding::wrong(Cause::WebhookErrors, at, Duration::ZERO);
    finding.said(say, format!("{message}; {waiting} updates wait"))
}

/// Many, and growing; over when there are not many any more. What was seen before a pause of the
/// monitor does not count.
fn pending(count: u64, watch: &mut Watch, now: Timestamp) -> Finding {
    let before = watch.seen.pending.take();
    if count <= MANY {
        return Finding::fine(Cause::PendingUpdates);
    }
    let lately = |at: Timestamp| now.duration_since(at) <= PAUSE;
    let rises = match before.filter(|before| before.at.is_some_and(lately)) {
        Some(before) if count > before.count => before.rises + 1,
        _ => 0,
    };
    let at = Some(now);
    watch.seen.pending = Some(Pending { count, rises, at });
    if rises < RISES && !watch.is_on(Cause::PendingUpdates) {
        return Finding::fine(Cause::PendingUpdates);
    }
    let finding = Finding::wrong(Cause::PendingUpdates, now, Duration::ZERO);
    let waiting = i64::try_from(count).unwrap_or(i64::MAX);
    let numbers = format!("{count} updates wait");
    finding.said(|text| text.with("waiting", waiting), numbers)
}

#[cfg(test)]
mod tests {
    use watch::Sight;

    use super::*;

    const OURS: &str = "https://bot.example.org/telegram";

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    fn info(url: &str) -> WebhookInfo {
        WebhookInfo {
            url: url.to_owned(),
            ..WebhookInfo::default()
        }
    }

    fn patience(finding: &Finding) -> Option<Duration> {
        match finding.sight {
            Sight::Wrong { patience, .. } => Some(patience),
            Sight::Fine | Sight::Unseen => None,
        }
    }

    #[test]
    fn an_address_that_is_gone_is_missed_sooner() {
        let mut watch = Watch::default();
        let mut look = |url| patience(&address(&info(url), OURS, &mut watch, now()));
        assert_eq!(look(""), Some(REGISTERING));
        assert_eq!(look("https://other.example.org/"), Some(DEPLOYING));
        assert_eq!(look(OURS), None);
        assert_eq!(look(""), Some(DEPLOYING));
    }

    #[test]
    fn an_error_passes_after_five_minutes() {
        let look = |seconds: i64| {
            let last_error_date = Some(now().as_second() - seconds);
            let info = WebhookInfo {
                last_error_date,
                ..info(OURS)
            };
            patience(&errors(&info, now()))
        };
        assert_eq!(look(300), Some(Duration::ZERO));
        assert_eq!(look(301), None);
        assert_eq!(patience(&errors(&info(OURS), now())), None);
    }

    #[test]
    fn many_that_grow_twice_are_too_many() {
        let mut watch = Watch::default();
        let mut looks = Vec::new();
        for count in [40, 51, 80, 80, 90, 91, 90, 50] {
            let finding = pending(count, &mut watch, now());
            (_, watch) = watch.judge(finding.cause, finding.sight, &[], now());
            looks.push(finding.sight == Sight::Fine);
        }
        assert_eq!(looks, [true, true, true, true, true, false, false, true]);
        assert_eq!(watch.seen.pending, None);
    }

    #[test]
    fn what_grew_before_a_pause_is_forgotten() {
        let mut watch = Watch::default();
        let mut looks = Vec::new();
        for (minute, count) in [(0, 60), (1, 70), (5, 80), (6, 90), (7, 100)] {
            let now = now() + SignedDuration::from_mins(minute);
            looks.push(pending(count, &mut watch, now).sight == Sight::Fine);
        }
        assert_eq!(looks, [true, true, true, true, false]);
    }
}
