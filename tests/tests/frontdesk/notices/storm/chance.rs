//! What goes wrong with Telegram and the table, as the seed decides.

use std::time::Duration;

use frontdesk_tests::Fault as Trouble;
use telegram_server::{Fault, Flood, On, UserId};

use super::weather::{FIRST, Storm};

/// What goes wrong with one request to the table.
const TROUBLES: &[Trouble] = &[
    Trouble::Refused,
    Trouble::AnswerLost,
    Trouble::Answer(500, "InternalServerError"),
    Trouble::Answer(400, "TransactionConflictException"),
    Trouble::Answer(400, "ProvisionedThroughputExceededException"),
];

impl Storm {
    pub(super) fn a_trouble(&mut self) -> Trouble {
        *self.random.choice(TROUBLES).unwrap()
    }

    /// What goes wrong with the next call to some chat, or holds it, or the whole bot.
    pub(super) fn plan_a_fault(&mut self) {
        if self.random.u8(..3) == 0 {
            return;
        }
        let chat = UserId(FIRST + self.random.i64(0..self.size.chats));
        let telegram = self.telegram.telegram();
        let fault = match self.random.u8(..60) {
            0..20 => {
                let held = self.a_hold();
                return telegram.flood(Flood::Chat(chat.into()), held);
            }
            20 => {
                self.heard.count("the whole bot held");
                let held = Duration::from_secs(self.random.u64(1..=10));
                return telegram.flood(Flood::Bot, held);
            }
            21..25 => Fault::status(403, "Forbidden: bot was blocked by the user"),
            25..30 => Fault::status(400, "Bad Request: chat not found"),
            30..35 => Fault::status(400, "Bad Request: can't parse entities: x"),
            35..40 => Fault::status(500, "Internal Server Error"),
            40..45 => Fault::status(502, "Bad Gateway"),
            45..50 => Fault::Drop,
            50..55 => Fault::Close,
            _ => Fault::Hang,
        };
        telegram.fail_next(On::chat(chat), fault);
    }

    /// A second, minutes, or up to a day.
    fn a_hold(&mut self) -> Duration {
        let most = [5, 600, 86_400];
        let most = self.random.choice(most).unwrap();
        Duration::from_secs(self.random.u64(1..=most))
    }
}
