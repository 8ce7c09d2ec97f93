//! The kinds of updates that have a name.

macro_rules! update_kinds {
    ($($(#[$doc:meta])* $kind:ident => $key:literal,)+) => {
        /// What an update is about: the one field beside `update_id`
        /// (<https://core.telegram.org/bots/api#update>, Bot API 10.3).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum UpdateKind {
            $($(#[$doc])* $kind,)+
            /// A kind that is younger than this build.
            Unknown,
        }

        impl UpdateKind {
            /// The name that Telegram uses, or `unknown`. Fit for logs and metrics.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $key,)+
                    Self::Unknown => "unknown",
                }
            }

            /// The kind whose field has this name; compared as bytes, because a key of
            /// foreign JSON need not be text.
            pub(crate) fn of_key(key: &[u8]) -> Option<Self> {
                $(if key == $key.as_bytes() {
                    return Some(Self::$kind);
                })+
                None
            }
        }
    };
}

update_kinds! {
    /// A new message in a private chat or a group.
    Message => "message",
    /// A message that was edited.
    EditedMessage => "edited_message",
    /// A new post in a channel.
    ChannelPost => "channel_post",
    /// A channel post that was edited.
    EditedChannelPost => "edited_channel_post",
    /// The bot was connected to a business account, or disconnected.
    BusinessConnection => "business_connection",
    /// A message to a connected business account.
    BusinessMessage => "business_message",
    /// An edited message of a connected business account.
    EditedBusinessMessage => "edited_business_message",
    /// Messages that were deleted from a connected business account.
    DeletedBusinessMessages => "deleted_business_messages",
    /// A message to the bot as a guest in a chat.
    GuestMessage => "guest_message",
    /// A person changed a reaction.
    MessageReaction => "message_reaction",
    /// Anonymous reactions changed.
    MessageReactionCount => "message_reaction_count",
    /// An inline query.
    InlineQuery => "inline_query",
    /// A result of an inline query was chosen.
    ChosenInlineResult => "chosen_inline_result",
    /// A button of an inline keyboard was pressed.
    CallbackQuery => "callback_query",
    /// A shipping query for an invoice with a flexible price.
    ShippingQuery => "shipping_query",
    /// A payment to confirm within ten seconds.
    PreCheckoutQuery => "pre_checkout_query",
    /// Paid media was bought.
    PurchasedPaidMedia => "purchased_paid_media",
    /// The state of a poll.
    Poll => "poll",
    /// A person changed an answer in a poll.
    PollAnswer => "poll_answer",
    /// The bot's own membership changed; in a private chat: blocked or unblocked.
    MyChatMember => "my_chat_member",
    /// A member's status changed.
    ChatMember => "chat_member",
    /// A request to join a chat.
    ChatJoinRequest => "chat_join_request",
    /// A boost was added to a chat.
    ChatBoost => "chat_boost",
    /// A boost was removed from a chat.
    RemovedChatBoost => "removed_chat_boost",
    /// A bot that this bot manages was created or changed.
    ManagedBot => "managed_bot",
    /// A subscription to the bot changed.
    Subscription => "subscription",
    /// A person stopped the generation of a message.
    StoppedMessageGeneration => "stopped_message_generation",
}

impl UpdateKind {
    /// The kinds that the bot does something with: the `allowed_updates` of `getUpdates` and
    /// `setWebhook`. All others are no work.
    pub const USED: [Self; 3] = [Self::Message, Self::EditedMessage, Self::CallbackQuery];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_name() {
        let kind = UpdateKind::of_key(b"pre_checkout_query").unwrap();
        assert_eq!(kind, UpdateKind::PreCheckoutQuery);
        assert_eq!(kind.as_str(), "pre_checkout_query");
        assert_eq!(UpdateKind::of_key(b"unknown"), None);
    }
}
