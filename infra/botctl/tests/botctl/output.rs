//! What is printed, and what becomes of it where it cannot be.

use std::fs::OpenOptions;
use std::io::pipe;
use std::process::Stdio;

use serde_json::Value;

use crate::run::{Run, botctl, command};

async fn into(stdout: Stdio, arguments: &[&str]) -> Run {
    let mut command = command(arguments, &[]);
    command.stdout(stdout).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    child.wait_with_output().await.unwrap().into()
}

#[tokio::test]
async fn a_reader_that_has_gone_is_no_failure() {
    for arguments in [
        &["completions", "zsh"][..],
        &["completions", "zsh", "--json"],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let run = into(writer.into(), arguments).await;
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_a_failure() {
    for arguments in [
        &["completions", "zsh"][..],
        &["completions", "zsh", "--json"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run = into(full.into(), arguments).await;
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("could not be printed"), "{run:?}");
    }
}

#[tokio::test]
async fn wrong_arguments_are_told_to_machines() {
    for arguments in [
        &["--json", "lock", "hold"][..],
        &["parked", "show", "--json"],
        &["shop", "rezone", "Mars/Olympus", "--json"],
    ] {
        let run = botctl(arguments, &[]).await;
        assert_eq!((run.code, run.stderr.as_str()), (Some(2), ""), "{run:?}");
        let said: Value = serde_json::from_str(&run.stdout).unwrap();
        let error = said["error"].as_str().unwrap();
        assert!(!error.is_empty() && !error.starts_with("error"), "{error}");
    }
    let run = botctl(&["lock", "hold"], &[]).await;
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let run = botctl(&["--json", "--help"], &[]).await;
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("Usage"), "{run:?}");
}
