use std::borrow::Cow;

use serde::Serialize;

use crate::multipart::Form;

/// A method of the Bot API with its parameters, ready to be posted
/// (<https://core.telegram.org/bots/api#making-requests>).
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn json(method: &'static str, parameters: &impl Serialize) -> Self {
        Self {
            method,
            content_type: "application/json".into(),
            body: serde_json::to_vec(parameters).expect("parameters have text keys only"),
        }
    }

    pub(crate) fn form(method: &'static str, form: Form) -> Self {
        Self {
            method,
            content_type: form.content_type.into(),
            body: form.body,
        }
    }
}
