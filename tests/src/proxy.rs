//! A proxy before the table, for functions that run in a process of their own: it can do
//! something at a chosen request, such as killing that process.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Where in its life a request is stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Point {
    /// It has left the function, and the table has not seen it.
    BeforeTheTable,
    /// The table has done it, and the function has no answer.
    BeforeTheAnswer,
}

/// A proxy on loopback. Dropped, it stops.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Counts down the requests until one is stopped.
    stop: Mutex<Option<(usize, Point)>>,
    operations: Mutex<Vec<String>>,
    stopped: Notify,
}

impl Proxy {
    pub async fn before(table_url: &str) -> Self {
        let table: SocketAddr = table_url
            .trim_start_matches("http://")
            .parse()
            .expect("the table is on loopback");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(accept(listener, table, Arc::clone(&shared)));
        Self {
            address,
            shared,
            task,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The operations requested since the last call; opening a connection is none.
    pub fn operations(&self) -> Vec<String> {
        std::mem::take(
            &mut *self
                .shared
                .operations
                .lock()
                .expect("no test panics while it holds the lock"),
        )
    }

    /// Stops the request with this number (0 for the next one) for ever.
    pub fn stop_at(&self, number: usize, point: Point) {
        *self
            .shared
            .stop
            .lock()
            .expect("no test panics while it holds the lock") = Some((number, point));
    }

    /// Ends when a request has been stopped.
    pub async fn stopped(&self) {
        self.shared.stopped.notified().await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn next(&self, request: &[u8]) -> Option<Point> {
        let operation = operation(request)?;
        self.operations
            .lock()
            .expect("no test panics while it holds the lock")
            .push(operation);
        let mut stop = self
            .stop
            .lock()
            .expect("no test panics while it holds the lock");
        match stop.take() {
            Some((0, point)) => Some(point),
            Some((left, point)) => {
                *stop = Some((left - 1, point));
                None
            }
            None => None,
        }
    }
}

fn operation(request: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(request);
    let target = text
        .lines()
        .find_map(|line| line.strip_prefix("x-amz-target: "))?;
    Some(target.rsplit('.').next().unwrap_or(target).to_owned())
}

async fn accept(listener: TcpListener, table: SocketAddr, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move { relay(client, table, &shared).await });
    }
}

/// Relays one connection, a whole message at a time.
async fn relay(mut client: TcpStream, table: SocketAddr, shared: &Shared) -> Option<()> {
    let mut server = TcpStream::connect(table).await.ok()?;
    loop {
        let request = message(&mut client).await?;
        let point = shared.next(&request);
        if point == Some(Point::BeforeTheTable) {
            return stop(shared).await;
        }
        server.write_all(&request).await.ok()?;
        let answer = message(&mut server).await?;
        if point == Some(Point::BeforeTheAnswer) {
            return stop(shared).await;
        }
        client.write_all(&answer).await.ok()?;
    }
}

async fn stop(shared: &Shared) -> Option<()> {
    shared.stopped.notify_one();
    std::future::pending().await
}

/// Reads one HTTP/1.1 message with a content length.
async fn message(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    let mut chunk = [0u8; 8_192];
    loop {
        let read = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        message.extend_from_slice(&chunk[..read]);
        let Some(head) = message.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        if message.len() >= head + 4 + content_length(&message[..head]) {
            return Some(message);
        }
    }
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    length
        .and_then(|length| length.trim().parse().ok())
        .unwrap_or(0)
}
