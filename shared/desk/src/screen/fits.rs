//! What Telegram takes of a screen.

use telegram::{Action, CallbackData, Keyboard, MESSAGE_LIMIT, Rendered};

use crate::Press;

/// What every label may have, short names in it included.
pub(crate) const LABEL: usize = 50;

/// That Telegram takes the screen as it is: nothing of it needs the last resort of cutting a whole
/// text, its buttons are not too many, nor their labels longer than that, and the bot reads each.
pub(crate) fn fits(shown: &Rendered, label: usize) {
    let seen = shown.text.visible_text();
    assert!(shown.text.visible_len() <= MESSAGE_LIMIT, "{seen}");
    let Keyboard::Inline(rows) = &shown.keyboard else {
        return;
    };
    assert!(rows.iter().all(|row| row.len() <= 8), "{seen}");
    assert!(rows.iter().flatten().count() <= 100, "{seen}");
    for button in rows.iter().flatten() {
        let characters = button.label.chars().count();
        assert!((1..=label).contains(&characters), "{}", button.label);
        if let Action::Press(data) = &button.action {
            assert!(data.as_str().len() <= CallbackData::LIMIT);
            assert!(Press::read(data.as_str()).is_some(), "{data}");
        }
    }
}
