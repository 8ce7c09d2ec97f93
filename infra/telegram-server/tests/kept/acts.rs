//! Everything that changes a world.

use std::time::Duration;

use clock::ManualClock;
use serde_json::{Value, json};
use telegram_server::{
    ChatId, Outcome, Person, SharedContact, Shown, Telegram, Upload, UserId, WebhookAnswer,
};

const ANNA: UserId = UserId(100);
const BORIS: UserId = UserId(200);

/// What happens, in an order in which each changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Comes,
    SetsWebhook,
    Says,
    Writes,
    Presses,
    AnswersPress,
    PressesAgain,
    Edits,
    EditsOwn,
    ShowsKeyboard,
    Taps,
    Asks,
    Replies,
    SharesContact,
    SendsAlbum,
    SendsDocument,
    Copies,
    Deletes,
    BotDeletes,
    OpensGroup,
    Joins,
    TalksInGroup,
    WritesInGroup,
    Promotes,
    Leaves,
    Migrates,
    RemovesBot,
    AddsBot,
    OpensChannel,
    Posts,
    SetsCommands,
    Acknowledges,
    AnswersWithCall,
    Fails,
    Injects,
    Renumbers,
    ChangesPhone,
    Blocks,
    Unblocks,
    Waits,
    DropsCommands,
    ChangesWebhook,
    Polls,
    Deactivates,
}

impl Act {
    #[rustfmt::skip]
    pub(crate) const ALL: [Self; 44] = [
        Self::Comes, Self::SetsWebhook, Self::Says, Self::Writes, Self::Presses,
        Self::AnswersPress, Self::PressesAgain, Self::Edits, Self::EditsOwn, Self::ShowsKeyboard,
        Self::Taps, Self::Asks, Self::Replies, Self::SharesContact, Self::SendsAlbum, Self::SendsDocument,
        Self::Copies, Self::Deletes, Self::BotDeletes, Self::OpensGroup, Self::Joins, Self::TalksInGroup,
        Self::WritesInGroup, Self::Promotes, Self::Leaves, Self::Migrates, Self::RemovesBot,
        Self::AddsBot, Self::OpensChannel, Self::Posts, Self::SetsCommands, Self::Acknowledges,
        Self::AnswersWithCall, Self::Fails, Self::Injects, Self::Renumbers, Self::ChangesPhone,
        Self::Blocks, Self::Unblocks, Self::Waits, Self::DropsCommands, Self::ChangesWebhook,
        Self::Polls, Self::Deactivates,
    ];
}

/// A world in which things happen, and the chats that ever were.
pub(crate) struct Played<'a> {
    pub(crate) telegram: &'a Telegram,
    pub(crate) clock: &'a ManualClock,
    pub(crate) chats: Vec<ChatId>,
}

impl<'a> Played<'a> {
    pub(crate) fn new(telegram: &'a Telegram, clock: &'a ManualClock) -> Self {
        let chats = vec![ANNA.into(), BORIS.into()];
        Self {
            telegram,
            clock,
            chats,
        }
    }

