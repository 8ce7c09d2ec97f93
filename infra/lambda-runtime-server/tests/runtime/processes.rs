use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use lambda_runtime_server::{Function, InvokeError};
use serde_json::Value;
use tempfile::TempDir;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);
const SIGKILL: i32 = 9;

/// A bootstrap that is a shell script, with the directory that holds it.
async fn script(lines: &str, variables: &[(&str, &str)]) -> (Function, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let bootstrap = directory.path().join("bootstrap");
    fs::write(&bootstrap, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&bootstrap, Permissions::from_mode(0o755)).unwrap();
    let function = Function::start(bootstrap, variables.iter().copied())
        .await
        .unwrap();
    (function, directory)
}

#[tokio::test]
async fn environment_is_clean_but_for_lambdas() {
    let (function, _directory) = script("/usr/bin/env", &[("TABLE_NAME", "desk")]).await;
    assert!(function.wait_exit().await.success());
    let output = function.output();
    let lines = output.lines().filter_map(|line| line.split_once('='));
    let mut names: Vec<_> = lines.map(|(name, _)| name).collect();
    names.retain(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name));
    names.sort_unstable();
    let lambdas = [
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_RUNTIME_API",
    ];
    assert_eq!(names, [&lambdas[..], &["TABLE_NAME"]].concat());
}

#[tokio::test]
async fn both_streams_are_captured() {
    let (function, _directory) = script("echo out; echo err >&2", &[]).await;
    function.wait_exit().await;
    let output = function.output();
    assert!(
        output.contains("out\n") && output.contains("err\n"),
        "{output}"
    );
}

#[tokio::test]
async fn death_during_an_invocation_is_reported() {
    let (function, _directory) = script("exit 3", &[]).await;
    let answer = function.invoke(Value::Null, LONG).await;
    assert!(matches!(answer, Err(InvokeError::Exited(status)) if status.code() == Some(3)));
}

#[tokio::test]
async fn dead_function_is_started_again() {
    let (function, _directory) = script("echo started; exit 3", &[]).await;
    function.wait_exit().await;
    let first = function.id();
    let answer = function.invoke(Value::Null, LONG).await;
    assert!(matches!(answer, Err(InvokeError::Exited(_))));
    assert_ne!(function.id(), first);
    assert_eq!(function.output(), "started\nstarted\n");
}

#[tokio::test]
async fn function_without_answer_is_killed() {
    let (function, _directory) = script("while :; do :; done", &[]).await;
    let answer = function.invoke(Value::Null, SHORT).await;
    assert!(matches!(answer, Err(InvokeError::TimedOut(_))));
    assert_eq!(function.wait_exit().await.signal(), Some(SIGKILL));
}

#[tokio::test]
async fn kill_waits_for_the_end() {
    let (function, _directory) = script("while :; do :; done", &[]).await;
    function.kill().await;
    assert_eq!(function.wait_exit().await.signal(), Some(SIGKILL));
    function.ready().await;
}

#[tokio::test]
async fn missing_executable_is_an_error() {
    let nothing: [(&str, &str); 0] = [];
    assert!(
        Function::start("/nowhere/bootstrap", nothing)
            .await
            .is_err()
    );
}
