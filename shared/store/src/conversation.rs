use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::record::{Attributes, integer, number, text, version};
use crate::{Item, Pace, RecentIds, StoreError};

/// What is remembered of one person in one chat.
///
/// | attribute | what |
/// |---|---|
/// | `v` | version, one more at each write |
/// | `d`, `ds` | the dialogue as JSON, and the version of its schema; absent when idle |
/// | `mi`, `mr` | ids and last reply of the queue of messages and everything else |
/// | `ci`, `cr` | the same of the queue of callback queries |
/// | `pc` | when the last state changes happened |
/// | `at` | attempts at old updates |
/// | `al` | the album that was answered last |
/// | `ttl` | forgotten after 90 days without a change |
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Conversation {
    /// 0 when nothing is stored yet.
    pub version: u64,
    /// The open dialogue; `None` when idle.
    pub dialogue: Option<StoredDialogue>,
    /// What is known of the queue of messages and everything else.
    pub rest: QueueMemory,
    /// What is known of the queue of callback queries.
    pub callbacks: QueueMemory,
    /// When the last state changes happened.
    pub pace: Pace,
    /// How often old updates have been tried.
    pub attempts: Attempts,
    /// The album (`media_group_id`) that was answered last.
    pub album: Option<String>,
}

/// A dialogue as it is stored: what its schema version means is known above the store.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredDialogue {
    /// The schema version that it was written with.
    pub schema: u16,
    /// JSON.
    pub json: String,
}

/// The last updates of one Telegram queue, and the last reply to one of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct QueueMemory {
    /// The last state-changing updates.
    pub ids: RecentIds,
    /// The reply to the last one that had a reply.
    pub reply: Option<StoredReply>,
}

/// A reply as it is stored, with the update that it answers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredReply {
    /// The update that it answers.
    pub update_id: i64,
    /// JSON.
    pub json: String,
}

/// How often old updates have been tried: update id and count, newest last.
///
/// Usually empty. A few places, since several Telegram queues end in one conversation.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Attempts(Vec<(i64, u8)>);

impl Attempts {
    const CAPACITY: usize = 4;

    /// Counts one more attempt at an update, and tells which one it is (1 for the first).
    pub fn count(&mut self, update_id: i64) -> u8 {
        let before = self
            .0
            .iter()
            .find(|(id, _)| *id == update_id)
            .map_or(0, |(_, count)| *count);
        self.forget(update_id);
        if self.0.len() >= Self::CAPACITY {
            self.0.remove(0);
        }
        let count = before.saturating_add(1);
        self.0.push((update_id, count));
        count
    }

    /// Takes one count back: the attempt came to an end that was not the update's fault.
    pub fn take_back(&mut self, update_id: i64) {
        for (id, count) in &mut self.0 {
            if *id == update_id {
                *count = count.saturating_sub(1);
            }
        }
        self.0.retain(|(_, count)| *count > 0);
    }

    /// Forgets an update that has come to its end.
    pub fn forget(&mut self, update_id: i64) {
        self.0.retain(|(id, _)| *id != update_id);
    }

    fn to_text(&self) -> String {
        let entries: Vec<_> = self
            .0
            .iter()
            .map(|(id, count)| format!("{id}:{count}"))
            .collect();
        entries.join(" ")
    }

    fn from_text(text: &str) -> Option<Self> {
        let entry = |part: &str| {
            let (id, count) = part.split_once(':')?;
            Some((id.parse().ok()?, count.parse().ok()?))
        };
        text.split_whitespace()
            .map(entry)
            .collect::<Option<_>>()
            .map(Self)
    }
}

const KEPT_FOR: jiff::SignedDuration = jiff::SignedDuration::from_hours(90 * 24);

/// The attributes that hold what was said: the dialogue and the last replies.
pub(crate) const SAID: [&str; 4] = ["d", "ds", "mr", "cr"];

