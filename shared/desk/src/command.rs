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
    /// Shows the own account.
    Me,
    /// Books a time.
    Book,
    /// Shows one's bookings.
    MyBookings,
    /// Shows what notices have said.
    Inbox,
    /// Chooses which notices arrive, and when.
    Settings,
    /// Asks to join the staff.
    Join,
    /// Erases what is known of the sender.
    ForgetMe,
    /// Finds people, gives and takes roles.
    People,
    /// Invites somebody to a role.
    Invite,
    /// Sends a message to everybody.
    Broadcast,
    /// Shows a master's own calendar.
    Schedule,
    /// Edits the shop.
    Shop,
    /// Leaves the open form.
    Cancel,
}

impl Command {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Start,
        Self::Help,
        Self::Language,
        Self::Me,
        Self::Book,
        Self::MyBookings,
        Self::Inbox,
        Self::Settings,
        Self::Join,
        Self::ForgetMe,
        Self::People,
        Self::Invite,
        Self::Broadcast,
        Self::Schedule,
        Self::Shop,
        Self::Cancel,
    ];

    /// The name, without the slash.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Help => "help",
            Self::Language => "language",
            Self::Me => "me",
            Self::Book => "book",
            Self::MyBookings => "mybookings",
            Self::Inbox => "inbox",
            Self::Settings => "settings",
            Self::Join => "join",
            Self::ForgetMe => "forget_me",
            Self::People => "people",
            Self::Invite => "invite",
            Self::Broadcast => "broadcast",
            Self::Schedule => "schedule",
            Self::Shop => "shop",
            Self::Cancel => "cancel",
        }
    }

    /// Who may send it.
    pub(crate) fn access(self) -> Access {
        match self {
            Self::Start | Self::Help | Self::Language | Self::ForgetMe | Self::Cancel => {
                Access::Anybody
            }
            Self::Me
            | Self::Book
            | Self::MyBookings
            | Self::Inbox
            | Self::Settings
            | Self::Join => Access::Everyone,
            Self::People | Self::Shop => Access::Managers,
            Self::Invite | Self::Broadcast => Access::Superadmins,
            Self::Schedule => Access::Masters,
        }
    }

    /// Whether it shows what is nobody else's business, and so is for private chats alone.
    pub(crate) fn is_personal(self) -> bool {
        match self {
            Self::Start | Self::Help | Self::Language | Self::Join | Self::Cancel => false,
            Self::Me
            | Self::Book
            | Self::MyBookings
            | Self::Inbox
            | Self::Settings
            | Self::Schedule
            | Self::Shop
            | Self::People
            | Self::Invite
            | Self::Broadcast
            | Self::ForgetMe => true,
        }
    }

    /// Whether somebody who sends it has left the open question. Those who look around have not.
    pub(crate) fn leaves_forms(self) -> bool {
        self.is_personal() && self != Self::Me
    }

    /// The key of the line that describes it.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Start => "command-start",
            Self::Help => "command-help",
            Self::Language => "command-language",
            Self::Me => "command-me",
            Self::Book => "command-book",
            Self::MyBookings => "command-mybookings",
            Self::Inbox => "command-inbox",
            Self::Settings => "command-settings",
            Self::Join => "command-join",
            Self::ForgetMe => "command-forget_me",
            Self::People => "command-people",
            Self::Invite => "command-invite",
            Self::Broadcast => "command-broadcast",
            Self::Schedule => "command-schedule",
            Self::Shop => "command-shop",
            Self::Cancel => "command-cancel",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.name() == name)
    }
}
