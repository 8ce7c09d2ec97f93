use std::io;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clock::{SystemClock, within};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::sync::{mpsc, watch};

/// How long to wait for the last output of a process that has ended. Only what a process of its
/// own still holds open can use this up.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A running child, or what is left of it. The child is killed when the last clone is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Process {
    id: u32,
    kill: mpsc::Sender<()>,
    exited: watch::Receiver<Option<ExitStatus>>,
}

/// What the processes of a function have written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Output(Arc<Mutex<Vec<u8>>>);

impl Process {
    pub(crate) fn start(mut command: Command, output: &Output) -> io::Result<Self> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command.kill_on_drop(true).spawn()?;
        let id = child
            .id()
            .expect("a child that nobody waited for has an id");
        let (kill, killed) = mpsc::channel(1);
        let (ended, exited) = watch::channel(None);
        tokio::spawn(supervise(child, output.clone(), killed, ended));
        Ok(Self { id, kill, exited })
    }

    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.exited.borrow().is_some()
    }

    pub(crate) async fn kill(&self) {
        // A full or closed channel means that it is being killed, or dead.
        let _ = self.kill.try_send(());
        self.exit().await;
    }

    pub(crate) async fn exit(&self) -> ExitStatus {
        let mut exited = self.exited.clone();
        let status = exited.wait_for(Option::is_some).await;
        status
            .expect("the supervisor reports an end")
            .expect("an end was waited for")
    }
}

async fn supervise(
    mut child: Child,
    output: Output,
    mut killed: mpsc::Receiver<()>,
    ended: watch::Sender<Option<ExitStatus>>,
) {
    let streams = (child.stdout.take(), child.stderr.take());
    let reading =
        tokio::spawn(async move { tokio::join!(output.copy(streams.0), output.copy(streams.1)) });
    let status = tokio::select! {
        status = child.wait() => status,
        _ = killed.recv() => {
            // It fails when the child has ended by itself in the meantime.
            let _ = child.start_kill();
            child.wait().await
        }
    };
    within(&SystemClock::new(), LAST_WORDS, reading).await;
    ended.send_replace(Some(
        status.expect("a child of this process can be waited for"),
    ));
}

impl Output {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }

    async fn copy(&self, stream: Option<impl AsyncRead + Unpin>) {
        let mut stream = stream.expect("both streams are piped");
        let mut piece = Vec::with_capacity(4096);
        while stream.read_buf(&mut piece).await.is_ok_and(|read| read > 0) {
            self.bytes().append(&mut piece);
        }
    }

    fn bytes(&self) -> std::sync::MutexGuard<'_, Vec<u8>> {
        self.0.lock().expect("appending bytes does not panic")
    }
}
