use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, patch, post, put};
use telegram_server::Telegram;

use crate::desk::Desk;
use crate::{acts, chat, documents, events, files, groups, guard, people, presses, refusal};

/// The page and its interface, for the people of one [`Telegram`].
#[derive(Clone, Debug)]
pub struct ChatPage {
    desk: Arc<Desk>,
}

impl ChatPage {
    /// A page for these people. What is in their chats by now counts as read, also after a restart:
    /// how far people have read is kept in memory alone.
    #[must_use]
    pub fn new(telegram: Arc<Telegram>) -> Self {
        let desk = Arc::new(Desk::new(telegram));
        Self { desk }
    }

    /// Everything that the page consists of and asks for, behind [`guarded`](crate::guarded). To be
    /// served at the root of a server on loopback, and to be merged with routes other than `/`,
    /// `/page/…` and `/api/…`.
    pub fn routes(&self) -> Router {
        let api = interface().with_state(Arc::clone(&self.desk));
        guard::guarded(files::routes().merge(api))
    }

    /// Ends the streams of events, which no server that stops in an orderly way can wait for.
    pub fn close(&self) {
        self.desk.close();
    }
}

fn interface() -> Router<Arc<Desk>> {
    Router::new()
        .route("/api/events", get(events::stream))
        .route("/api/people", get(people::everybody).post(people::add))
        .route(
            "/api/people/{user}/block",
            put(people::block).delete(people::unblock),
        )
        .route("/api/presses/{press}", get(presses::answer))
        .route("/api/groups", post(groups::found))
        .route(
            "/api/groups/{chat}/members/{user}",
            put(groups::join).delete(groups::leave),
        )
        .nest("/api/people/{user}/chats/{chat}", in_a_chat())
        .route("/api/{*rest}", any(refusal::no_such_address))
        .method_not_allowed_fallback(refusal::no_such_method)
}

fn in_a_chat() -> Router<Arc<Desk>> {
    Router::new()
        .route("/", get(chat::state))
        .route("/read", post(chat::read))
        .route("/messages", post(acts::say))
        .route(
            "/messages/{message}",
            patch(acts::edit).delete(acts::delete),
        )
        .route("/messages/{message}/presses", post(presses::press))
        .route("/messages/{message}/document", get(documents::download))
        .route("/taps", post(acts::tap))
        .route("/contacts", post(acts::share_contact))
        .route("/photos", post(acts::send_photos))
}
