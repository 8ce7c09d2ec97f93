use outbox::InboxPlace;
use store::Turn;

/// What a button of the inbox does. It names places in the inbox of whoever presses it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Press {
    /// Turns to a page.
    List(Turn),
    /// Shows an entry and marks it as read; the turn leads back to the page.
    Open(InboxPlace, Turn),
    /// Marks as read what is unread between two places.
    MarkRead {
        /// The first one.
        first: InboxPlace,
        /// The last one, perhaps the same.
        last: InboxPlace,
    },
}

/// The most bytes of a turn: its direction, whether the entry was read, and its place.
const TURN: usize = 1 + 2 + 22;

impl Press {
    /// What stands in a button's data, after the letter of this capability.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::List(turn) => format!("l:{turn}"),
            Self::Open(place, turn) => format!("o:{place}:{turn}"),
            Self::MarkRead { first, last } => format!("r:{first}:{last}"),
        }
    }

    /// What a button with that data does.
    pub(crate) fn read(code: &str) -> Option<Self> {
        let place = |text| InboxPlace::parse(text).ok();
        let (kind, rest) = code.split_once(':')?;
        match kind {
            "l" => turn(rest).map(Self::List),
            "o" => {
                let (at, back) = rest.split_once(':')?;
                Some(Self::Open(place(at)?, turn(back)?))
            }
            "r" => {
                let (first, last) = rest.split_once(':')?;
                Some(Self::MarkRead {
                    first: place(first)?,
                    last: place(last)?,
                })
            }
            _ => None,
        }
    }
}

fn turn(text: &str) -> Option<Turn> {
    (text.len() <= TURN).then(|| Turn::parse(text).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_place() -> impl Strategy<Value = InboxPlace> {
        "[0-9]{13}#[0-9a-f]{8}".prop_map(|text| InboxPlace::parse(&text).unwrap())
    }

    fn any_press() -> impl Strategy<Value = Press> {
        let turn = "([<>][01]#[0-9]{13}#[0-9a-f]{8})?".prop_map(|text| Turn::parse(&text).unwrap());
        prop_oneof![
            turn.clone().prop_map(Press::List),
            (any_place(), turn).prop_map(|(place, turn)| Press::Open(place, turn)),
            (any_place(), any_place()).prop_map(|(first, last)| Press::MarkRead { first, last }),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let data = crate::Press::Inbox(press.clone()).data();
            prop_assert_eq!(crate::Press::read(data.as_str()), Some(crate::Press::Inbox(press)));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,62}|[lor](:[<>]?[0-9#a-f]{0,30}){0,3}") {
            if let Some(press) = Press::read(&data) {
                prop_assert!(crate::Press::Inbox(press).data().as_str().len() <= 64);
            }
        }
    }
}
