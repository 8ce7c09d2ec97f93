use crate::{ApiError, ChatId};

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is refused so, and not performed.
    Status(ApiError),
    /// The connection closes before the call is performed.
    Drop,
    /// The call is performed, and its answer never comes.
    Hang,
    /// The call is performed, and the connection closes without an answer.
    Close,
}

/// Which call something goes wrong with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// Whatever comes next.
    Any,
    /// The next call of a method, in any case of letters.
    Method(String),
    /// The next call about a chat.
    Chat(ChatId),
}

impl Fault {
    /// A refusal with a code and a description.
    #[must_use]
    pub fn status(code: u16, description: &str) -> Self {
        Self::Status(ApiError::new(code, description))
    }

    /// `429` with `retry_after` in seconds.
    #[must_use]
    pub fn too_many_requests(retry_after_s: u64) -> Self {
        Self::Status(ApiError::too_many_requests(retry_after_s))
    }
}

impl On {
    /// The next call of `method`.
    #[must_use]
    pub fn method(method: &str) -> Self {
        Self::Method(method.to_owned())
    }

    /// The next call about `chat`.
    #[must_use]
    pub fn chat(chat: impl Into<ChatId>) -> Self {
        Self::Chat(chat.into())
    }

    fn matches(&self, method: &str, chat: Option<ChatId>) -> bool {
        match self {
            Self::Any => true,
            Self::Method(name) => name.eq_ignore_ascii_case(method),
            Self::Chat(id) => chat == Some(*id),
        }
    }
}

/// The faults that have not happened yet, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(On, Fault)>);

impl Faults {
    pub(crate) fn add(&mut self, on: On, fault: Fault) {
        self.0.push((on, fault));
    }

    pub(crate) fn take(&mut self, method: &str, chat: Option<ChatId>) -> Option<Fault> {
        let at = self.0.iter().position(|(on, _)| on.matches(method, chat))?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn left(&self) -> usize {
        self.0.len()
    }
}
