use locales::{Language, Locale};
use outbox::{NoticeButton, NoticeRow};
use telegram::{Action, Button, CallbackData, ChatId, Claimed, Keyboard, Rendered};

/// The send of a notice that was claimed, in its recipient's language.
pub(crate) fn message(row: &NoticeRow, chat: ChatId, language: Language) -> Claimed {
    let screen = render(row, language);
    match &row.document {
        Some(document) => Claimed::document(chat, document.clone(), screen),
        None => Claimed::message(chat, screen),
    }
}

/// A notice in its recipient's language. A button whose data no Telegram would take is left out.
fn render(row: &NoticeRow, language: Language) -> Rendered {
    let locale = Locale::of(language);
    let button = |button: &NoticeButton| {
        let data = CallbackData::try_new(button.data.as_str()).ok()?;
        Some(Button {
            label: locale.plain(&button.label),
            action: Action::Press(data),
        })
    };
    let rows: Vec<Vec<Button>> = row
        .buttons
        .iter()
        .map(|row| row.iter().filter_map(button).collect())
        .collect();
    let keyboard = if rows.is_empty() {
        Keyboard::None
    } else {
        Keyboard::Inline(rows)
    };
    Rendered {
        text: locale.html(&row.text),
        keyboard,
    }
}
