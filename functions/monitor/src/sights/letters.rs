use std::time::Duration;

use jiff::Timestamp;
use locales::Phrase;
use store::Shelved;
use watch::Cause;

use super::Finding;
use crate::dead_letters::Letters;

/// What is seen of the queues' dead letters. A queue that does not answer may have some.
pub(crate) fn dead_letters(queues: &[Letters], now: Timestamp) -> Finding {
    let filled = queues
        .iter()
        .filter(|queue| queue.count.is_some_and(|count| count > 0));
    let named: Vec<_> = filled
        .map(|queue| format!("{}: {}", queue.queue, queue.count.unwrap_or_default()))
        .collect();
    if !named.is_empty() {
        let named = named.join(", ");
        let finding = Finding::wrong(Cause::DeadLetters, now, Duration::ZERO);
        return finding.said(|text| text.with("queues", named.as_str()), named.clone());
    }
    if queues.iter().any(|queue| queue.count.is_none()) {
        return Finding::unseen(Cause::DeadLetters);
    }
    Finding::fine(Cause::DeadLetters)
}

/// What is seen of what was parked, at most `most` of it.
pub(crate) fn parked(shelved: &[Shelved], most: usize) -> Finding {
    let Some(first) = shelved.first() else {
        return Finding::fine(Cause::Parked);
    };
    let messages = shelved.iter().filter(|one| one.key.is_parked_message());
    let messages = messages.count();
    let updates = shelved.len() - messages;
    let more = if shelved.len() < most { "" } else { "+" };
    let say = |text: Phrase| {
        let text = text.with("updates", format!("{updates}{more}"));
        text.with("messages", format!("{messages}{more}"))
    };
    let finding = Finding::wrong(Cause::Parked, first.at, Duration::ZERO);
    finding.said(
        say,
        format!("{updates}{more} updates, {messages}{more} messages"),
    )
}

#[cfg(test)]
mod tests {
    use watch::Sight;

    use super::*;

    fn queue(name: &str, count: Option<u64>) -> Letters {
        Letters {
            queue: name.to_owned(),
            count,
        }
    }

    #[test]
    fn a_queue_that_is_silent_may_have_some() {
        let look = |queues: &[Letters]| dead_letters(queues, Timestamp::UNIX_EPOCH);
        let (empty, silent) = (queue("a", Some(0)), queue("b", None));
        assert_eq!(look(&[]).sight, Sight::Fine);
        assert_eq!(look(std::slice::from_ref(&empty)).sight, Sight::Fine);
        assert_eq!(look(&[empty, silent.clone()]).sight, Sight::Unseen);
        let found = look(&[queue("c", Some(3)), silent]);
        assert!(matches!(found.sight, Sight::Wrong { .. }));
        assert_eq!(found.numbers, "c: 3");
    }
}
