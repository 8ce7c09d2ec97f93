use std::io;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// What chromedriver prints before its port when it is ready.
const READY: &str = "was started successfully on port ";

/// A chromedriver on a port of its own choice, until it is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    port: u16,
    _process: Child,
    /// Held open: chromedriver goes on printing.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts it and waits until it is ready.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] when there is none on this machine.
    pub(crate) async fn start() -> io::Result<Self> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().expect("its output is piped");
        let mut output = BufReader::new(output).lines();
        let port = port(&mut output).await?;
        Ok(Self {
            port,
            _process: process,
            _output: output,
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

async fn port(output: &mut Lines<BufReader<ChildStdout>>) -> io::Result<u16> {
    while let Some(line) = output.next_line().await? {
        let port = line
            .split_once(READY)
            .map(|(_, port)| port.trim_end_matches('.'));
        if let Some(port) = port.and_then(|port| port.parse().ok()) {
            return Ok(port);
        }
    }
    Err(io::Error::other("chromedriver ended before it was ready"))
}
