use std::fmt;

/// What goes wrong with a request on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this HTTP status and this error code, and nothing is done.
    Refuse(u16, &'static str),
    /// The connection is closed without an answer, and nothing is done.
    DropBefore,
    /// It is done, and then the connection is closed without an answer.
    DropAfter,
    /// It is never answered, and nothing is done.
    Hang,
}

type Choice = Box<dyn FnMut(&str) -> Option<Fault> + Send>;

/// Which requests go wrong, by operation.
#[derive(Default)]
pub(crate) struct Plan(Option<Choice>);

impl Plan {
    pub(crate) fn new(choice: impl FnMut(&str) -> Option<Fault> + Send + 'static) -> Self {
        Self(Some(Box::new(choice)))
    }

    pub(crate) fn fault(&mut self, operation: &str) -> Option<Fault> {
        self.0.as_mut().and_then(|choose| choose(operation))
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let planned = self.0.is_some();
        formatter.debug_tuple("Plan").field(&planned).finish()
    }
}
