//! What the functions really ask AWS for, in a story with everything in it that they do.

use std::collections::HashMap;
use std::pin::Pin;
use std::time::Duration;

use broadcast::{Audience, Broadcast, Content};
use frontdesk_tests::town::ANN;
use frontdesk_tests::world::QUEUE;
use frontdesk_tests::{Answer, BOSS, CHIEF, Fault, SECRET, Sent, Town, Wire, hall, updates};
use serde_json::Value;
use telegram_server::{Flood, Person, UserId};

/// Somebody else who wants to join.
const GUEST: i64 = 43;

/// The requests of each function.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    pub(crate) webhook: Vec<Sent>,
    pub(crate) notifier: Vec<Sent>,
    pub(crate) monitor: Vec<Sent>,
}

/// The story twice: as it should go, and with the answer lost to every other write of an item, after
/// which a function looks whether it was its own.
pub(crate) async fn recording() -> Recording {
    let mut recording = Recording::default();
    for lossy in [false, true] {
        let mut story = Story::new(lossy).await;
        Box::pin(story.staff()).await;
        Box::pin(story.return_of_the_chief()).await;
        Box::pin(story.people()).await;
        Box::pin(story.business()).await;
        Box::pin(story.trouble()).await;
        Box::pin(story.health()).await;
        Box::pin(story.outages()).await;
        Box::pin(story.broadcasts(lossy)).await;
        let told = story.end();
        recording.webhook.extend(told.webhook);
        recording.notifier.extend(told.notifier);
        recording.monitor.extend(told.monitor);
    }
    recording
}

/// The town, and what its functions have sent so far.
pub(crate) struct Story {
    town: Town,
    pub(crate) told: Recording,
    next_update: i64,
}

impl Story {
    async fn new(lossy: bool) -> Self {
        let town = Town::new().await;
        if lossy {
            lose_every_other_answer(&town.wire);
            lose_every_other_answer(&town.world.wire);
        }
        Self {
            town,
            told: Recording::default(),
            next_update: 900_000_000,
        }
    }

    fn end(mut self) -> Recording {
        self.told.webhook = self.town.world.wire.sent();
        self.told
    }

    /// Requests to join: rejected, repeated with the same and another phone, approved, by a
    /// superadmin and by a role.
    async fn staff(&mut self) {
        self.ask(ANN, "+998901234567").await;
        self.decide("🚫 Reject").await;
        self.ask(ANN, "+998901234567").await;
        self.decide("🚫 Reject").await;
        self.ask(ANN, "+998907654321").await;
        self.decide("✅ Approve as manager").await;
        assert_eq!(self.town.sees(ANN, "Welcome to the staff"), 1);
        self.town.telegram().add_person(Person::new(GUEST, "Guest"));
        self.ask(GUEST, "+998900000043").await;
        let pressed = self.first_button();
        let update = self.update();
        self.deliver(&updates::press(update, ANN, &pressed)).await;
        self.settle().await;
        assert_eq!(self.town.sees(GUEST, "Welcome to the staff"), 1);
    }

    /// Who could not be reached comes back, and presses what is decided: a commit that writes
    /// nothing of what it read.
    async fn return_of_the_chief(&mut self) {
        self.lose_the_chief().await;
        let pressed = self.first_button();
        self.chief_returns(&pressed).await;
    }

    pub(crate) fn joins_telegram(&self, user: i64, name: &str) {
        self.town.telegram().add_person(Person::new(user, name));
    }

    /// A notice finds the chief gone.
    pub(crate) async fn lose_the_chief(&mut self) {
        self.town.telegram().block(UserId(CHIEF)).unwrap();
        self.ask(GUEST, "+998900000043").await;
        self.decide("🚫 Reject").await;
        self.town.telegram().unblock(UserId(CHIEF)).unwrap();
    }

    /// The chief comes back with a press.
    pub(crate) async fn chief_returns(&mut self, data: &str) {
        let update = self.update();
        self.deliver(&updates::press(update, CHIEF, data)).await;
    }

    /// A group, a panic, a message that nobody can read, a row that nobody can read, a flood.
    async fn trouble(&mut self) {
        for text in ["/join", "Ann"] {
            let update = self.update();
            self.deliver(&updates::group_text(update, -500, ANN, text))
                .await;
        }
        let update = self.update();
        self.deliver(&updates::text(update, CHIEF, "panic!")).await;
        self.ring("no notice at all", "unreadable");
        self.settle().await;
        self.damaged_row().await;
        let chief = Flood::Chat(UserId(CHIEF).into());
        self.town.telegram().flood(chief, Duration::from_secs(90));
        self.ask(GUEST, "+998900000043").await;
        self.minutes(3).await;
    }

    /// An operator asks the webhook how it is.
    async fn health(&self) {
        let request = http::Request::get("/health");
        let request = request.header("X-Telegram-Bot-Api-Secret-Token", SECRET);
        let page = self
            .town
            .world
            .send(request.body(bytes::Bytes::new()).unwrap());
        assert_eq!(erased(page).await.status, 200);
    }

