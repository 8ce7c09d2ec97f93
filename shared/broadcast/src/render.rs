//! What the author sees: the preview, the progress, the report.

use locales::{Locale, Phrase};
use telegram::{Action, Button, CallbackData, Keyboard, Rendered};

use crate::{Broadcast, Status, Tally};

pub(crate) fn preview(head: &Broadcast) -> Rendered {
    let text = question(head.counted);
    let send = ("broadcast-button-send", &head.buttons.send);
    let cancel = ("broadcast-button-cancel", &head.buttons.cancel);
    match head.counted {
        0 => rendered(head, &text, &[cancel]),
        _ => rendered(head, &text, &[send, cancel]),
    }
}

/// How far it is, with what its author can do now.
pub(crate) fn progress(head: &Broadcast, tally: &Tally) -> Rendered {
    let (pause, resume, stop) = (
        ("broadcast-button-pause", &head.buttons.pause),
        ("broadcast-button-resume", &head.buttons.resume),
        ("broadcast-button-stop", &head.buttons.stop),
    );
    let text = account(head.status, head.counted, tally);
    match head.status {
        Status::Paused => rendered(head, &text, &[resume, stop]),
        Status::Running => rendered(head, &text, &[pause, stop]),
        _ => rendered(head, &text, &[]),
    }
}

/// Whether a broadcast to so many people is to be sent.
#[must_use]
pub fn question(people: u64) -> Phrase {
    Phrase::new("broadcast-preview").with("people", number(people))
}

/// What has come of a broadcast that has begun, so far or in the end.
#[must_use]
pub fn account(status: Status, people: u64, tally: &Tally) -> Phrase {
    let key = match status {
        Status::Running => "broadcast-running",
        Status::Paused => "broadcast-paused",
        Status::Done => "broadcast-done",
        _ => "broadcast-stopped",
    };
    Phrase::new(key)
        .with("total", number(tally.total()))
        .with("people", number(people))
        .with("sent", number(tally.sent))
        .with("unreachable", number(tally.unreachable))
        .with("failed", number(tally.failed))
        .with("unknown", number(tally.unknown))
        .with("declined", number(tally.declined))
}

fn number(people: u64) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}

/// A row for each button. One whose data no Telegram would take is left out.
fn rendered(head: &Broadcast, text: &Phrase, buttons: &[(&str, &String)]) -> Rendered {
    let locale = Locale::of(head.language);
    let button = |(label, data): &(&str, &String)| {
        let data = CallbackData::try_new(data.as_str()).ok()?;
        Some(vec![Button {
            label: locale.plain(&Phrase::new(label)),
            action: Action::Press(data),
        }])
    };
    let rows: Vec<_> = buttons.iter().filter_map(button).collect();
    let keyboard = if rows.is_empty() {
        Keyboard::None
    } else {
        Keyboard::Inline(rows)
    };
    Rendered {
        text: locale.html(text),
        keyboard,
    }
}
