/// A stretch of one partition: the items whose sort keys have a common beginning, between two
/// bounds if there are any. Which spans there are is told in [`crate::Key`]'s module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Span {
    pk: String,
    prefix: String,
    from: String,
    until: String,
}

/// Nothing that sorts after a prefix sorts after the prefix and this.
const LAST: &str = "\u{10FFFF}";

/// The smallest sort key that there can be: an empty one is not allowed.
const FIRST: &str = "\u{0}";

impl Span {
    pub(crate) fn new(pk: String, prefix: impl Into<String>) -> Self {
        Self {
            pk,
            prefix: prefix.into(),
            from: String::new(),
            until: LAST.to_owned(),
        }
    }

    /// Only what goes on with `text` after the common beginning, which `text` becomes a part of.
    #[must_use]
    pub fn starting_with(mut self, text: &str) -> Self {
        self.prefix.push_str(text);
        self
    }

    /// Only from here on, inclusive; what comes after the common beginning counts.
    #[must_use]
    pub fn from(mut self, bound: &str) -> Self {
        bound.clone_into(&mut self.from);
        self
    }

    /// Only up to here, inclusive. A longer sort key that begins with `bound` lies beyond it.
    #[must_use]
    pub fn until(mut self, bound: &str) -> Self {
        bound.clone_into(&mut self.until);
        self
    }

    pub(crate) fn pk(&self) -> &str {
        &self.pk
    }

    /// The smallest sort key of the span.
    pub(crate) fn lower(&self) -> String {
        let lower = self.at(&self.from);
        if lower.is_empty() {
            FIRST.to_owned()
        } else {
            lower
        }
    }

    /// The largest one.
    pub(crate) fn upper(&self) -> String {
        self.at(&self.until)
    }

    /// DynamoDB refuses a range that ends before it begins.
    pub(crate) fn is_empty(&self) -> bool {
        self.lower() > self.upper()
    }

    /// A sort key of the span, by what comes after the common beginning.
    pub(crate) fn at(&self, rest: &str) -> String {
        format!("{}{rest}", self.prefix)
    }

    /// What comes after the common beginning.
    pub(crate) fn rest<'a>(&self, sk: &'a str) -> Option<&'a str> {
        sk.strip_prefix(&self.prefix)
    }
}
