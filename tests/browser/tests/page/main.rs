//! The chat page in a real Chromium: what people do there, with everything real behind it.

mod groups;
mod phone;
mod story;
mod trouble;
