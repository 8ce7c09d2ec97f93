//! The chat page in a real Chromium: what people do there, with everything real behind it.

mod days;
mod groups;
mod phone;
mod presses;
mod story;
mod tabs;
mod trouble;
mod writing;
