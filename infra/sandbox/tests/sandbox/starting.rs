//! What keeps a sandbox from starting: one sentence each, with the mend.

use std::fs;
use std::path::Path;

use sandbox::{Options, Place, Sandbox};
use tokio::net::TcpListener;

use crate::story::{Story, options};

async fn refusal(port: u16, place: Place, superadmins: Option<&str>) -> String {
    let options = Options {
        port,
        superadmins: superadmins.map(str::to_owned),
        ..options(place)
    };
    Sandbox::start(options).await.unwrap_err().to_string()
}

async fn refusal_of(folder: &Path) -> String {
    refusal(0, Place::Folder(folder.to_owned()), None).await
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert_eq!(
        refusal(port, Place::Folder(data.clone()), None).await,
        format!(
            "Port {port} of 127.0.0.1 is taken, perhaps by another sandbox: stop that one, or \
             choose another port with --port."
        )
    );
    assert!(!data.exists());
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let sentence = refusal_of(&file.join("data")).await;
    assert!(sentence.contains("cannot be written"), "{sentence}");
    assert!(
        sentence.contains("keep nothing with --memory"),
        "{sentence}"
    );
}

#[tokio::test]
async fn damaged_data_is_named() {
    for damage in [&b"this is no database at all, only text"[..], &[7; 100_000]] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("table.db"), damage).unwrap();
        let sentence = refusal_of(folder.path()).await;
        assert!(sentence.contains("cannot be read"), "{sentence}");
        assert!(sentence.contains("to begin anew"), "{sentence}");
    }
}

#[tokio::test]
async fn damage_within_the_table_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let story = Story::in_folder(folder.path()).await;
    story.says("/join").await;
    story.sandbox.stop().await;
    // Everything behind SQLite's first page. What the log holds would mend it.
    let _ = fs::remove_file(folder.path().join("table.db-wal"));
    let file = folder.path().join("table.db");
    let mut bytes = fs::read(&file).unwrap();
    assert!(bytes.len() > 4096, "the table has more than one page");
    bytes[4096..].fill(7);
    fs::write(&file, bytes).unwrap();
    let sentence = refusal_of(folder.path()).await;
    assert!(sentence.contains("to begin anew"), "{sentence}");
}

#[tokio::test]
async fn a_table_of_another_shape_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.db");
    let database = dynoxide::Database::new(&file.to_string_lossy()).unwrap();
    let other = serde_json::json!({
        "TableName": "frontdesk-sandbox",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    });
    let request = serde_json::from_value(other).unwrap();
    database.create_table(request).unwrap();
    drop(database);
    let sentence = refusal_of(folder.path()).await;
    assert!(sentence.contains("of another version"), "{sentence}");
    assert!(sentence.contains("to begin anew"), "{sentence}");
}

#[tokio::test]
async fn a_table_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("table.db")).unwrap();
    let sentence = refusal_of(folder.path()).await;
    assert!(sentence.contains("cannot be written"), "{sentence}");
}

#[tokio::test]
async fn damaged_conversations_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("telegram.db"), [7; 100_000]).unwrap();
    let sentence = refusal_of(folder.path()).await;
    assert!(sentence.contains("cannot be read"), "{sentence}");
    assert!(sentence.contains("to begin anew"), "{sentence}");
}

#[tokio::test]
async fn a_folder_has_one_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let story = Story::in_folder(folder.path()).await;
    let sentence = refusal_of(folder.path()).await;
    assert!(sentence.starts_with("Another sandbox uses"), "{sentence}");
    assert!(story.says("/start").await.starts_with("Hello, Ann!"));
}

#[tokio::test]
async fn a_wrong_superadmin_is_named() {
    let sentence = refusal(0, Place::Memory, Some("boss")).await;
    assert!(sentence.contains("SUPERADMIN_IDS"), "{sentence}");
}

#[tokio::test]
async fn other_superadmins_decide_instead() {
    let options = Options {
        superadmins: Some("5, 6".into()),
        ..options(Place::Memory)
    };
    let story = Story::with(options).await.unwrap();
    let overview = story.sandbox.to_string();
    assert!(overview.contains("person 5, the superadmin"));
    story.asks_to_join().await;
    story.sees(6, "Request to join").await;
    story.sees(5, "Request to join").await;
    let unknown = story.tries(&["press", "--as", "1", "Reject"]).await;
    assert!(unknown.unwrap_err().contains("sees no button"));
    let decided = story.does(&["press", "--as", "5", "Reject"]).await;
    assert!(decided.ends_with("Rejected by Boss"), "{decided}");
    let late = story.does(&["press", "--as", "6", "Reject"]).await;
    assert!(
        late.ends_with("(alert) Boss has decided this already."),
        "{late}"
    );
}
