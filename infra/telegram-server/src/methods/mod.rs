//! The methods of the Bot API (<https://core.telegram.org/bots/api#available-methods>).

mod commands;
mod editing;
mod media;
mod polling;
mod presses;
mod sending;
mod text;
mod webhooks;

pub(crate) use webhooks::is_loopback;

use serde_json::{Value, json};

use crate::calls::{CallEnd, CallRecord, Via};
use crate::config::GroupPrivacy;
use crate::faults::Fault;
use crate::params::Params;
use crate::world::World;
use crate::{ApiError, ChatId};

/// How many calls are remembered.
const MAX_CALLS: usize = 10_000;

/// What a method answers.
pub(crate) type Answer = Result<Value, ApiError>;

impl World {
    /// Makes a call, with the fault that was asked for, and records it.
    pub(crate) fn call(&mut self, method: &str, params: &Params, via: Via) -> CallEnd {
        let chat = params.integer("chat_id").map(ChatId);
        let end = match self.faults.take(method, chat) {
            None => CallEnd::Answered(self.perform(method, params)),
            Some(Fault::Status(error)) => CallEnd::Answered(Err(error)),
            Some(Fault::Hang) => CallEnd::Hanging(self.perform(method, params)),
            Some(Fault::Close) => CallEnd::Closed(self.perform(method, params)),
            Some(Fault::Drop) => CallEnd::Dropped,
        };
        self.calls.push_back(CallRecord {
            method: method.to_owned(),
            chat,
            params: params.to_value(),
            via,
            at: self.now(),
            end: end.clone(),
        });
        if self.calls.len() > MAX_CALLS {
            self.calls.pop_front();
        }
        end
    }

    /// Names of methods are read in any case, as the Bot API does.
    fn perform(&mut self, method: &str, params: &Params) -> Answer {
        match method.to_ascii_lowercase().as_str() {
            "getme" => Ok(self.get_me()),
            "sendmessage" => self.send_message(params),
            "copymessage" => self.copy_message(params),
            "sendphoto" => self.send_media("photo", params),
            "sendvideo" => self.send_media("video", params),
            "senddocument" => self.send_media("document", params),
            "sendchataction" => self.send_chat_action(params),
            "editmessagetext" => self.edit_message_text(params),
            "editmessagereplymarkup" => self.edit_message_reply_markup(params),
            "deletemessage" => self.delete_message(params),
            "answercallbackquery" => self.answer_callback_query(params),
            "setmycommands" => self.set_my_commands(params),
            "getmycommands" => self.get_my_commands(params),
            "deletemycommands" => self.delete_my_commands(params),
            "setwebhook" => self.set_webhook(params),
            "deletewebhook" => Ok(self.delete_webhook(params)),
            "getwebhookinfo" => Ok(self.get_webhook_info()),
            "getupdates" => self.get_updates(params),
            _ => Err(ApiError::new(404, "Not Found")),
        }
    }

    fn get_me(&self) -> Value {
        let mut me = self.bot_json();
        me["can_join_groups"] = true.into();
        me["can_read_all_group_messages"] = (self.bot.privacy == GroupPrivacy::Everything).into();
        me["supports_inline_queries"] = false.into();
        me["can_connect_to_business"] = false.into();
        me["has_main_web_app"] = false.into();
        me
    }

    fn send_chat_action(&self, params: &Params) -> Answer {
        let chat = params.chat("chat_id")?;
        if params.text("action").is_none_or(|action| action.is_empty()) {
            return Err(ApiError::bad_request("wrong parameter action in request"));
        }
        self.reachable(chat)?;
        Ok(json!(true))
    }
}
