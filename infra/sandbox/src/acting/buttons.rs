//! Finding the button that somebody means.

use telegram_server::{Shown, Telegram};

use super::Refusal;
use super::presence::Present;
use super::seen::labels;

/// What is pressed.
#[derive(Debug)]
pub(crate) enum Target {
    /// A button of the keyboard, by its label.
    Key(String),
    /// A button below a message, by its data or else its label.
    Below { message_id: i64, button: String },
}

impl Target {
    /// What has this label, or begins with it, or has it in it: on the keyboard, else below the
    /// newest message that has such a button.
    pub(crate) fn find(telegram: &Telegram, at: Present, label: &str) -> Result<Self, Refusal> {
        let keys = labels(telegram.keyboard(at.chat).as_ref()).concat();
        let on_keyboard: Vec<_> = keys.iter().map(String::as_str).collect();
        if let Some(key) = closest(&on_keyboard, label) {
            return Ok(Self::Key(key.to_owned()));
        }
        let screen = telegram.screen(at.chat);
        let below = screen.iter().rev().find_map(|shown| below(shown, label));
        below.ok_or_else(|| Refusal::NoSuchButton {
            user: at.user,
            label: label.to_owned(),
            there: each_once(keys.into_iter().chain(labels_below(&screen))),
        })
    }
}

fn below(shown: &Shown, label: &str) -> Option<Target> {
    let buttons = shown.buttons.iter().flatten();
    let labels: Vec<_> = buttons.map(|button| button.label.as_str()).collect();
    let found = closest(&labels, label)?;
    let button = shown.button(found)?;
    Some(Target::Below {
        message_id: shown.message_id,
        button: button.data.clone().unwrap_or_else(|| found.to_owned()),
    })
}

/// Newest message first.
fn labels_below(screen: &[Shown]) -> impl Iterator<Item = String> {
    let messages = screen.iter().rev();
    let buttons = messages.flat_map(|shown| shown.buttons.iter().flatten());
    buttons.map(|button| button.label.clone())
}

fn each_once(labels: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for label in labels {
        if !once.contains(&label) {
            once.push(label);
        }
    }
    once
}

/// In any case of letters.
fn closest<'a>(labels: &[&'a str], wanted: &str) -> Option<&'a str> {
    let wanted = wanted.trim().to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let first = |fits: fn(&str, &str) -> bool| {
        let mut labels = labels.iter().copied();
        labels.find(|label| fits(&label.to_lowercase(), &wanted))
    };
    first(|label, wanted| label == wanted)
        .or_else(|| first(|label, wanted| label.starts_with(wanted)))
        .or_else(|| first(|label, wanted| label.contains(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_label_is_meant() {
        let labels = ["Help me", "❓ Help", "help"];
        let closest = |wanted| closest(&labels, wanted);
        assert_eq!(closest("HELP"), Some("help"));
        assert_eq!(closest("Help m"), Some("Help me"));
        assert_eq!(closest("❓"), Some("❓ Help"));
        assert_eq!(closest("language"), None);
        assert_eq!(closest(" "), None);
    }
}
