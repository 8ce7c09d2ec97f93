//! Every text that a person reads, in three languages, through Fluent.
//!
//! A text is named by a key and filled with arguments: a [`Phrase`], which is data and can be
//! stored. A [`Locale`] turns it into markup or into plain text. Arguments are escaped when they
//! go into markup, so a person's name can never become markup.

#![warn(missing_docs)]

mod language;
mod locale;
mod phrase;

pub use language::Language;
pub use locale::Locale;
pub use phrase::{Argument, Phrase};
