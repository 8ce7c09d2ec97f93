use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::Event;
use futures_util::Stream;
use futures_util::stream;
use tokio::sync::watch;

use crate::desk::Desk;

/// How long the page waits before it asks for a new stream when this one has ended.
const RETRY: Duration = Duration::from_secs(1);

/// What a stream waits for.
struct Listener {
    telegram: watch::Receiver<u64>,
    readings: watch::Receiver<u64>,
    closed: watch::Receiver<bool>,
    told: u64,
}

/// A number at once, and another after each change; changes that come faster than they are told
/// are told once.
pub(crate) async fn stream(
    State(desk): State<Arc<Desk>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = Listener {
        telegram: desk.telegram.changes(),
        readings: desk.readings(),
        closed: desk.closed(),
        told: 0,
    };
    Sse::new(stream::unfold(listener, next))
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if listener.told > 0 {
        let is_closed = |closed: &bool| *closed;
        tokio::select! {
            _ = listener.closed.wait_for(is_closed) => return None,
            changed = listener.telegram.changed() => changed.ok()?,
            changed = listener.readings.changed() => changed.ok()?,
        }
    }
    listener.told += 1;
    let event = Event::default()
        .retry(RETRY)
        .data(listener.told.to_string());
    Some((Ok(event), listener))
}
