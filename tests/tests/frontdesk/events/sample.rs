//! The files themselves.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

/// Where the samples lie.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../events")
}

/// A sample's text; `name` is the file's, without `.json`.
pub(crate) fn text(name: &str) -> String {
    let path = folder().join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("events/{name}.json: {error}"))
}

/// The event in a sample.
pub(crate) fn event(name: &str) -> Value {
    serde_json::from_str(&text(name))
        .unwrap_or_else(|error| panic!("events/{name}.json is no JSON: {error}"))
}

/// The names of all files in the folder that end in `.json`.
pub(crate) fn names() -> BTreeSet<String> {
    let files = std::fs::read_dir(folder()).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|file| file.strip_suffix(".json").map(str::to_owned))
        .collect()
}

/// The bytes that the sender sent, whichever way the event carries them.
pub(crate) fn body(event: &Value) -> Vec<u8> {
    let body = event["body"].as_str().unwrap_or_default();
    if event["isBase64Encoded"] == true {
        aws_smithy_types::base64::decode(body).unwrap()
    } else {
        body.as_bytes().to_vec()
    }
}
