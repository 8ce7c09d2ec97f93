//! Polling of Telegram's stand-in: in order, acknowledged before it is confirmed, and stopped by
//! what does not pass.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::future::pending;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws::{Aws, AwsSettings, Connector, Parameters};
use clock::{Clock, SeededEntropy, SharedClock, SystemClock, Wait};
use engine::Acknowledgement;
use jiff::Timestamp;
use line::Line;
use poller::{PollError, Poller};
use serde_json::json;
use settings::{Environment, Source, TlsRoots};
use store::Permit;
use telegram::{Call, ChatId, Envelope, Html, Keyboard};
use telegram_server::{Fault, On, Person, Telegram, TelegramConfig, TelegramServer, UserId};
use tokio::sync::watch;

const ANN: UserId = UserId(42);
const MAX: UserId = UserId(43);

struct Story {
    server: TelegramServer,
    telegram: Arc<Telegram>,
    taken: Mutex<Vec<String>>,
    stop: watch::Sender<bool>,
    permit: Arc<Switch>,
    clock: Hasty,
}

/// A permit that ends when the test says so.
#[derive(Debug, Default)]
struct Switch(AtomicBool);

impl Permit for Switch {
    fn is_open(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }
}

impl Switch {
    fn close(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Story {
    async fn new() -> Self {
        let telegram = Telegram::new(TelegramConfig::new(Arc::new(SystemClock::new())));
        for person in [Person::new(42, "Ann"), Person::new(43, "Max")] {
            telegram.add_person(person);
        }
        let server = TelegramServer::without_delivery(Arc::clone(&telegram)).await;
        Self {
            server: server.unwrap(),
            telegram,
            taken: Mutex::default(),
            stop: watch::Sender::new(false),
            permit: Arc::default(),
            clock: Hasty::default(),
        }
    }

    fn says(&self, user: UserId, text: &str) {
        self.telegram.say(user, user, text).unwrap();
    }

    fn poller(&self, token: &str) -> Poller {
        let clock: SharedClock = Arc::new(self.clock.clone());
        let region = Environment::from([("AWS_REGION", "local")]);
        let aws = AwsSettings::from_environment(&region).unwrap();
        let connector = Connector::new(TlsRoots::Builtin, clock.clone()).unwrap();
        let aws = Aws::new(&aws, connector.shared(), clock.clone());
        let line = Line::open(
            &self.server.url().parse().unwrap(),
            TlsRoots::Builtin,
            Some(Source::Value(token.parse().unwrap())),
            Arc::new(Parameters::new(aws.ssm(), clock.clone())),
            clock.clone(),
        );
        let permit = Arc::clone(&self.permit) as Arc<dyn Permit>;
        Poller::new(
            line.unwrap(),
            permit,
            clock,
            Arc::new(SeededEntropy::new(7)),
        )
    }

    /// Polls until this many updates were taken, with an answer of `acknowledge` to each text.
    async fn polls(
        &self,
        until: usize,
        acknowledge: impl Fn(&str, usize) -> Acknowledgement,
    ) -> Result<(), PollError> {
        let stopped = async {
            let mut stop = self.stop.subscribe();
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let take = |envelope: Envelope| {
            let text = text_of(&envelope);
            let mut taken = self.taken.lock().unwrap();
            taken.push(text.clone());
            if taken.len() == until {
                self.stop.send_replace(true);
            }
            let times = taken.iter().filter(|one| **one == text).count();
            std::future::ready(acknowledge(&text, times))
        };
        let token = self.telegram.config().token.clone();
        self.poller(&token).run(take, stopped).await
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

fn text_of(envelope: &Envelope) -> String {
    let update: serde_json::Value = serde_json::from_slice(&envelope.body).unwrap();
    update["message"]["text"].as_str().unwrap().to_owned()
}

fn echo(text: &str, _: usize) -> Acknowledgement {
    Acknowledgement::Done(Some(Call::SendMessage {
        chat: ChatId::new(42),
        text: Html::escape(&format!("{text}!")),
        keyboard: Keyboard::default(),
        reply_to: None,
    }))
}

const BUSY: Acknowledgement = Acknowledgement::Unavailable {
    retry_after: Duration::from_secs(2),
};

/// Pauses are over at once; time limits never are.
#[derive(Clone, Debug, Default)]
struct Hasty {
    real: Arc<SystemClock>,
    skipped: Arc<Mutex<Duration>>,
}

impl Hasty {
    fn skip(&self, time: Duration) {
        *self.skipped.lock().unwrap() += time;
    }
}

impl Clock for Hasty {
    fn now(&self) -> Timestamp {
        self.real.now()
    }

    fn monotonic(&self) -> Duration {
        self.real.monotonic() + *self.skipped.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> Wait {
        if duration < Duration::from_secs(10) {
            return Box::pin(std::future::ready(()));
        }
        Box::pin(pending())
    }
}

#[tokio::test]
async fn updates_are_answered_and_confirmed() {
    let story = Story::new().await;
    for text in ["one", "two", "three"] {
        story.says(ANN, text);
    }
    story.polls(3, echo).await.unwrap();
    assert_eq!(story.taken(), ["one", "two", "three"]);
    let shown = story.telegram.screen(ANN);
    let answers = shown.iter().filter(|shown| shown.user.is_none());
    let answers: Vec<_> = answers.map(|shown| shown.text.as_str()).collect();
    assert_eq!(answers, ["one!", "two!", "three!"]);
    assert_eq!(story.telegram.pending().len(), 0);
}

#[tokio::test]
async fn what_is_not_acknowledged_comes_again() {
    let story = Story::new().await;
    for (user, text) in [(ANN, "one"), (MAX, "other"), (ANN, "two"), (MAX, "more")] {
        story.says(user, text);
    }
    let acknowledge = |text: &str, times| match (text, times) {
        ("one", 1 | 2) => BUSY,
        _ => Acknowledgement::Done(None),
    };
    story.polls(6, acknowledge).await.unwrap();
    assert_eq!(story.taken(), ["one", "other", "more", "one", "one", "two"]);
    assert_eq!(story.telegram.pending().len(), 0);
}

#[tokio::test]
async fn a_stop_confirms_only_what_is_done() {
    let story = Story::new().await;
    for (user, text) in [(ANN, "one"), (MAX, "other"), (ANN, "two")] {
        story.says(user, text);
    }
    let acknowledge = |text: &str, _| match text {
        "other" => BUSY,
        _ => Acknowledgement::Done(None),
    };
    story.polls(3, acknowledge).await.unwrap();
    let left: Vec<_> = story.telegram.pending();
    assert_eq!(left[0]["message"]["text"], "other");
}

#[tokio::test]
async fn a_failing_poll_is_repeated() {
    let story = Story::new().await;
    story.says(ANN, "one");
    for fault in [
        Fault::status(502, "Bad Gateway"),
        Fault::too_many_requests(3),
        Fault::Drop,
    ] {
        story.telegram.fail_next(On::method("getUpdates"), fault);
    }
    story.polls(1, echo).await.unwrap();
    assert_eq!(story.telegram.faults_left(), 0);
    assert_eq!(story.telegram.pending().len(), 0);
}

#[tokio::test]
async fn a_webhook_ends_the_polling() {
    let story = Story::new().await;
    let url = json!({"url": "http://127.0.0.1:9/telegram"});
    story.telegram.call("setWebhook", url).unwrap();
    let error = story.polls(1, echo).await.unwrap_err();
    assert!(matches!(error, PollError::Webhook(_)), "{error}");
    assert!(error.to_string().contains("webhook is active"), "{error}");
}

/// Each update takes 100 s: of a batch that gets on nobody says that Telegram is silent.
#[tokio::test]
async fn a_long_batch_is_no_silence() {
    let story = Story::new().await;
    for text in ["one", "two", "three"] {
        story.says(ANN, text);
    }
    let poller = story.poller(&story.telegram.config().token.clone());
    let (silences, stop) = (Mutex::new(Vec::new()), watch::Sender::new(false));
    let take = |_| {
        let mut silences = silences.lock().unwrap();
        silences.push(poller.silence() >= Duration::from_secs(60));
        story.clock.skip(Duration::from_secs(100));
        stop.send_replace(silences.len() == 3);
        std::future::ready(Acknowledgement::Done(None))
    };
    let stopped = async {
        let mut stop = stop.subscribe();
        let _ = stop.wait_for(|stop| *stop).await;
    };
    poller.run(take, stopped).await.unwrap();
    assert_eq!(*silences.lock().unwrap(), [false; 3]);
}

#[tokio::test]
async fn an_unknown_token_ends_the_polling() {
    let story = Story::new().await;
    let poller = story.poller("7:wrong");
    let take = |_| std::future::ready(Acknowledgement::Done(None));
    let error = poller.run(take, pending()).await.unwrap_err();
    assert!(matches!(error, PollError::UnknownToken(_)), "{error}");
}

#[tokio::test]
async fn another_poller_ends_the_polling() {
    let story = Story::new().await;
    let refused = "Conflict: terminated by other getUpdates request; \
                   make sure that only one bot instance is running";
    let fault = Fault::status(409, refused);
    story.telegram.fail_next(On::method("getUpdates"), fault);
    let error = story.polls(1, echo).await.unwrap_err();
    assert!(matches!(error, PollError::Conflict(_)), "{error}");
}

#[tokio::test]
async fn without_a_permit_nothing_is_asked() {
    let story = Story::new().await;
    story.says(ANN, "one");
    story.permit.close();
    let error = story.polls(1, echo).await.unwrap_err();
    assert!(matches!(error, PollError::Fenced), "{error}");
    assert_eq!(story.telegram.calls().len(), 0);
}

/// Whoever polls next answers what this one has not answered.
#[tokio::test]
async fn what_a_lost_permit_leaves_is_not_confirmed() {
    let story = Story::new().await;
    for text in ["one", "two", "three"] {
        story.says(ANN, text);
    }
    let acknowledge = |text: &str, times| {
        if text == "two" {
            story.permit.close();
        }
        echo(text, times)
    };
    let error = story.polls(9, acknowledge).await.unwrap_err();
    assert!(matches!(error, PollError::Fenced), "{error}");
    assert_eq!(story.taken(), ["one", "two"]);
    assert_eq!(story.telegram.last_from_bot(ANN).unwrap().text, "one!");
    assert_eq!(
        story.telegram.pending().len(),
        3,
        "no poll has confirmed any"
    );
}

#[tokio::test]
async fn what_waits_is_dropped_when_asked() {
    let story = Story::new().await;
    for text in ["one", "two", "three"] {
        story.says(ANN, text);
    }
    let token = story.telegram.config().token.clone();
    story.poller(&token).drop_pending().await.unwrap();
    assert_eq!(story.telegram.pending().len(), 0);
}
