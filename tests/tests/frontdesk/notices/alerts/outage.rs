//! How each cause is brought about in the town, and how it ends.

use std::time::Duration;

use broadcast::{Audience, Broadcast, Content};
use clock::Clock as _;
use frontdesk_tests::town::ANN;
use frontdesk_tests::world::{DEAD, log};
use frontdesk_tests::{SECRET, Town, hall};
use locales::Phrase;
use outbox::{Draft, Enrolled, Kind, NoticeRow, Recipient, Roster};
use queue_server::Outgoing;
use serde_json::json;
use store::{ReadSet, Span, Transaction};
use telegram_server::{Outcome, Person, UserId};
use watch::Cause;

/// A superadmin by the role alone, whose app speaks Uzbek.
pub(super) const DILNOZA: i64 = 77;

/// A superadmin by the role alone, whose app speaks Russian.
pub(super) const OLEG: i64 = 78;

/// A town with two more superadmins, by their role, in which all is well.
pub(super) async fn town() -> Town {
    let town = Town::new().await;
    for (id, name, tag) in [(DILNOZA, "Dilnoza", "uz"), (OLEG, "Oleg", "ru")] {
        let person = Person::new(id, name).language(tag);
        town.telegram().add_person(person);
        town.say(id, "/start");
        town.updates().await;
    }
    let enrolled = |id, name: &str| Enrolled {
        id,
        name: name.to_owned(),
    };
    let people = vec![enrolled(DILNOZA, "Dilnoza"), enrolled(OLEG, "Oleg")];
    let role = "superadmin".to_owned();
    let roster = Roster { role, people };
    assert!(town.store().insert(roster).await.unwrap().is_some());
    town.minutes(2).await;
    assert_eq!(town.notices().await, []);
    town
}

/// The beginning of the alert in English.
pub(super) fn alert(cause: Cause) -> &'static str {
    match cause {
        Cause::Heartbeat => "has not answered its heartbeat",
        Cause::WebhookUrl => "does not call this bot",
        Cause::WebhookErrors => "cannot deliver updates",
        Cause::PendingUpdates => "Updates pile up",
        Cause::OldNotices => "Notices do not go out",
        Cause::DeadLetters => "There are dead letters",
        Cause::Parked => "was parked",
        Cause::Broadcast => "A broadcast stands still",
    }
}

/// The beginning of the word of its end.
pub(super) fn end(cause: Cause) -> &'static str {
    match cause {
        Cause::Heartbeat => "The bot is back",
        Cause::WebhookUrl => "calls the right address again",
        Cause::WebhookErrors => "has met no error for 5 minutes",
        Cause::PendingUpdates => "do not pile up any more",
        Cause::OldNotices => "Notices go out again",
        Cause::DeadLetters => "There are no dead letters any more",
        Cause::Parked => "Nothing is parked any more",
        Cause::Broadcast => "No broadcast stands still any more",
    }
}

/// Something goes wrong.
pub(super) async fn begins(town: &Town, cause: Cause) {
    match cause {
        Cause::Heartbeat => town.server.take_down(),
        Cause::WebhookUrl => register(town, "https://other.example.org/telegram"),
        Cause::WebhookErrors => {
            town.say(ANN, "/help");
            let refused = |_| async { Outcome::status(503) };
            town.telegram().deliver_all(refused).await;
        }
        Cause::PendingUpdates => says_much(town, 60),
        Cause::OldNotices => {
            let draft = Draft::new(
                Recipient::Person(ANN),
                Kind::Access,
                Phrase::new("request-rejected"),
            );
            let row = NoticeRow::new("late".into(), draft, town.world.clock.now());
            assert!(town.store().insert(row).await.unwrap().is_some());
        }
        Cause::DeadLetters => {
            let letter = Outgoing::new("nobody can read it").fifo("g", "d");
            town.world.queue.queues().send(DEAD[0], letter).unwrap();
        }
        Cause::Parked => {
            let odd = Outgoing::new("no notice at all").fifo("odd", "odd");
            let queue = frontdesk_tests::world::QUEUE;
            town.world.queue.queues().send(queue, odd).unwrap();
            town.settle().await;
        }
        Cause::Broadcast => announce(town).await,
    }
}

/// A minute in which what is wrong stays so: of the functions only the monitor runs.
pub(super) async fn minute(town: &Town, cause: Cause) {
    town.world.clock.advance(Duration::from_secs(60));
    match cause {
        Cause::PendingUpdates => says_much(town, 5),
        Cause::WebhookErrors => {
            let refused = |_| async { Outcome::status(503) };
            town.telegram().deliver_all(refused).await;
        }
        _ => {}
    }
    town.watch().await;
}

/// All is well again.
pub(super) async fn ends(town: &Town, cause: Cause) {
    match cause {
        Cause::Heartbeat => town.server.bring_back(),
        Cause::WebhookUrl => register(town, &town.server.url()),
        Cause::WebhookErrors | Cause::PendingUpdates | Cause::OldNotices => {}
        Cause::DeadLetters => town.world.queue.queues().purge(DEAD[0]).unwrap(),
        Cause::Parked => drop_what_is_parked(town).await,
        Cause::Broadcast => town.settle_all().await,
    }
    town.settle().await;
}

fn register(town: &Town, url: &str) {
    let webhook = json!({ "url": url, "secret_token": SECRET });
    town.telegram().call("setWebhook", webhook).unwrap();
}

pub(super) fn says_much(town: &Town, count: usize) {
    for _ in 0..count {
        let said = town.telegram().say(UserId(ANN), UserId(ANN), "/help");
        said.unwrap();
    }
}

async fn drop_what_is_parked(town: &Town) {
    let (store, mut reads) = (town.store(), ReadSet::default());
    let messages = Span::parked_messages();
    let parked: Vec<outbox::ParkedMessage> = store.all(&messages, &mut reads).await.unwrap();
    let mut transaction = Transaction::default();
    for message in &parked {
        let key = store::Record::key(message);
        transaction.remove(key, &reads).unwrap();
    }
    store.commit(&transaction).await.unwrap();
}

/// A broadcast is to be counted, and nobody counts.
async fn announce(town: &Town) {
    let content = Content::Text("Hello".into());
    let plan = hall::plan("b1", Audience::Everyone, content, 1);
    let (head, content) = Broadcast::new(plan, town.world.clock.now());
    let store = town.store();
    assert!(store.insert(content).await.unwrap().is_some());
    assert!(store.insert(head).await.unwrap().is_some());
}

/// How often the log so far has a line with these words about a cause, in this thread.
pub(super) fn logged(lines: &telemetry::Buffer, cause: Cause, message: &str) -> usize {
    let lines = lines.lines().into_iter();
    let about = lines.filter(|line| line["msg"] == message && line["cause"] == cause.name());
    about.count()
}

/// Everything that this test logs from now on, while the guard lives.
pub(super) fn listen() -> (telemetry::Buffer, tracing::subscriber::DefaultGuard) {
    log();
    let buffer = telemetry::Buffer::default();
    let filter = telemetry::Filter::parse(Some("info,dynoxide=off"));
    let clock = std::sync::Arc::new(frontdesk_tests::StoryClock::new());
    let subscriber = telemetry::subscriber(clock, filter, buffer.clone());
    (buffer, telemetry::listen(subscriber))
}
