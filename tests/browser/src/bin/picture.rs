//! Takes the picture of the chat page that README.md shows:
//! `cargo run -p frontdesk-browser-tests --bin picture -- docs/chat-page.png`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use frontdesk_browser_tests::{Visit, Window};
use thirtyfour::prelude::WebDriverResult;

#[tokio::main]
async fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("Name the file to write, such as docs/chat-page.png.");
        return ExitCode::from(2);
    };
    match take(&path).await {
        Ok(true) => {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("There is no picture: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A conversation in which something has just arrived for somebody else. Gives whether there is a
/// browser to take a picture of it.
async fn take(path: &Path) -> WebDriverResult<bool> {
    let Some(visit) = Visit::begin(Window::Desk).await? else {
        return Ok(false);
    };
    visit.becomes("Ann").await?;
    visit.says("/start").await?;
    visit.presses("Join").await?;
    visit.sees("What is your first name?").await?;
    visit.says("Ann").await?;
    visit.sees("And your last name?").await?;
    visit.says("Lee").await?;
    visit.taps("Share my number").await?;
    visit.sees_unread("Boss", 1).await?;
    visit.keeps_picture(path).await?;
    visit.ends().await?;
    Ok(true)
}
