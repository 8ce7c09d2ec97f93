//! A webhook that answers 503 to everything.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const ANSWER: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Opens one until the test's end; its URL.
pub(crate) async fn open() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            refuse(connection).await;
        }
    });
    url
}

async fn refuse(mut connection: TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"}}") {
        if !matches!(connection.read_buf(&mut request).await, Ok(1..)) {
            return;
        }
    }
    // Whoever asks may have gone.
    let _ = connection.write_all(ANSWER).await;
}
