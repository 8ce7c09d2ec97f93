//! The program itself: what it prints, and how it ends.

use std::path::Path;
use std::process::{Output, Stdio};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::process::{Child, ChildStdout, Command};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).env_clear().kill_on_drop(true);
    command
}

async fn ran(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = program(arguments).output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// A sandbox in a process of its own, once it says that it is ready.
struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    port: String,
}

impl Running {
    async fn in_folder(folder: &Path) -> Self {
        let mut command = program(&["--port", "0"]);
        command.current_dir(folder);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut port = String::new();
        loop {
            let line = lines.next_line().await.unwrap().expect("it starts");
            if let Some(found) = line.strip_prefix("  page      http://127.0.0.1:") {
                found.clone_into(&mut port);
            }
            if line.starts_with("Ready after ") {
                return Self { child, lines, port };
            }
        }
    }

    /// Person 42 writes on the page. Gives the head of the answer, which comes when Telegram has
    /// the message.
    async fn posts(&self, text: &str) -> String {
        let body = format!("{{\"text\":\"{text}\"}}");
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!(
            "POST /api/people/42/chats/42/messages HTTP/1.1\r\nHost: {host}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut page = TcpStream::connect(host).await.unwrap();
        page.write_all(request.as_bytes()).await.unwrap();
        let mut answer = [0; 1024];
        let length = page.read(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer[..length]).into_owned()
    }

    async fn does(&self, line: &[&str]) -> String {
        let (code, stdout, stderr) = ran(&[line, &["--port", &self.port]].concat()).await;
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
        stdout
    }
}

#[tokio::test]
async fn a_taken_port_is_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, stdout, stderr) = ran(&["--memory", "--port", &port]).await;
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.starts_with(&format!("Port {port} of 127.0.0.1 is taken")));
    assert_eq!(stderr.lines().count(), 1);
}

#[tokio::test]
async fn no_sandbox_is_one_sentence() {
    // Bound, so that nobody else gets it, but nobody listens.
    let deaf = TcpSocket::new_v4().unwrap();
    deaf.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let port = deaf.local_addr().unwrap().port().to_string();
    let (code, stdout, stderr) = ran(&["say", "--as", "42", "hi", "--port", &port]).await;
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert_eq!(
        stderr,
        format!(
            "No sandbox is running at 127.0.0.1:{port}: start it with `cargo run` in another \
             terminal.\n"
        )
    );
}

#[tokio::test]
async fn another_server_is_no_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::in_folder(folder.path()).await;
    let story = crate::story::Story::in_memory().await;
    let webhook = story.sandbox.webhook_url();
    let port = webhook.rsplit(':').next().unwrap();
    let (code, _, stderr) = ran(&["notices", "--port", port]).await;
    assert_eq!(code, Some(1));
    assert!(stderr.contains("is no sandbox"), "{stderr}");
    assert_eq!(running.does(&["notices"]).await, "(no notices wait)\n");
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_stops_it_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    for signal in ["-INT", "-TERM"] {
        let mut running = Running::in_folder(folder.path()).await;
        running.does(&["say", "--as", "42", "/join"]).await;
        let id = running.child.id().unwrap().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().await;
        assert!(sent.unwrap().success());
        let last = running.lines.next_line().await.unwrap();
        assert_eq!(last.as_deref(), Some("Stopped."));
        let ended = running.child.wait_with_output().await.unwrap();
        assert!(ended.status.success());
        let said = "Stopping. Ctrl-C once more ends the process at once.\n";
        assert_eq!(String::from_utf8(ended.stderr).unwrap(), said);
        // SQLite has put everything into the one file.
        assert!(!folder.path().join(".sandbox/table.db-wal").exists());
    }
}

#[tokio::test]
async fn a_killed_sandbox_forgets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::in_folder(folder.path()).await;
    running.does(&["say", "--as", "42", "/join"]).await;
    running.does(&["say", "--as", "42", "Ann"]).await;
    running.child.kill().await.unwrap();
    let running = Running::in_folder(folder.path()).await;
    let asked = running.does(&["say", "--as", "42", "Lee"]).await;
    assert!(asked.starts_with("Your phone number?"), "{asked}");
}

/// Each kill comes as soon as Telegram has taken a message, so at some step of the bot's work.
#[tokio::test]
async fn every_message_is_answered_once_across_kills() {
    let folder = tempfile::tempdir().unwrap();
    let commands = ["/join", "/cancel", "/join", "/cancel", "/join", "/cancel"];
    for command in commands {
        let mut running = Running::in_folder(folder.path()).await;
        assert!(running.posts(command).await.starts_with("HTTP/1.1 201"));
        running.child.kill().await.unwrap();
    }
    let running = Running::in_folder(folder.path()).await;
    running.does(&["say", "--as", "42", "/help"]).await;
    let shown = running.does(&["show", "--as", "42", "--last", "100"]).await;
    let lines = shown.lines().filter_map(|line| {
        let said = line.strip_prefix("Ann: ");
        said.or(line.starts_with("Frontdesk: ").then_some("answer"))
    });
    let expected = commands.iter().chain(&["/help"]);
    let expected: Vec<_> = expected.flat_map(|command| [*command, "answer"]).collect();
    assert_eq!(sorted(lines.collect()), sorted(expected), "{shown}");
    assert!(shown.contains("What I can do"), "{shown}");
}

fn sorted(mut lines: Vec<&str>) -> Vec<&str> {
    lines.sort_unstable();
    lines
}
