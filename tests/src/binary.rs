//! Release binaries, and the Runtime API that drives them.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use lambda_runtime_server::events::{Body, function_url_event};
use lambda_runtime_server::{Function, InvokeError};
use serde_json::Value;

use crate::SECRET;

/// The longest that an invocation may take before it counts as lost.
pub const TIME_OUT: Duration = Duration::from_secs(30);

/// The release binary of a package: what Lambda will run. Built when it is not up to date.
pub fn release(package: &str, binary: &str) -> PathBuf {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let built = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--release",
            "--package",
            package,
            "--bin",
            binary,
        ])
        .status()
        .expect("cargo can be started");
    assert!(built.success(), "{binary} does not build");
    target_directory().join("release").join(binary)
}

/// The bootstrap of the HTTP function, built once a test run.
pub fn webhook() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| release("webhook", "webhook")).clone()
}

/// The bootstraps of the other two functions, built once a test run.
pub fn notifier_and_monitor() -> (PathBuf, PathBuf) {
    static BUILT: OnceLock<(PathBuf, PathBuf)> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            (
                release("notifier", "notifier"),
                release("monitor", "monitor"),
            )
        })
        .clone()
}

/// Where this test's own executable lies tells where cargo builds.
fn target_directory() -> PathBuf {
    let own = std::env::current_exe().expect("a process knows its executable");
    let directory = own
        .ancestors()
        .find(|folder| folder.join(".rustc_info.json").exists());
    directory
        .expect("tests run from a target directory")
        .to_path_buf()
}

/// Posts an update through the event of a Function URL.
pub async fn post(function: &Function, update: &Value) -> Result<Value, InvokeError> {
    let headers = [
        ("Content-Type", "application/json"),
        ("X-Telegram-Bot-Api-Secret-Token", SECRET),
    ];
    let body = update.to_string();
    let event = function_url_event("POST", "/telegram", &headers, Body::Text(&body));
    function.invoke(event, TIME_OUT).await
}

/// The call in an answer's body; `Null` where there is none.
pub fn call(answer: &Value) -> Value {
    let body = answer["body"].as_str().unwrap_or_default();
    if body.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(body).expect("a 200 has JSON")
    }
}