    /// Lets something happen. What cannot happen now does not: that is an outcome as well.
    pub(crate) fn play(&mut self, act: Act) {
        let telegram = self.telegram;
        let _ = match act {
            Act::Comes => self.comes(),
            Act::Says => telegram.say(ANNA, ANNA, "/start").ok(),
            Act::Presses | Act::PressesAgain => self.presses(),
            Act::EditsOwn => self.edits_own(),
            Act::Taps => telegram.tap(ANNA, ANNA, "Share").ok(),
            Act::Replies => telegram.say(ANNA, ANNA, "Lee").ok(),
            Act::SharesContact => self.shares(),
            Act::SendsAlbum => telegram
                .send_album(ANNA, ANNA, &["a", ""])
                .ok()
                .map(drop_all),
            Act::SendsDocument => self.sends_document(),
            Act::Deletes => self.deletes(),
            Act::OpensGroup => self.opens(telegram.add_group("Salon", &[ANNA])),
            Act::Joins => telegram.join(BORIS, self.group()).ok().map(|()| 0),
            Act::TalksInGroup => telegram.say(BORIS, self.group(), "/help").ok(),
            Act::Promotes => telegram.promote_bot(ANNA, self.group()).ok().map(|()| 0),
            Act::Leaves => telegram.leave(BORIS, self.group()).ok().map(|()| 0),
            Act::Migrates => self.migrates(),
            Act::RemovesBot => telegram.remove_bot(ANNA, self.group()).ok().map(|()| 0),
            Act::AddsBot => telegram.add_bot(ANNA, self.group()).ok().map(|()| 0),
            Act::OpensChannel => self.opens(telegram.add_channel("News")),
            Act::Posts => self.chats.last().map(|chat| telegram.post(*chat, "Open")),
            Act::Acknowledges => self.delivers(&Outcome::status(200)),
            Act::AnswersWithCall => self.delivers(&Outcome::reply(REPLY)),
            Act::Fails => self.delivers(&Outcome::Answered(WebhookAnswer {
                status: 410,
                ..WebhookAnswer::default()
            })),
            Act::Injects => {
                let poll = json!({"id": "7", "from": {"id": 100}});
                telegram.inject("poll_answer", poll).ok().map(|()| 0)
            }
            Act::Renumbers => {
                telegram.renumber_updates();
                telegram.say(BORIS, BORIS, "x").ok()
            }
            Act::ChangesPhone => {
                telegram.add_person(Person::new(BORIS.0, "Boris").phone("+4930777"));
                None
            }
            Act::Blocks => telegram.block(ANNA).ok().map(|()| 0),
            Act::Unblocks => telegram.unblock(ANNA).ok().map(|()| 0),
            Act::Waits => {
                self.clock.advance(Duration::from_secs(25 * 60 * 60));
                // What was taken up for delivery would not expire.
                let _ = telegram.call("deleteWebhook", json!({}));
                self.presses()
            }
            Act::Deactivates => {
                telegram.deactivate(BORIS);
                None
            }
            _ => self.calls(act),
        };
    }

    fn calls(&self, act: Act) -> Option<i64> {
        let (method, params) = match act {
            Act::SetsWebhook => ("setWebhook", webhook("https://bot.example.org/telegram")),
            Act::ChangesWebhook => ("setWebhook", webhook("https://bot.example.com/telegram")),
            Act::Writes => (
                "sendMessage",
                with("Menu", &json!({"inline_keyboard": menu()})),
            ),
            Act::AnswersPress => self.answer()?,
            Act::Edits => ("editMessageText", self.on_last_of_bot("Done")?),
            Act::ShowsKeyboard => ("sendMessage", with("Number?", &keyboard())),
            Act::Asks => ("sendMessage", with("Name?", &json!({"force_reply": true}))),
            Act::Copies => ("copyMessage", self.copy()?),
            Act::BotDeletes => ("deleteMessage", self.on_last_of_bot("")?),
            Act::WritesInGroup => {
                let chat = self.group().0;
                ("sendMessage", json!({"chat_id": chat, "text": "Hello"}))
            }
            Act::SetsCommands => ("setMyCommands", json!({"commands": commands()})),
            Act::DropsCommands => ("deleteMyCommands", json!({})),
            Act::Polls => {
                let _ = self.telegram.call("deleteWebhook", json!({}));
                ("getUpdates", json!({"offset": -1, "allowed_updates": []}))
            }
            other => panic!("{other:?} is no call"),
        };
        self.telegram.call(method, params).ok().map(|_| 0)
    }

    fn comes(&self) -> Option<i64> {
        let anna = Person::new(ANNA.0, "Anna").username("anna_p");
        self.telegram
            .add_person(anna.last_name("Lee").language("uz"));
        self.telegram.add_person(Person::new(BORIS.0, "Boris"));
        None
    }

