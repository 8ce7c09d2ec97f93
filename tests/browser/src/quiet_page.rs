use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use chat_page::ChatPage;
use clock::{SharedClock, SystemClock};
use http::Method;
use serde_json::{Value, json};
use telegram_server::{Person, Telegram, TelegramConfig, UserId};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What has not been asked for by then will not be.
const PATIENCE: Duration = Duration::from_secs(20);

/// The chat page without a bot, which the test plays, for what a bot leaves no time for. Ann, person
/// 42, and Bob, person 43, are there. It ends when it is dropped.
#[derive(Debug)]
pub struct QuietPage {
    telegram: Arc<Telegram>,
    page: ChatPage,
    port: u16,
    gate: Arc<Gate>,
    server: JoinHandle<()>,
}

/// Keeps answers back.
#[derive(Debug)]
struct Gate {
    /// The requests whose answers are kept, by their method and the end of their path.
    kept: watch::Sender<Option<(Method, &'static str)>>,
    /// How many have come.
    asked: watch::Sender<usize>,
}

impl QuietPage {
    /// Serves the page, in which it is as late as `clock` says.
    ///
    /// # Panics
    /// When nothing can be served on loopback.
    pub async fn open(clock: SharedClock) -> Self {
        let telegram = Telegram::new(TelegramConfig::new(clock));
        telegram.add_person(Person::new(42, "Ann"));
        telegram.add_person(Person::new(43, "Bob"));
        let page = ChatPage::new(Arc::clone(&telegram));
        let gate = Arc::new(Gate {
            kept: watch::Sender::new(None),
            asked: watch::Sender::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("loopback has a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let routes = gated(page.routes(), &gate);
        let server = tokio::spawn(async { drop(axum::serve(listener, routes).await) });
        Self {
            telegram,
            page,
            port: address.port(),
            gate,
            server,
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The Telegram behind the page.
    #[must_use]
    pub fn telegram(&self) -> &Telegram {
        &self.telegram
    }

    /// The bot writes to somebody in private, with a button below if it has a label.
    ///
    /// # Panics
    /// When the person has not written before.
    pub fn bot_says(&self, user: UserId, text: &str, button: Option<&str>) {
        let buttons = button.map(|label| json!([{"text": label, "callback_data": label}]));
        let keyboard = json!({"inline_keyboard": buttons.into_iter().collect::<Vec<_>>()});
        let message = json!({"chat_id": user.0, "text": text, "reply_markup": keyboard});
        self.calls("sendMessage", message);
    }

    /// The bot answers the press that has waited longest with a line that passes.
    ///
    /// # Panics
    /// When nobody waits.
    pub fn bot_answers_press(&self, user: UserId, text: &str) {
        let presses = self.telegram.open_presses_of(user);
        let press = presses.first().expect("a press waits for its answer");
        let answer = json!({"callback_query_id": press.id, "text": text});
        self.calls("answerCallbackQuery", answer);
    }

    fn calls(&self, method: &str, parameters: Value) {
        let called = self.telegram.call(method, parameters);
        called.expect("Telegram takes the call");
    }

    /// From now on requests are done, but their answers kept back, when their path ends so.
    pub fn keeps_answers(&self, method: Method, end: &'static str) {
        self.gate.asked.send_replace(0);
        self.gate.kept.send_replace(Some((method, end)));
    }

    /// Waits until an answer is kept back.
    ///
    /// # Panics
    /// When nobody asks.
    pub async fn is_asked(&self) {
        let mut asked = self.gate.asked.subscribe();
        let waited = asked.wait_for(|asked| *asked > 0);
        let asked = clock::within(&SystemClock::new(), PATIENCE, waited).await;
        drop(asked.expect("the page asks"));
    }

    /// Gives all answers that were kept, and keeps no more.
    pub fn gives_answers(&self) {
        self.gate.kept.send_replace(None);
    }
}

impl Drop for QuietPage {
    fn drop(&mut self) {
        self.page.close();
        self.server.abort();
    }
}

fn gated(routes: Router, gate: &Arc<Gate>) -> Router {
    let gate = Arc::clone(gate);
    routes.layer(middleware::from_fn_with_state(gate, keep))
}

async fn keep(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let is_kept = gate.keeps(&request);
    let response = next.run(request).await;
    if is_kept {
        gate.asked.send_modify(|asked| *asked += 1);
        drop(gate.kept.subscribe().wait_for(Option::is_none).await);
    }
    response
}

impl Gate {
    fn keeps(&self, request: &Request) -> bool {
        let kept = self.kept.borrow();
        let kept = kept.as_ref();
        kept.is_some_and(|(method, end)| {
            request.method() == method && request.uri().path().ends_with(end)
        })
    }
}
