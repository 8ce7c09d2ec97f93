use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::{Telegram, TelegramConfig, deliverer, http_face};

/// The Bot API and the delivery of updates, on 127.0.0.1 until it is stopped or dropped.
#[derive(Debug)]
pub struct TelegramServer {
    address: SocketAddr,
    telegram: Arc<Telegram>,
    tasks: Vec<JoinHandle<()>>,
}

impl TelegramServer {
    /// Starts a new Telegram.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(config: TelegramConfig) -> io::Result<Self> {
        Self::serve(Telegram::new(config)).await
    }

    /// Puts a Telegram that is already there on the port of its configuration.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn serve(telegram: Arc<Telegram>) -> io::Result<Self> {
        let mut server = Self::without_delivery(Arc::clone(&telegram)).await?;
        server
            .tasks
            .push(tokio::spawn(deliverer::deliver(telegram)));
        Ok(server)
    }

    /// The Bot API alone: updates wait until somebody delivers them
    /// ([`Telegram::deliver_all`]), in a process of their own choice.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn without_delivery(telegram: Arc<Telegram>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", telegram.config().port)).await?;
        let address = listener.local_addr()?;
        let face = tokio::spawn(http_face::serve(listener, Arc::clone(&telegram)));
        Ok(Self {
            address,
            telegram,
            tasks: vec![face],
        })
    }

    /// The base of the Bot API, such as `http://127.0.0.1:40000`: the value of `TELEGRAM_API_URL`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the server shows.
    #[must_use]
    pub fn telegram(&self) -> Arc<Telegram> {
        Arc::clone(&self.telegram)
    }

    /// Stops listening and delivering, and closes all connections.
    pub async fn stop(mut self) {
        for task in &mut self.tasks {
            task.abort();
            // It was aborted: that is the error to be expected.
            let _ = task.await;
        }
    }
}

impl Drop for TelegramServer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
