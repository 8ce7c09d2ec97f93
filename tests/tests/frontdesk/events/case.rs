//! What a sample for the webhook comes to.

use frontdesk_tests::binary::call;
use frontdesk_tests::table::Dump;
use serde_json::Value;

use super::deployed::Deployed;

/// One sample, and what it comes to in a world of its own.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) file: &'static str,
    /// The samples that went before it.
    pub(crate) after: &'static [&'static str],
    pub(crate) answer: Answer,
    /// The keys of all items that the table has in the end.
    pub(crate) keys: &'static [&'static str],
    /// What is in them.
    pub(crate) holds: &'static [Held],
}

/// A key, one of the item's attributes, and what its value contains; an attribute that is not
/// there contains nothing.
pub(crate) type Held = (&'static str, &'static str, &'static str);

/// The function's answer.
#[derive(Debug)]
pub(crate) enum Answer {
    /// 200 without a body.
    Silent,
    /// 200 with a call of the Bot API.
    Call {
        method: &'static str,
        to: To,
        says: &'static str,
    },
    /// That status, and a body that is no call and contains this.
    Plain(u16, &'static str),
}

/// Whom a call is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum To {
    Chat(i64),
    Press(&'static str),
}

/// A message to Ann, in private.
pub(crate) const fn says(text: &'static str) -> Answer {
    Answer::Call {
        method: "sendMessage",
        to: To::Chat(42),
        says: text,
    }
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Silent | Self::Call { .. } => 200,
            Self::Plain(status, _) => *status,
        }
    }

    fn check(&self, file: &str, answer: &Value) {
        assert_eq!(answer["statusCode"], self.status(), "{file}: {answer}");
        let body = answer["body"].as_str().unwrap_or_default();
        match self {
            Self::Silent => assert_eq!(body, "", "{file}: {answer}"),
            Self::Plain(_, text) => assert!(body.contains(text), "{file}: {answer}"),
            Self::Call { method, to, says } => {
                let call = call(answer);
                assert_eq!(call["method"], *method, "{file}: {answer}");
                match to {
                    To::Chat(id) => assert_eq!(call["chat_id"], *id, "{file}: {answer}"),
                    To::Press(id) => assert_eq!(call["callback_query_id"], *id, "{file}: {answer}"),
                }
                let text = call["text"].as_str().unwrap_or_default();
                assert!(text.contains(says), "{file}: {answer}");
            }
        }
    }
}

impl Case {
    /// Plays the sample, and holds the answer and the table against what is expected.
    pub(crate) async fn check(&self) {
        let world = Deployed::start().await;
        for earlier in self.after {
            world.play(earlier).await;
        }
        let before = world.table.dump().await;
        let answer = world.play(self.file).await;
        self.answer.check(self.file, &answer);
        let after = world.table.dump().await;
        if let Answer::Plain(..) = self.answer {
            assert_eq!(before, after, "{}", self.file);
        }
        check_table(self.file, &after, self.keys, self.holds);
    }
}

/// Holds the whole table against the keys that it should have, and some of what is in it. The rows
/// by which a person is found are left out: they follow from the profile. Of an entry of an inbox, and of
/// its trace, the part of the key counts that stands before the time.
pub(crate) fn check_table(file: &str, table: &Dump, keys: &[&str], holds: &[Held]) {
    let found = table.keys().map(String::as_str);
    let found = found.filter(|key| !key.starts_with("find#"));
    let found: Vec<&str> = found.map(untimed).collect();
    assert_eq!(found, keys, "{file}");
    for (key, attribute, part) in holds {
        let value = table[*key].get(*attribute).cloned().unwrap_or_default();
        assert!(
            value.contains(part) && (!part.is_empty() || value.is_empty()),
            "{file}: {key} has {attribute} {value}"
        );
    }
}

fn untimed(key: &str) -> &str {
    let end = ["#1 / 0#", "#1#"]
        .iter()
        .find_map(|before| key.find(before));
    if key.contains("inbox#") {
        &key[..end.unwrap_or(key.len())]
    } else {
        key
    }
}
