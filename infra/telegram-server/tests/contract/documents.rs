//! Documents that are uploaded.

use serde_json::{Value, json};
use telegram_server::{Document, ShownDocument, TelegramConfig, Upload};

use crate::over_http::Connected;
use crate::story::Story;

const FILE: &str = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

fn upload(field: &str, name: &str, content: &'static str) -> Upload {
    Upload {
        field: field.to_owned(),
        name: name.to_owned(),
        content: content.into(),
    }
}

impl Story {
    fn uploads(&self, params: Value, file: Upload) -> Value {
        let sent = self.telegram.upload("sendDocument", params, vec![file]);
        sent.unwrap()
    }
}

fn visit() -> Document {
    Document {
        name: "visit.ics".to_owned(),
        mime: "text/calendar".to_owned(),
        content: FILE.into(),
    }
}

#[test]
fn an_uploaded_document_is_returned_whole() {
    let story = Story::begun();
    let params = json!({"chat_id": 100, "caption": "<b>Hi</b>", "parse_mode": "HTML"});
    let sent = story.uploads(params, upload("document", "visit.ics", FILE));
    insta::assert_snapshot!(sent, @r#"{"caption":"Hi","caption_entities":[{"type":"bold","offset":0,"length":2}],"document":{"file_id":"BQAC88dc97e5aab5fe3d","file_unique_id":"AQ88dc97e5aab5fe3d","file_size":32,"file_name":"visit.ics","mime_type":"text/calendar"},"message_id":2,"date":1767225600,"chat":{"id":100,"type":"private","first_name":"Anna","username":"anna_p"},"from":{"id":7000000007,"is_bot":true,"first_name":"Frontdesk","username":"frontdesk_bot"}}"#);
    assert_eq!(story.telegram.document(story.anna, 2), Some(visit()));
    let call = story.last_call().params;
    let file = json!({"file_name": "visit.ics", "file_size": 32});
    assert_eq!(call["document"], file);
}

#[test]
fn people_see_what_kind_of_file_it_is() {
    let story = Story::begun();
    story.uploads(
        json!({"chat_id": 100}),
        upload("document", "visit.ics", FILE),
    );
    let shown = story.telegram.last_from_bot(story.anna).unwrap();
    assert_eq!(shown.to_text(), "Frontdesk: [document visit.ics]");
    let document = ShownDocument {
        name: "visit.ics".to_owned(),
        mime: "text/calendar".to_owned(),
        size: 32,
    };
    assert_eq!(shown.document, Some(document));
}

#[test]
fn the_type_is_that_of_the_extension() {
    let story = Story::begun();
    for (name, expected) in [
        ("a.TXT", ("a.TXT", "text/plain")),
        ("folder/a.csv", ("a.csv", "text/csv")),
        ("noextension", ("noextension", "application/octet-stream")),
        ("", ("file", "application/octet-stream")),
    ] {
        let sent = story.uploads(json!({"chat_id": 100}), upload("document", name, "x"));
        let file = &sent["document"];
        assert_eq!(
            (file["file_name"].as_str(), file["mime_type"].as_str()),
            (Some(expected.0), Some(expected.1))
        );
    }
}

#[test]
fn a_file_may_be_attached_under_another_name() {
    let story = Story::begun();
    let params = json!({"chat_id": 100, "document": "attach://other"});
    story.uploads(params.clone(), upload("other", "visit.ics", FILE));
    assert_eq!(story.telegram.document(story.anna, 2), Some(visit()));
    let missing = story.refusal("sendDocument", params);
    let said = "400: Bad Request: there is no document in the request";
    assert_eq!(missing, said);
}

#[test]
fn an_empty_file_is_refused() {
    let story = Story::begun();
    let params = json!({"chat_id": 100});
    let empty = vec![upload("document", "a.txt", "")];
    let refused = story.telegram.upload("sendDocument", params, empty);
    let said = "400: Bad Request: file must be non-empty";
    assert_eq!(refused.unwrap_err().to_string(), said);
}

#[test]
fn a_document_is_sent_again_by_its_id_and_copied() {
    let story = Story::begun();
    let sent = story.uploads(
        json!({"chat_id": 100}),
        upload("document", "visit.ics", FILE),
    );
    let again = json!({"chat_id": 100, "document": sent["document"]["file_id"]});
    story.calls("sendDocument", again);
    let copy = json!({"chat_id": 100, "from_chat_id": 100, "message_id": 2});
    story.calls("copyMessage", copy);
    for message in [3, 4] {
        assert_eq!(story.telegram.document(story.anna, message), Some(visit()));
    }
    let by_address = json!({"chat_id": 100, "document": "https://a.example/a.ics"});
    story.calls("sendDocument", by_address);
    assert_eq!(story.telegram.document(story.anna, 5), None);
}

async fn posts(bot: &Connected, content_type: &str, parts: &[&str]) -> (u16, Value) {
    let path = format!("bot{}/sendDocument", TelegramConfig::TOKEN);
    let mut body = String::new();
    for part in parts {
        body += &format!("--cut\r\nContent-Disposition: form-data; {part}\r\n");
    }
    let posted = bot.posts(&path, content_type, body + "--cut--\r\n").await;
    posted.unwrap()
}

const FORM: &str = "multipart/form-data; boundary=cut";
const CHAT: &str = "name=\"chat_id\"\r\n\r\n100";

#[tokio::test]
async fn a_form_carries_parameters_and_a_file() {
    let bot = Connected::new().await;
    let file = format!(
        "name=\"document\"; filename=\"visit.ics\"\r\nContent-Type: text/plain\r\n\r\n{FILE}"
    );
    let caption = "name=\"caption\"\r\n\r\nYour visit";
    let (status, body) = posts(&bot, FORM, &[CHAT, caption, &file]).await;
    assert_eq!(
        (status, &body["result"]["caption"]),
        (200, &json!("Your visit"))
    );
    let telegram = bot.server.telegram();
    let document = telegram.document(telegram_server::UserId(100), 2);
    assert_eq!(document, Some(visit()), "whatever type the form says");
}

#[tokio::test]
async fn a_name_is_decoded_as_an_address() {
    let bot = Connected::new().await;
    let file = "name=\"document\"; filename=\"%41.txt\"\r\n\r\nx";
    let (_, body) = posts(&bot, FORM, &[CHAT, file]).await;
    assert_eq!(body["result"]["document"]["file_name"], "A.txt");
}

#[tokio::test]
async fn a_broken_form_is_refused() {
    let bot = Connected::new().await;
    let no_boundary = posts(&bot, "multipart/form-data", &[CHAT]).await;
    let no_end = posts(&bot, "multipart/form-data; boundary=other", &[CHAT]).await;
    for (status, body) in [no_boundary, no_end] {
        let said = body["description"].as_str().unwrap();
        assert_eq!(status, 400);
        assert!(
            said.starts_with("Bad Request: can't parse form data"),
            "{said}"
        );
    }
    let (_, no_file) = posts(&bot, FORM, &[CHAT]).await;
    let said = "Bad Request: there is no document in the request";
    assert_eq!(no_file["description"], said);
}
