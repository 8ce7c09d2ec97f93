use locales::Phrase;
use outbox::{Kind, NoticeButton};
use store::Turn;
use telegram::{Action, Button, CallbackData, Html, Keyboard, MESSAGE_LIMIT};

use super::{Line, Press, Said, Screen};
use crate::screen::pen::{Pen, lines, short};
use crate::{MenuItem, Press as Pressed, settings};

/// How much of a text stands on a page.
const BEGINNING: usize = 120;

/// Kept free for the line above a text.
const HEADING: usize = 200;

/// The most characters of a text that would be too long with that line: Telegram counts some of
/// them twice.
const CUT: usize = (MESSAGE_LIMIT - HEADING) / 2;

impl Screen {
    /// The text of the screen.
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        match self {
            Self::List { lines, .. } if lines.is_empty() => pen.say(&Phrase::new("inbox-empty")),
            Self::List { lines: listed, .. } => {
                let title = pen.say(&Phrase::new("inbox-title"));
                let listed = (1..)
                    .zip(listed)
                    .flat_map(|(number, line)| line.text(pen, number));
                lines([title].into_iter().chain(listed))
            }
            Self::Entry { said, .. } => {
                let heading = pen.say(&said.heading("inbox-entry"));
                lines([heading, said.whole(pen)])
            }
            Self::Marked(count) => pen.say(&Phrase::new("inbox-marked").with("count", *count)),
            Self::Gone => pen.say(&Phrase::new("inbox-gone")),
        }
    }

    /// What hangs below it.
    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        Keyboard::Inline(match self {
            Self::List {
                lines,
                turn,
                around,
            } => page(pen, lines, turn, around),
            Self::Entry { buttons, turn, .. } => {
                let rows = buttons.iter().map(|row| own(pen, row));
                let rows = rows.filter(|row| !row.is_empty());
                rows.chain([back(pen, turn.clone())]).collect()
            }
            Self::Marked(_) => vec![back(pen, Turn::First)],
            Self::Gone => return Keyboard::None,
        })
    }
}

impl Line {
    fn text(&self, pen: &Pen, number: i64) -> [Html; 2] {
        let state = if self.unread { "unread" } else { "read" };
        let heading = self.said.heading("inbox-line").with("number", number);
        let text = pen.say(&self.said.text).visible_text();
        let text: Vec<_> = text.split_whitespace().collect();
        let text = Html::escape(&short(&text.join(" "), BEGINNING));
        [pen.say(&heading.with("state", state)), text]
    }
}

impl Said {
    fn heading(&self, key: &str) -> Phrase {
        Phrase::new(key)
            .with("at", self.at.strftime("%d.%m. %H:%M").to_string())
            .with("kind", self.kind.map_or("other", Kind::as_str))
    }

    fn whole(&self, pen: &Pen) -> Html {
        let text = pen.say(&self.text);
        if text.visible_len() + HEADING <= MESSAGE_LIMIT {
            return text;
        }
        Html::escape(&short(&text.visible_text(), CUT))
    }
}

fn page(pen: &Pen, lines: &[Line], turn: &Turn, around: &[Option<Turn>; 2]) -> Vec<Vec<Button>> {
    let open = |(number, line): (usize, &Line)| {
        let press = Press::Open(line.place.clone(), turn.clone());
        Pen::button_of(number.to_string(), Pressed::Inbox(press))
    };
    let mut unread = lines.iter().filter(|line| line.unread);
    let first = unread.next();
    let mark = first.map(|first| {
        let last = unread.next_back().unwrap_or(first);
        let [first, last] = [first, last].map(|line| line.place.clone());
        let press = Press::MarkRead { first, last };
        pen.button("inbox-button-mark", Pressed::Inbox(press))
    });
    let keys = ["people-button-back", "people-button-next"];
    let turns = keys.into_iter().zip(around).filter_map(|(key, turn)| {
        let press = Press::List(turn.clone()?);
        Some(pen.button(key, Pressed::Inbox(press)))
    });
    let rows = [
        (1..).zip(lines).map(open).collect(),
        mark.into_iter().collect(),
        turns.collect(),
        vec![
            pen.button("settings-button", Pressed::Settings(settings::Press::Top)),
            pen.button("button-menu", Pressed::Menu(MenuItem::Top)),
        ],
    ];
    rows.into_iter()
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect()
}

/// The buttons that the notice had. One whose data no Telegram would take is left out.
fn own(pen: &Pen, row: &[NoticeButton]) -> Vec<Button> {
    let button = |button: &NoticeButton| {
        let data = CallbackData::try_new(button.data.as_str()).ok()?;
        Some(Button {
            label: pen.plain(&button.label),
            action: Action::Press(data),
        })
    };
    row.iter().filter_map(button).collect()
}

fn back(pen: &Pen, turn: Turn) -> Vec<Button> {
    vec![pen.button("inbox-button-back", Pressed::Inbox(Press::List(turn)))]
}
