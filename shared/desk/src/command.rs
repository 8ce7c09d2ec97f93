use crate::Access;

/// A command of the bot, in the order of the menu.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
    /// Greets, and leaves any open form.
    Start,
    /// Lists the commands.
    Help,
    /// Chooses the language.
    Language,
    /// Asks to join the staff.
    Join,
    /// Leaves the open form.
    Cancel,
}

impl Command {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Start,
        Self::Help,
        Self::Language,
        Self::Join,
        Self::Cancel,
    ];

    /// The name, without the slash.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Help => "help",
            Self::Language => "language",
            Self::Join => "join",
            Self::Cancel => "cancel",
        }
    }

    /// Who may send it.
    pub(crate) fn access(self) -> Access {
        match self {
            Self::Start | Self::Help | Self::Language | Self::Join | Self::Cancel => {
                Access::Everyone
            }
        }
    }

    /// The key of the line that describes it.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Start => "command-start",
            Self::Help => "command-help",
            Self::Language => "command-language",
            Self::Join => "command-join",
            Self::Cancel => "command-cancel",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.name() == name)
    }
}