    fn presses(&self) -> Option<i64> {
        let screen = self.telegram.screen(ANNA);
        let last = screen.iter().rfind(|shown| !shown.buttons.is_empty())?;
        let pressed = self.telegram.press(ANNA, ANNA, last.message_id, "Go");
        pressed.ok().map(|_| 0)
    }

    fn answer(&self) -> Option<(&'static str, Value)> {
        let press = self.telegram.open_presses_of(ANNA).pop()?;
        let answer = json!({"callback_query_id": press.id, "text": "Yes", "show_alert": true});
        Some(("answerCallbackQuery", answer))
    }

    fn edits_own(&self) -> Option<i64> {
        let id = self.last(|shown| shown.user == Some(ANNA))?.message_id;
        let edited = self.telegram.edit_message(ANNA, ANNA, id, "/help");
        edited.ok().map(|()| 0)
    }

    fn deletes(&self) -> Option<i64> {
        let id = self.last(|_| true)?.message_id;
        let deleted = self.telegram.delete_message(ANNA, ANNA, id);
        deleted.ok().map(|()| 0)
    }

    fn shares(&self) -> Option<i64> {
        let mum = SharedContact::Unregistered {
            phone: "+4930123".to_owned(),
            first_name: "Mum".to_owned(),
        };
        self.telegram.share_contact(ANNA, ANNA, &mum).ok()
    }

    fn sends_document(&self) -> Option<i64> {
        let file = Upload {
            field: "document".to_owned(),
            name: "visit.ics".to_owned(),
            content: "BEGIN:VCALENDAR".into(),
        };
        let params = json!({"chat_id": 100, "caption": "Visit"});
        let sent = self.telegram.upload("sendDocument", params, vec![file]);
        sent.ok().map(|_| 0)
    }

    fn copy(&self) -> Option<Value> {
        let id = self.last(|_| true)?.message_id;
        Some(json!({"chat_id": 100, "from_chat_id": 100, "message_id": id}))
    }

    fn on_last_of_bot(&self, text: &str) -> Option<Value> {
        let id = self.telegram.last_from_bot(ANNA)?.message_id;
        Some(json!({"chat_id": 100, "message_id": id, "text": text}))
    }

    fn last(&self, is_it: impl Fn(&Shown) -> bool) -> Option<Shown> {
        self.telegram.screen(ANNA).into_iter().rfind(is_it)
    }

    fn group(&self) -> ChatId {
        let groups = self.telegram.groups();
        groups.first().map_or(ChatId(-1), |group| group.id)
    }

    fn migrates(&mut self) -> Option<i64> {
        let supergroup = self.telegram.migrate(ANNA, self.group()).ok()?;
        self.opens(supergroup)
    }

    fn opens(&mut self, chat: ChatId) -> Option<i64> {
        self.chats.push(chat);
        None
    }

    fn delivers(&self, outcome: &Outcome) -> Option<i64> {
        for delivery in self.telegram.due() {
            self.telegram.finished(&delivery, outcome);
        }
        None
    }
}

const REPLY: &str = r#"{"method": "sendMessage", "chat_id": 100, "text": "Hello"}"#;

fn menu() -> Value {
    json!([[{"text": "Go", "callback_data": "go"}], [{"text": "Site", "url": "https://a.example"}]])
}

fn commands() -> Value {
    json!([{"command": "start", "description": "Begin"}])
}

fn webhook(url: &str) -> Value {
    json!({"url": url, "secret_token": "s3cret", "max_connections": 7})
}

fn keyboard() -> Value {
    let rows = json!([[{"text": "Share", "request_contact": true}], ["Cancel"]]);
    json!({"keyboard": rows, "one_time_keyboard": true})
}

fn with(text: &str, markup: &Value) -> Value {
    json!({"chat_id": 100, "text": text, "reply_markup": markup})
}

fn drop_all(_: Vec<i64>) -> i64 {
    0
}
