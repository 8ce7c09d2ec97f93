use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What a server does with each request.
#[derive(Clone)]
pub(crate) enum Behaviour {
    /// Answers and keeps the connection.
    Answer { status: u16, body: String },
    /// Answers the first request, and then none that comes: it hangs up.
    AnswerOnce { status: u16, body: String },
    /// Promises a longer body than it sends.
    CutShort,
    /// Takes connections and says nothing.
    Silence,
    /// Sends what is not HTTP.
    Gibberish,
    /// Announces and sends a body of this many bytes.
    Flood(usize),
}

/// A server on loopback that counts what reaches it.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: AtomicUsize,
    something: Notify,
}

impl Server {
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            seen: Arc::default(),
        };
        tokio::spawn(accept(listener, behaviour, Arc::clone(&server.seen)));
        server
    }

    pub(crate) async fn answering(status: u16, body: &str) -> Self {
        Self::start(Behaviour::Answer {
            status,
            body: body.to_owned(),
        })
        .await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> usize {
        self.seen.requests.load(Ordering::SeqCst)
    }

    /// Ends when a first byte has arrived.
    pub(crate) async fn reached(&self) {
        self.seen.something.notified().await;
    }
}

async fn accept(listener: TcpListener, behaviour: Behaviour, seen: Arc<Seen>) {
    while let Ok((stream, _)) = listener.accept().await {
        seen.connections.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(serve(stream, behaviour.clone(), Arc::clone(&seen)));
    }
}

async fn serve(stream: TcpStream, behaviour: Behaviour, seen: Arc<Seen>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        stream.fill_buf().await.ok()?;
        seen.something.notify_one();
        let Some(answer) = behaviour.answer() else {
            std::future::pending().await
        };
        read_request(&mut stream).await?;
        let before = seen.requests.fetch_add(1, Ordering::SeqCst);
        if before > 0 && matches!(behaviour, Behaviour::AnswerOnce { .. }) {
            return None;
        }
        stream.write_all(answer.as_bytes()).await.ok()?;
        if !matches!(behaviour, Behaviour::Answer { .. }) {
            return None;
        }
    }
}

impl Behaviour {
    fn answer(&self) -> Option<String> {
        match self {
            Self::Answer { status, body } | Self::AnswerOnce { status, body } => {
                Some(with_length(*status, body.len(), body))
            }
            Self::CutShort => Some(with_length(200, 100, "{\"Item\":")),
            Self::Flood(bytes) => Some(with_length(200, *bytes, &" ".repeat(*bytes))),
            Self::Gibberish => Some("once upon a time\r\n\r\n".to_owned()),
            Self::Silence => None,
        }
    }
}

fn with_length(status: u16, length: usize, body: &str) -> String {
    format!("HTTP/1.1 {status} Whatever\r\ncontent-length: {length}\r\n\r\n{body}")
}

async fn read_request(stream: &mut BufReader<TcpStream>) -> Option<()> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream
            .read_line(&mut line)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    stream.read_exact(&mut vec![0; length]).await.ok().map(drop)
}
