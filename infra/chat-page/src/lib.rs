//! A page in the browser on which one is any of several people and talks to the bot.
//!
//! [`ChatPage`] gives the routes of the page and of its interface; what people do goes to a
//! [`telegram_server::Telegram`]. An act is done when Telegram has taken it: what the bot makes of it
//! is told by the stream of events.
//!
//! # The interface
//! JSON both ways; ids are those of Telegram. `:place` stands for `/api/people/:user/chats/:chat`, where
//! the chat is the person's own id for their private chat with the bot.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `GET /api/events` | | server-sent events: a number each time that something may have changed |
//! | `GET /api/people` | | the bot, all people with their chats, all groups with their members |
//! | `POST /api/people` | `name`, and `last_name`, `language`, `phone`, `id` if wanted | 201, `id` |
//! | `PUT`, `DELETE /api/people/:user/block` | | 204: the person has (un)blocked the bot |
//! | `POST /api/groups` | `title`, `members` | 201, `id` |
//! | `PUT`, `DELETE /api/groups/:chat/members/:user` | | 204: the person has joined (left) |
//! | `GET :place?last=200` | | the chat as the person sees it, with at most that many messages |
//! | `POST :place/read` | `up_to` | 204: the person has read the messages up to this one |
//! | `POST :place/messages` | `text`, and `reply_to` if wanted | 201, `message_id` |
//! | `PATCH :place/messages/:message` | `text` | 204 |
//! | `DELETE :place/messages/:message` | | 204 |
//! | `POST :place/messages/:message/presses` | `button`: its data, else its label | 201, `press` |
//! | `GET :place/messages/:message/document` | | the file of a message, to be saved |
//! | `GET /api/presses/:press` | | `answer`: none yet, or `text` and `is_alert` |
//! | `POST :place/taps` | `label` of a key of the keyboard | 201, `message_id` |
//! | `POST :place/contacts` | nothing for one's own; `of`: a person; or `phone` and `name` | 201, `message_id` |
//! | `POST :place/photos` | `captions`: one, or two to ten for an album | 201, `message_ids` |
//!
//! A first or last name has at most 64 characters, as Telegram has it.
//!
//! A refusal has `error`, a sentence:
//!
//! | status | when |
//! |---|---|
//! | 400, 413, 415 | the request is malformed, too large, or a POST without JSON |
//! | 403 | it does not come from a page of this server: see [`guarded`] |
//! | 404, 405 | there is no such person, chat, message or address; not with this method |
//! | 422 | a person's app would not let them do it |
#![warn(missing_docs)]

mod acts;
mod body;
mod chat;
mod chat_page;
mod desk;
mod documents;
mod events;
mod files;
mod groups;
mod guard;
mod new_person;
mod people;
mod place;
mod presses;
mod refusal;

pub use chat_page::ChatPage;
pub use guard::guarded;
