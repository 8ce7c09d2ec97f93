//! What people, the shop and bookings ask the table for.

use std::time::Duration;

use frontdesk_tests::{Answer, BOSS, updates};
use serde_json::json;

use crate::recording::Story;

const MASTER: i64 = 700;
const HELPER: i64 = 701;
const CLIENT: i64 = 44;

impl Story {
    /// People are found, get roles and lose them, are invited and forgotten.
    pub(crate) async fn people(&mut self) {
        self.meets(MASTER, "Maximilian", "max").await;
        self.meets(MASTER, "Max", "max_the_master").await;
        self.meets(HELPER, "Helga", "helga").await;
        self.asks(BOSS, "/people Max").await;
        self.asks(BOSS, "/people +998901234567").await;
        let stale_card = self.asks(BOSS, &format!("/people {MASTER}")).await;
        for label in ["➕ manager", "➖ manager", "➕ master"] {
            let card = self.asks(BOSS, &format!("/people {MASTER}")).await;
            self.taps(BOSS, &card, label).await;
        }
        let card = self.asks(BOSS, &format!("/people {MASTER}")).await;
        self.taps(BOSS, &card, "History").await;
        self.lose_the_chief().await;
        self.chief_returns(&stale_card.data("➕ manager")).await;
        let mut offers = Vec::new();
        for ending in ["🚫 Decline", "✅ Accept"] {
            let list = self.asks(BOSS, "/invite").await;
            let made = self.taps(BOSS, &list, "➕ technician").await;
            let text = made.text();
            let link = text.split("?start=").nth(1).unwrap();
            let payload = link.split_whitespace().next().unwrap();
            let offer = self.asks(HELPER, &format!("/start {payload}")).await;
            self.taps(HELPER, &offer, ending).await;
            offers.push(offer.data(ending));
        }
        self.lose_the_chief().await;
        self.chief_returns(&offers[0]).await;
        self.settle().await;
    }

    /// The shop is edited, a client books and cancels, the master has a day.
    pub(crate) async fn business(&mut self) {
        let shop = self.asks(BOSS, "/shop").await;
        let services = self.taps(BOSS, &shop, "Services").await;
        let beard = self.taps(BOSS, &services, "Beard").await;
        self.taps(BOSS, &beard, "Offer it no more").await;
        self.meets(CLIENT, "Cleo", "cleo").await;
        let date = self.tomorrow();
        let services = self.asks(CLIENT, "/book").await;
        let masters = self.taps(CLIENT, &services, "Haircut").await;
        let month = self.taps(CLIENT, &masters, "Max").await;
        let day = date
            .trim_start_matches(|it| it != '-')
            .trim_start_matches("-03-0");
        let times = self.taps(CLIENT, &month, day).await;
        let offer = self.taps(CLIENT, &times, "15:00").await;
        let booked = self.taps(CLIENT, &offer, "✅ Book").await;
        self.taps(CLIENT, &offer, "✅ Book").await;
        self.taps(CLIENT, &booked, "Add to calendar").await;
        let list = self.asks(CLIENT, "/mybookings").await;
        self.taps(CLIENT, &list, "Past ones").await;
        let day = self.asks(MASTER, &format!("/schedule {date}")).await;
        let away = self.taps(MASTER, &day, "Be away").await;
        let until = self.taps(MASTER, &away, "11:00").await;
        let note = self.taps(MASTER, &until, "12:00").await;
        self.taps(MASTER, &note, "No note").await;
        self.taps(MASTER, &day, "Week").await;
        let hours = self.taps(MASTER, &day, "Hours").await;
        let lunch = self.taps(MASTER, &hours, "Lunch").await;
        self.taps(MASTER, &lunch, "No lunch").await;
        let list = self.asks(CLIENT, "/mybookings").await;
        let card = self.taps(CLIENT, &list, "Haircut").await;
        let why = self.taps(CLIENT, &card, "Cancel it").await;
        self.taps(CLIENT, &why, "without a reason").await;
        self.joins_telegram(CLIENT, "Cleo");
        self.ask(CLIENT, "+998900000044").await;
        self.decide("🚫 Reject").await;
        self.inbox_and_settings().await;
        self.announcement().await;
        self.asks(CLIENT, "panic!").await;
        let sure = self.asks(CLIENT, "/forget_me").await;
        self.taps(CLIENT, &sure, "Yes, forget me").await;
        self.settle().await;
    }

    /// The master reads what he was told, and wants to be told less.
    async fn inbox_and_settings(&mut self) {
        let list = self.asks(MASTER, "/inbox").await;
        self.taps(MASTER, &list, "1").await;
        self.taps(MASTER, &list, "Mark all").await;
        let settings = self.asks(MASTER, "/settings").await;
        self.taps(MASTER, &settings, "Bookings").await;
    }

    /// A text to everybody is counted, sent, held up, and ended.
    async fn announcement(&mut self) {
        let whom = self.asks(BOSS, "/broadcast Hello").await;
        self.taps(BOSS, &whom, "Everybody").await;
        let id = self.update() - 1;
        self.settle().await;
        for (act, run) in [("g", 0), ("p", 1), ("r", 1), ("s", 2)] {
            self.rests();
            let press = updates::press(self.update(), BOSS, &format!("a:{act}:{id}:{run}"));
            let shown = self.answers(&press).await;
            assert_eq!(shown.call()["method"], "editMessageText", "{act}");
        }
        self.asks(BOSS, "/broadcast").await;
        self.settle().await;
    }

    fn tomorrow(&self) -> String {
        let now = self.now().to_zoned(jiff::tz::TimeZone::UTC);
        now.date().tomorrow().unwrap().to_string()
    }

    async fn meets(&mut self, user: i64, name: &str, username: &str) {
        let from = json!({
            "id": user, "is_bot": false, "first_name": name, "username": username,
            "language_code": "en",
        });
        let message = json!({ "text": "/start", "from": from });
        let update = updates::message_with(self.update(), user, message);
        self.deliver(&update).await;
    }

    async fn asks(&mut self, user: i64, text: &str) -> Answer {
        self.rests();
        let update = updates::text(self.update(), user, text);
        self.answers(&update).await
    }

    async fn taps(&mut self, user: i64, under: &Answer, label: &str) -> Answer {
        self.rests();
        let update = updates::press(self.update(), user, &under.data(label));
        self.answers(&update).await
    }

    /// The throttle's window moves on.
    fn rests(&self) {
        self.passes(Duration::from_secs(3));
    }
}
