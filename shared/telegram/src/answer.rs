//! What the Bot API answers.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::{ApiError, truncate_chars};

/// The most characters of a description that are kept.
const DESCRIPTION_LIMIT: usize = 200;

/// Reads the body of an answer.
///
/// An edit that changes nothing is refused with a 400 (`message is not modified`): the message
/// is as it should be, so that is success. It is what a repeated edit gets.
pub(crate) fn read(status: u16, body: &[u8]) -> Result<(), ApiError> {
    let answer: Answer<IgnoredAny> = parse(status, body)?;
    if answer.ok || answer.description.contains("message is not modified") {
        return Ok(());
    }
    Err(answer.refusal(status))
}

/// Reads the body of an answer whose result is wanted.
pub(crate) fn result<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, ApiError> {
    let answer: Answer<T> = parse(status, body)?;
    match answer.result {
        Some(result) if answer.ok => Ok(result),
        _ if answer.ok => Err(ApiError::Unreadable { status }),
        _ => Err(answer.refusal(status)),
    }
}

fn parse<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<Answer<T>, ApiError> {
    serde_json::from_slice(body).map_err(|_| ApiError::Unreadable { status })
}

#[derive(Deserialize)]
struct Answer<T> {
    ok: bool,
    result: Option<T>,
    error_code: Option<i64>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: AnswerParameters,
}

impl<T> Answer<T> {
    fn refusal(self, status: u16) -> ApiError {
        ApiError::Refused {
            code: self.error_code.unwrap_or_else(|| status.into()),
            description: truncate_chars(&self.description, DESCRIPTION_LIMIT).to_owned(),
            retry_after: self.parameters.retry_after,
            migrate_to_chat_id: self.parameters.migrate_to_chat_id,
        }
    }
}

#[derive(Default, Deserialize)]
struct AnswerParameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_success() {
        assert_eq!(
            read(200, br#"{"ok":true,"result":{"message_id":7}}"#),
            Ok(())
        );
    }

    #[test]
    fn a_result_that_is_wanted_is_read() {
        let wanted = result::<Vec<i64>>(200, br#"{"ok":true,"result":[7]}"#);
        assert_eq!(wanted, Ok(vec![7]));
        let missing = result::<Vec<i64>>(200, br#"{"ok":true}"#);
        assert_eq!(missing, Err(ApiError::Unreadable { status: 200 }));
        let refused = result::<Vec<i64>>(409, br#"{"ok":false,"error_code":409}"#);
        assert!(matches!(refused, Err(ApiError::Refused { code: 409, .. })));
    }

    #[test]
    fn an_edit_without_change_is_success() {
        let body = br#"{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: x"}"#;
        assert_eq!(read(400, body), Ok(()));
    }

    #[test]
    fn a_long_wait_is_not_cut() {
        let body = br#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 86400","parameters":{"retry_after":86400}}"#;
        insta::assert_compact_debug_snapshot!(read(429, body), @r#"Err(Refused { code: 429, description: "Too Many Requests: retry after 86400", retry_after: Some(86400), migrate_to_chat_id: None })"#);
    }

    #[test]
    fn a_migrated_group_names_its_successor() {
        let body = br#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"#;
        insta::assert_compact_debug_snapshot!(read(400, body), @r#"Err(Refused { code: 400, description: "Bad Request: group chat was upgraded to a supergroup chat", retry_after: None, migrate_to_chat_id: Some(-1001234567890) })"#);
    }

    #[test]
    fn a_description_is_bounded() {
        let body = format!(r#"{{"ok":false,"description":"{}"}}"#, "я".repeat(500));
        let Err(ApiError::Refused {
            code, description, ..
        }) = read(403, body.as_bytes())
        else {
            panic!("the answer is a refusal");
        };
        assert_eq!((code, description.chars().count()), (403, 200));
    }

    #[test]
    fn a_gateways_page_is_unreadable() {
        let answer = read(502, b"<html>Bad Gateway</html>");
        assert_eq!(answer, Err(ApiError::Unreadable { status: 502 }));
    }
}
