use serde_json::{Value, json};

use crate::failure::Failure;

/// One thing that was looked at.
#[derive(Debug)]
pub(crate) struct Finding {
    about: &'static str,
    wrong: Option<Wrong>,
}

#[derive(Debug)]
struct Wrong {
    what: String,
    mend: String,
}

impl Finding {
    pub(crate) fn well(about: &'static str) -> Self {
        Self { about, wrong: None }
    }

    pub(crate) fn wrong(
        about: &'static str,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        let (what, mend) = (what.into(), mend.into());
        Self {
            about,
            wrong: Some(Wrong { what, mend }),
        }
    }

    /// Well, unless that is so.
    pub(crate) fn unless(
        is_wrong: bool,
        about: &'static str,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        if is_wrong {
            Self::wrong(about, what, mend)
        } else {
            Self::well(about)
        }
    }

    /// A failure's sentence ends with its mend. Settings are found wrong elsewhere.
    pub(crate) fn of_failure(about: &'static str, failure: &Failure) -> Option<Self> {
        if matches!(failure, Failure::Settings(_)) {
            return None;
        }
        let text = failure.to_string();
        let (what, mend) = text.rsplit_once(": ").unwrap_or((&text, ""));
        Some(Self::wrong(about, what, mend))
    }

    pub(crate) fn is_well(&self) -> bool {
        self.wrong.is_none()
    }

    /// The cells of what is wrong.
    pub(crate) fn row(&self) -> Option<[String; 3]> {
        let Wrong { what, mend } = self.wrong.as_ref()?;
        Some([self.about.to_owned(), what.clone(), mend.clone()])
    }

    pub(crate) fn to_json(&self) -> Value {
        let (what, mend) = match &self.wrong {
            Some(Wrong { what, mend }) => (Some(what), Some(mend)),
            None => (None, None),
        };
        json!({ "about": self.about, "wrong": what, "mend": mend })
    }
}
