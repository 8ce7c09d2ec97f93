//! Who is in the hall, and how they come and go.

use broadcast::AudienceRow;
use locales::Language;
use outbox::{Enrolled, Roster};
use store::Record;
use telegram_server::{Person, UserId};

use super::Hall;

impl Hall {
    /// These come in.
    pub fn admit_all(&self, people: impl IntoIterator<Item = (i64, Language)>) {
        let admitted = people.into_iter().map(|(user, language)| {
            self.admit(user);
            item(&AudienceRow::new(user, language))
        });
        self.table.fill(admitted.collect::<Vec<_>>());
    }

    /// Somebody comes in whom no broadcast finds.
    pub fn admit(&self, user: i64) {
        let telegram = self.telegram();
        telegram.add_person(Person::new(user, "P"));
        let said = telegram.say(UserId(user), UserId(user), "/start");
        said.expect("people may write to the bot");
    }

    /// These people are masters, and nobody else.
    pub async fn enroll(&self, people: &[i64]) {
        let enrolled = |id: &i64| Enrolled {
            id: *id,
            name: "P".to_owned(),
        };
        let roster = Roster {
            role: "master".to_owned(),
            people: people.iter().map(enrolled).collect(),
        };
        let stored = self.store.overwrite(roster).await;
        assert!(stored.expect("the table takes it").is_some());
    }

    /// Somebody speaks another language from now on. While it changes there are both rows.
    pub async fn speaks(&self, user: i64, was: Language, is: Language) {
        self.table.put(item(&AudienceRow::new(user, is))).await;
        self.leaves(user, was).await;
    }

    /// Somebody who speaks that language is not found by broadcasts any more: forgotten, shut out.
    pub async fn leaves(&self, user: i64, language: Language) {
        let row = AudienceRow::key_of(user, language);
        self.table.remove(row.pk(), row.sk()).await;
    }
}

/// A record as an item, past the protocol.
fn item<R: Record>(record: &R) -> store::Item {
    use aws_sdk_dynamodb::types::AttributeValue;
    let mut item: store::Item = serde_dynamo::to_item(record).expect("a record can be stored");
    let key = record.key();
    item.insert("pk".into(), AttributeValue::S(key.pk().to_owned()));
    item.insert("sk".into(), AttributeValue::S(key.sk().to_owned()));
    item.insert("s".into(), AttributeValue::N(R::SCHEMA.to_string()));
    item.insert("v".into(), AttributeValue::N("1".into()));
    item
}
