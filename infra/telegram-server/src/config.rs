use clock::SharedClock;

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct TelegramConfig {
    /// The bot's token: it begins with the bot's id and a colon.
    pub token: String,
    /// The bot's numeric id.
    pub bot_id: i64,
    /// The bot's username, without the `@`.
    pub username: String,
    /// The bot's name, which people see above its messages.
    pub name: String,
    /// What the bot sees of groups.
    pub privacy: GroupPrivacy,
    /// Where the time comes from.
    pub clock: SharedClock,
    /// What all randomness comes from: the first update id, ids of queries, long retry delays.
    /// Two runs against one store need two seeds, or their update ids meet; a world that is kept
    /// ([`crate::Telegram::kept`]) goes on with its own.
    pub seed: u64,
    /// The port on 127.0.0.1; 0 for a random one.
    pub port: u16,
}

/// What the bot sees of groups in which it is no administrator
/// (<https://core.telegram.org/bots/features#privacy-mode>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupPrivacy {
    /// Everything.
    #[default]
    Everything,
    /// Commands that name no other bot, mentions of it, replies to it, and service messages:
    /// Telegram's default for a new bot.
    Commands,
}

impl TelegramConfig {
    /// The token of [`TelegramConfig::new`].
    pub const TOKEN: &'static str = "7000000007:AAstand-in";

    /// A bot called Frontdesk (`@frontdesk_bot`) with the token [`Self::TOKEN`], seed 1, any port.
    #[must_use]
    pub fn new(clock: SharedClock) -> Self {
        Self {
            token: Self::TOKEN.to_owned(),
            bot_id: 7_000_000_007,
            username: "frontdesk_bot".to_owned(),
            name: "Frontdesk".to_owned(),
            privacy: GroupPrivacy::default(),
            clock,
            seed: 1,
            port: 0,
        }
    }
}
