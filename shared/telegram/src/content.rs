//! What a message says, as far as the business reads it.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::object::entries;
use crate::{Command, Person, UserId};

/// What a person sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text that is no command.
    Text(String),
    /// A text that starts with `/`.
    Command(Command),
    /// A shared contact, the sender's own or another's.
    Contact(Contact),
    /// A photo.
    Photo {
        /// The largest of its sizes, to send again or to download.
        file_id: String,
        /// The text below it, which is no answer to a question.
        caption: Option<String>,
    },
    /// A place, perhaps a live one: that is edited again and again, by nobody's hand.
    Location,
    /// Something that nobody typed: a join, a new title, a pinned message.
    Service,
    /// Anything else: stickers, voice messages, places, and what is younger than this build.
    Other,
}

/// A shared contact (<https://core.telegram.org/bots/api#contact>).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Contact {
    /// The number as Telegram has it: with or without `+`, and unchecked when the contact is
    /// another's.
    pub phone_number: String,
    /// Whose contact it is, where that is a user of Telegram. Only the sender's own id proves
    /// that the number is the sender's.
    pub user_id: Option<UserId>,
    /// The first name in the contact.
    #[serde(default)]
    pub first_name: String,
    /// The last name in the contact.
    pub last_name: Option<String>,
}

/// The fields of a message that are read, and no other: a new kind of entity or of media
/// elsewhere in it cannot make it unreadable.
#[derive(Deserialize)]
pub(crate) struct WireMessage {
    from: Option<Person>,
    sender_chat: Option<IgnoredAny>,
    text: Option<String>,
    contact: Option<Contact>,
    photo: Option<Vec<PhotoSize>>,
    location: Option<IgnoredAny>,
    caption: Option<String>,
}

#[derive(Deserialize)]
struct PhotoSize {
    file_id: String,
}

impl WireMessage {
    /// The person who sent it. Bots send none, and neither do channels and anonymous
    /// administrators, who write in a chat's name.
    pub(crate) fn person(&self) -> Option<Person> {
        let person = self.from.clone()?;
        (!person.is_bot && self.sender_chat.is_none()).then_some(person)
    }

    /// What the message says; `payload` is the raw message that this was read from.
    pub(crate) fn content(self, payload: &RawValue) -> Content {
        if let Some(text) = self.text {
            return Command::parse(&text).map_or(Content::Text(text), Content::Command);
        }
        if let Some(contact) = self.contact {
            return Content::Contact(contact);
        }
        // Sizes come from the smallest to the largest.
        if let Some(largest) = self.photo.and_then(|mut sizes| sizes.pop()) {
            return Content::Photo {
                file_id: largest.file_id,
                caption: self.caption,
            };
        }
        if self.location.is_some() {
            return Content::Location;
        }
        if is_service(payload) {
            Content::Service
        } else {
            Content::Other
        }
    }
}

/// Whether a message is one of Telegram's service messages
/// (<https://core.telegram.org/bots/api#message>, the fields that begin "Service message").
/// Those that answer a button of ours (`users_shared`, `web_app_data`) are not among them.
fn is_service(payload: &RawValue) -> bool {
    let mut service = false;
    let look = |key: &[u8], _| service |= SERVICE.iter().any(|name| name.as_bytes() == key);
    entries(payload.get(), look).is_ok() && service
}

const SERVICE: [&str; 52] = [
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_changed",
    "chat_owner_left",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "community_chat_added",
    "community_chat_joined",
    "community_chat_removed",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "gift",
    "gift_upgrade_sent",
    "giveaway_completed",
    "giveaway_created",
    "group_chat_created",
    "left_chat_member",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "paid_message_price_changed",
    "passport_data",
    "pinned_message",
    "poll_option_added",
    "poll_option_deleted",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "supergroup_chat_created",
    "unique_gift",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "write_access_allowed",
];