impl Conversation {
    /// Reads a conversation's item.
    ///
    /// # Errors
    /// [`StoreError::Fault`] when it is damaged. An unknown dialogue is no damage.
    pub fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            version: version(item)?,
            dialogue: dialogue(item)?,
            rest: QueueMemory {
                ids: ids(item, "mi")?,
                reply: reply(item, "mr")?,
            },
            callbacks: QueueMemory {
                ids: ids(item, "ci")?,
                reply: reply(item, "cr")?,
            },
            pace: unpacked(item, "pc", Pace::unpack)?,
            attempts: optional(item, "at", |value| Attempts::from_text(value.as_s().ok()?))?
                .unwrap_or_default(),
            album: text(item, "al").map(str::to_owned),
        })
    }

    /// Whether nothing of what was said is kept: neither a dialogue nor a reply.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let replies = [&self.rest.reply, &self.callbacks.reply];
        self.dialogue.is_none() && replies.iter().all(|reply| reply.is_none())
    }

    /// Forgets the last replies; which updates were seen stays.
    pub fn forget_replies(&mut self) {
        self.rest.reply = None;
        self.callbacks.reply = None;
    }

    pub(crate) fn to_attributes(&self, now: Timestamp) -> Attributes {
        let mut writer = Writer(Attributes {
            set: Item::new(),
            remove: Vec::new(),
        });
        let dialogue = self.dialogue.as_ref();
        writer.put(
            "d",
            dialogue.map(|dialogue| AttributeValue::S(dialogue.json.clone())),
        );
        writer.put("ds", dialogue.map(|dialogue| number(dialogue.schema)));
        for (queue, ids, reply) in [(&self.rest, "mi", "mr"), (&self.callbacks, "ci", "cr")] {
            writer.put(
                ids,
                (!queue.ids.is_empty()).then(|| AttributeValue::B(queue.ids.pack().into())),
            );
            writer.put(reply, queue.reply.as_ref().map(reply_value));
        }
        writer.put(
            "pc",
            (!self.pace.is_empty()).then(|| AttributeValue::B(self.pace.pack().into())),
        );
        writer.put(
            "at",
            (!self.attempts.0.is_empty()).then(|| AttributeValue::S(self.attempts.to_text())),
        );
        writer.put("al", self.album.clone().map(AttributeValue::S));
        writer.put("ttl", Some(number((now + KEPT_FOR).as_second())));
        writer.0
    }
}

struct Writer(Attributes);

impl Writer {
    fn put(&mut self, name: &'static str, value: Option<AttributeValue>) {
        match value {
            Some(value) => drop(self.0.set.insert(name.into(), value)),
            None => self.0.remove.push(name),
        }
    }
}

fn reply_value(reply: &StoredReply) -> AttributeValue {
    AttributeValue::S(format!("{} {}", reply.update_id, reply.json))
}

fn reply(item: &Item, name: &str) -> Result<Option<StoredReply>, StoreError> {
    optional(item, name, |value| {
        let (id, json) = value.as_s().ok()?.split_once(' ')?;
        Some(StoredReply {
            update_id: id.parse().ok()?,
            json: json.to_owned(),
        })
    })
}

fn dialogue(item: &Item) -> Result<Option<StoredDialogue>, StoreError> {
    let schema = integer(item, "ds").unwrap_or_default();
    optional(item, "d", |value| {
        Some(StoredDialogue {
            schema,
            json: value.as_s().ok()?.clone(),
        })
    })
}

fn ids(item: &Item, name: &str) -> Result<RecentIds, StoreError> {
    unpacked(item, name, RecentIds::unpack)
}

fn unpacked<T: Default>(
    item: &Item,
    name: &str,
    unpack: fn(&[u8]) -> Option<T>,
) -> Result<T, StoreError> {
    let read = optional(item, name, |value| unpack(value.as_b().ok()?.as_ref()))?;
    Ok(read.unwrap_or_default())
}

fn optional<T>(
    item: &Item,
    name: &str,
    read: impl Fn(&AttributeValue) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let damaged = || StoreError::fault(format!("a conversation's attribute {name} is damaged"));
    item.get(name)
        .map(|value| read(value).ok_or_else(damaged))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_counted_per_update() {
        let mut attempts = Attempts::default();
        assert_eq!(
            [attempts.count(7), attempts.count(8), attempts.count(7)],
            [1, 1, 2]
        );
        let restored = Attempts::from_text(&attempts.to_text()).unwrap();
        assert_eq!(restored, attempts);
        attempts.forget(7);
        assert_eq!(attempts.count(7), 1);
    }

    #[test]
    fn an_item_reads_back_as_written() {
        let mut conversation = Conversation {
            version: 3,
            album: Some("a".into()),
            ..Default::default()
        };
        conversation.dialogue = Some(StoredDialogue {
            schema: 2,
            json: "{}".into(),
        });
        conversation.callbacks.ids.push(9);
        conversation.callbacks.reply = Some(StoredReply {
            update_id: 9,
            json: r#"{"a": "b c"}"#.into(),
        });
        conversation.pace.push(1_800_000_000_000);
        conversation.attempts.count(5);
        let mut item = conversation.to_attributes(Timestamp::UNIX_EPOCH).set;
        item.insert("v".into(), number(3));
        assert_eq!(Conversation::from_item(&item), Ok(conversation));
    }

    #[test]
    fn damage_is_a_fault_not_an_absence() {
        let item = Item::from([("v".into(), number(1)), ("mi".into(), number(5))]);
        assert!(matches!(
            Conversation::from_item(&item),
            Err(StoreError::Fault(_))
        ));
    }
}