    /// The queue is down, then the webhook, while Telegram floods.
    async fn outages(&mut self) {
        self.minutes(2).await;
        let queue = &self.town.world.queue;
        queue.fail(|_| Some(queue_server::Fault::DropBefore));
        self.ask(GUEST, "+998900000043").await;
        self.minutes(2).await;
        self.town.world.queue.heal();
        self.minutes(2).await;
        self.nobody_counts().await;
        self.town.server.take_down();
        self.minutes(5).await;
        let boss = Flood::Chat(UserId(BOSS).into());
        self.town.telegram().flood(boss, Duration::from_secs(90));
        self.minutes(4).await;
        assert_eq!(self.town.sees(BOSS, "has not answered its heartbeat"), 1);
        let boss = Flood::Chat(UserId(BOSS).into());
        self.town.telegram().flood(boss, Duration::from_secs(90));
        self.town.server.bring_back();
        self.minutes(4).await;
        assert_eq!(self.town.sees(BOSS, "The bot is back"), 1);
    }

    /// A broadcast of whose count the bulk queue has never heard: the monitor looks how far it is.
    async fn nobody_counts(&mut self) {
        let content = Content::Text("Hello".into());
        let plan = hall::plan("b-1", Audience::Role("master".into()), content, 1);
        let (head, content) = Broadcast::new(plan, self.now());
        let store = self.town.store();
        store.insert(content).await.unwrap();
        store.insert(head).await.unwrap();
        self.minutes(2).await;
    }

    pub(crate) async fn ask(&mut self, user: i64, phone: &str) {
        self.town.world.clock.advance(Duration::from_secs(20));
        for answer in ["/join", "Ann", "Lee", phone] {
            self.town.say(user, answer);
            erased(self.town.updates()).await;
        }
        self.settle().await;
    }

    pub(crate) async fn decide(&mut self, label: &str) {
        self.town.press(BOSS, label);
        self.settle().await;
    }

    /// The data of the first button of the newest request that was sent to somebody.
    fn first_button(&self) -> String {
        let sent = self.town.telegram().calls().into_iter().rev();
        let buttons = sent.filter(|call| call.method == "sendMessage");
        let mut first = buttons.filter_map(|call| {
            let data = &call.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"];
            data.as_str()
                .filter(|data| data.starts_with("d:"))
                .map(str::to_owned)
        });
        first.next().expect("somebody was asked to decide")
    }

    /// A row as a later build might write it, which rings.
    async fn damaged_row(&mut self) {
        let notices = self.town.notices().await;
        let key = format!("notice#{}", notices[0].id);
        let table = &self.town.world.table;
        let mut item = table.item(&key, "notice").await.unwrap();
        let odd = aws_sdk_dynamodb::types::AttributeValue::S("of another world".into());
        item.insert("status".into(), odd);
        table.put(item).await;
        let ring = serde_json::json!({ "notice": notices[0].id });
        self.ring(&ring.to_string(), "damaged");
        self.settle().await;
    }

    fn ring(&self, body: &str, id: &str) {
        let message = queue_server::Outgoing::new(body).fifo("odd", id);
        self.town.world.queue.queues().send(QUEUE, message).unwrap();
    }

    pub(crate) fn update(&mut self) -> i64 {
        self.next_update += 1;
        self.next_update
    }

    pub(crate) async fn deliver(&self, update: &Value) {
        self.answers(update).await;
    }

    pub(crate) async fn answers(&self, update: &Value) -> Answer {
        erased(self.town.world.ok(update)).await
    }

    pub(crate) fn passes(&self, time: Duration) {
        self.town.world.clock.advance(time);
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        clock::Clock::now(&self.town.world.clock)
    }

    /// Everything moves that can: of the functions on the town's wire only the notifier runs.
    pub(crate) async fn settle(&mut self) {
        erased(self.town.settle_all()).await;
        self.told.notifier.extend(self.town.wire.sent());
    }

    async fn minutes(&mut self, count: u32) {
        for _ in 0..count {
            self.town.world.clock.advance(Duration::from_secs(60));
            erased(self.town.watch()).await;
            self.told.monitor.extend(self.town.wire.sent());
            self.settle().await;
        }
    }
}

/// A future without its type: those of the functions would make the story's too deep to compile.
fn erased<'a, T>(future: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(future)
}

/// Counted for each item, so that what runs beside it changes nothing.
pub(crate) fn lose_every_other_answer(wire: &Wire) {
    let mut writes: HashMap<String, u32> = HashMap::new();
    wire.inject_into(move |sent| {
        if !matches!(&*sent.operation, "UpdateItem" | "TransactWriteItems") {
            return None;
        }
        let count = writes.entry(first_item(&sent.body())).or_default();
        *count += 1;
        (*count % 2 == 1).then_some(Fault::AnswerLost)
    });
}

/// The key of the item that a request writes, of the first one in a transaction.
fn first_item(body: &Value) -> String {
    let in_transaction = ["Update", "Put", "Delete", "ConditionCheck"]
        .into_iter()
        .map(|action| &body["TransactItems"][0][action]["Key"]);
    let key = in_transaction
        .chain([&body["Key"]])
        .find(|key| key.is_object());
    let part = |name: &str| key.and_then(|key| key[name]["S"].as_str());
    format!("{:?} {:?}", part("pk"), part("sk"))
}
