//! What is read: a person's conversation and profile in one request, and records by their key.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::key::{PERSONAL, PERSONAL_CONVERSATION, PERSONAL_DELIVERY, PERSONAL_PROFILE, person};
use crate::query::Consistency;
use crate::reads::Purpose;
use crate::record::{text, version};
use crate::transaction::primary_key;
use crate::{Cause, Conversation, Item, Key, ReadSet, Record, StoreError, Table, decode};

/// What one read request brings of a person in a chat.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The conversation; a new one when nothing is stored.
    pub conversation: Conversation,
    /// The profile's item, if there is one.
    pub profile: Option<Item>,
    /// The item that says whether notices reach the person, if there is one. Not loaded in
    /// groups.
    pub delivery: Option<Item>,
}

impl Table {
    /// Loads a person's private conversation and profile: one strongly consistent query.
    ///
    /// # Errors
    /// [`StoreError`], also when only a part came; never "no session" for an error.
    pub async fn load_private(&self, user: i64) -> Result<Loaded, StoreError> {
        let items = self.retrying(|| self.personal_items(user)).await?;
        loaded(items, PERSONAL_CONVERSATION)
    }

    async fn personal_items(&self, user: i64) -> Result<Vec<Item>, StoreError> {
        let request = self
            .client
            .query()
            .table_name(&*self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :me)")
            .expression_attribute_values(":pk", AttributeValue::S(person(user)))
            .expression_attribute_values(":me", AttributeValue::S(PERSONAL.into()));
        let answer = self.request(Box::pin(request.send())).await?;
        if answer.last_evaluated_key.is_some() {
            return Err(StoreError::Transient(Cause::HalfAnswer));
        }
        Ok(answer.items.unwrap_or_default())
    }

    /// Loads a person's profile and delivery facts, and leaves the conversation unread: one
    /// strongly consistent query.
    ///
    /// # Errors
    /// As [`Table::load_private`].
    pub async fn load_facts(&self, user: i64) -> Result<Loaded, StoreError> {
        let mut items = self.retrying(|| self.personal_items(user)).await?;
        items.retain(|item| text(item, "sk") != Some(PERSONAL_CONVERSATION));
        loaded(items, PERSONAL_CONVERSATION)
    }

    /// Loads a person's conversation in a group, and the profile: one strongly consistent batch.
    ///
    /// # Errors
    /// [`StoreError`], also when some keys stayed unprocessed.
    pub async fn load_group(&self, chat: i64, user: i64) -> Result<Loaded, StoreError> {
        let conversation = Key::group_conversation(chat, user);
        let keys = [&conversation, &Key::profile(user)];
        let items = || self.items(keys.into_iter(), Consistency::Strong);
        let items = self.retrying(items).await?;
        loaded(items, conversation.sk())
    }

    /// Reads a record that a decision will rest on, strongly consistent.
    ///
    /// # Errors
    /// [`StoreError`], also when this build cannot read the record, and when it was read before
    /// at another version.
    pub async fn read<R: Record>(
        &self,
        key: Key,
        reads: &mut ReadSet,
    ) -> Result<Option<R>, StoreError> {
        self.one(key, Purpose::Deciding, reads).await
    }

    /// Reads a record to show it, or to write it and nothing else, strongly consistent.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub async fn look<R: Record>(
        &self,
        key: Key,
        reads: &mut ReadSet,
    ) -> Result<Option<R>, StoreError> {
        self.one(key, Purpose::Showing, reads).await
    }

    async fn one<R: Record>(
        &self,
        key: Key,
        purpose: Purpose,
        reads: &mut ReadSet,
    ) -> Result<Option<R>, StoreError> {
        let item = self.item(&key).await?;
        let version = item.as_ref().map(version).transpose()?;
        reads.see(key, version.unwrap_or_default(), purpose)?;
        item.map(decode).transpose()
    }

    pub(crate) async fn item(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let get = self.client.get_item().table_name(&*self.name);
        let get = get.set_key(Some(primary_key(key))).consistent_read(true);
        let answer = self
            .retrying(|| self.request(Box::pin(get.clone().send())))
            .await?;
        Ok(answer.item)
    }
}

fn loaded(items: Vec<Item>, conversation_sk: &str) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    for item in items {
        let sk = text(&item, "sk").unwrap_or_default();
        if sk == conversation_sk {
            loaded.conversation = Conversation::from_item(&item)?;
        } else if sk == PERSONAL_PROFILE {
            loaded.profile = Some(item);
        } else if sk == PERSONAL_DELIVERY {
            loaded.delivery = Some(item);
        }
    }
    Ok(loaded)
}
