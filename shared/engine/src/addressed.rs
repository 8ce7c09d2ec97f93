//! Who is spoken to: in private always the bot, in a group only when it is meant.

use telegram::{Content, Message, Update};

/// Whether an update wants an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Addressed {
    ToUs,
    ToOthers,
}

/// In groups: only commands (bare, or with our name), answers inside an open form, and presses;
/// edited messages never. Nobody types a service message, so none wants an answer.
pub(crate) fn addressed(
    update: &Update,
    private: bool,
    form_open: bool,
    username: Option<&str>,
) -> Addressed {
    match update {
        Update::Press(_) => Addressed::ToUs,
        Update::Message(message) => spoken(message, private, form_open, username),
        Update::EditedMessage(message) if private && is_typed(message) => Addressed::ToUs,
        Update::EditedMessage(_) | Update::Unused => Addressed::ToOthers,
    }
}

/// Whether it wants no answer whatever form is open: nobody has typed it, or an edit in a group.
pub(crate) fn is_for_nobody(update: &Update, private: bool) -> bool {
    match update {
        Update::Press(_) | Update::Unused => false,
        Update::Message(message) => matches!(message.content, Content::Service),
        Update::EditedMessage(message) => !private || !is_typed(message),
    }
}

fn spoken(message: &Message, private: bool, form_open: bool, username: Option<&str>) -> Addressed {
    let ours = match &message.content {
        Content::Service => false,
        _ if private => true,
        Content::Command(command) => match command.addressee.as_deref() {
            None => !command.name.is_empty(),
            Some(name) => username.is_some_and(|own| own.eq_ignore_ascii_case(name)),
        },
        _ => form_open,
    };
    if ours {
        Addressed::ToUs
    } else {
        Addressed::ToOthers
    }
}

/// Nobody types a service message, or the steps of a live location.
fn is_typed(message: &Message) -> bool {
    !matches!(message.content, Content::Service | Content::Location)
}
